// Whose phone this is now: their server's letterbox, their own key, and how to open what was sealed for them.
const IDLE = 10 * 60 * 1000;
let opener; // the private key, in the memory of this page (and of the worker, so that the next page has it)
let touched = Date.now();

const outboxInfo = (user, op) => `naast/outbox/v1|${user}|${op.id}|${op.verb}|${op.thing ?? ""}`;
const newPair = (open) => subtle.generateKey(P256, open, ["deriveBits"]);

// Learn from the server what this phone needs; what is there of the person's own stays.
export async function learn() {
  const answer = await fetch("/offline/start", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok || !ours(answer)) return null;
  const { now, before, ...told } = await answer.json();
  const { user } = told;
  const known = await get("people", user);
  const pair = known?.browser || known?.shared ? null : await newPair(false);
  const browser = pair && { raw: toBase64(await rawOf(pair.publicKey)), local: pair.privateKey };
  const learned = Date.now();
  await amend(user, (was) => ({ client: newId(), seq: 0, own: null, shared: false, ...was, ...(browser && { browser }), ...told, skew: Date.parse(now) - learned, learned }));
  // What other parts noted of them meanwhile is no memory: only learning gives a phone its name.
  if (!known?.client && before) tellOfLoss(before);
  return get("people", user);
}

// What a passkey derives is a key by itself: 32 bytes that only it makes, for this purpose alone.
const wrappingKey = (secret) => subtle.importKey("raw", secret, "AES-GCM", false, ["wrapKey", "unwrapKey"]);

async function unwrap(user, { raw, wrapped: { iv, bytes } }, secret) {
  const key = await subtle.unwrapKey("pkcs8", bytes, await wrappingKey(secret), { name: "AES-GCM", iv }, P256, false, ["deriveBits"]);
  opener = { user, raw, key };
  remember();
  return opener;
}

// Somebody signed in: whether this phone is shared, and what their passkey derives where it can: it opens the own
// key, or a new one that only it opens.
export async function arrive(secret, credential, shared) {
  forgetKey(); // whosever it was
  await remove("notes", "left");
  const person = await learn();
  if (!person) return;
  if (shared !== undefined) await share(person.user, shared);
  if (secret && !shared) await unlockWith(person, secret, credential);
}

export async function unlockWith(person, secret, credential) {
  const { user, own: known } = person;
  const opened = known?.credential === credential && (await unwrap(user, known, secret).catch(() => null));
  if (opened) return opened;
  // No key yet, or another passkey: a new key. What was sealed for the old one the server still opens.
  const pair = await newPair(true);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = await bytesOf(subtle.wrapKey("pkcs8", pair.privateKey, await wrappingKey(secret), { name: "AES-GCM", iv }));
  const own = { raw: toBase64(await rawOf(pair.publicKey)), wrapped: { iv, bytes }, credential };
  await dropPagesOf(user);
  await amend(user, { own, shared: false });
  return unwrap(user, own, secret);
}

async function dropPagesOf(user) {
  forgetKey();
  await remove("pages", ...(await ofPerson("pages", user)).map((page) => [user, page.path]));
}

// Where a passkey derives nothing: a key that only this browser holds, or nothing readable. The person chooses.
export async function keepReadable(user, yes) {
  await amend(user, ({ browser }) => ({ own: yes ? browser : null }));
  if (!yes) await dropPagesOf(user);
}

// A phone of several people keeps nothing that can be read.
export async function share(user, yes) {
  await amend(user, (was) => (yes ? { shared: true, own: null, browser: null } : { ...was, shared: false }));
  if (yes) await dropPagesOf(user);
}

// The worker remembers the key between two pages, and Today as it last was; ten minutes after the last touch it hears no
// more from here, and forgets.
const worker = () => navigator.serviceWorker?.controller;
const remember = (more) => worker()?.postMessage({ opener, ...more });
function forgetKey() {
  opener = undefined;
  remember({ opener: null });
}
const fromWorker = () =>
  new Promise((resolve) => {
    if (!worker()) return resolve(null);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker().postMessage({ ask: true }, [port2]);
    setTimeout(resolve, 400, null);
  });
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (touched = Date.now()), { passive: true });
setInterval(() => (Date.now() - touched < IDLE ? remember() : opener && forgetKey()), 20000);

// The key that opens what was sealed for this person: from memory, from the browser, or by asking for the passkey.
async function ownKey(user, ask = false) {
  if (opener?.user === user) return opener;
  const { own } = (await get("people", user)) ?? {};
  if (own?.local) return { raw: own.raw, key: own.local };
  const known = await fromWorker();
  if (known?.user === user && known.raw === own?.raw) return (opener = known);
  if (!ask || !own) return null;
  const { derive } = await import("./accounts/ceremony.js");
  const { secret } = await derive(own.credential);
  return secret && unwrap(user, own, secret);
}

// Seal a value for the person themself (null where this phone keeps nothing readable).
const sealValue = (raw, value, info) => sealFor(fromBase64(raw), text.encode(JSON.stringify(value)), info);
const sealOwn = async (person, value, info) => (person.own ? sealValue(person.own.raw, value, info) : null);
async function openWith(asked, message, info) {
  try {
    const { key, raw } = await asked;
    return JSON.parse(new TextDecoder().decode(await unsealWith(key, fromBase64(raw), message, info)));
  } catch {
    return null;
  }
}
const openOwn = async (user, message, info) => message && openWith(ownKey(user), message, info);

// For the server, which delivers it, and where the person's own key is out of reach opens it for its writer.
const sealed = async (person, fields, info) => ({ kid: person.kid, msg: toBase64(await sealValue(person.key, fields, info)) });
async function openedByServer(letter, about) {
  const answer = await post("/offline/open", { sealed: letter, ...about }).catch(() => null);
  return answer?.ok ? (await answer.json()).fields : null;
}
