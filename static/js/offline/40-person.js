// Whose phone this is now: their server's letterbox, their own key, and how to open what was sealed for them.
const PRF_INPUT = "naast/pocket/v1";
let opener = null; // the private key, in the memory of this page only

const here = () => document.body.dataset.person || null;
const infoOf = (user, op) => `naast/outbox/v1|${user}|${op.id}|${op.verb}|${op.thing ?? ""}`;
const prfInput = async () => new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(PRF_INPUT)));

// Learn from the server what this phone needs; keeps the own key that is there.
async function learn() {
  const answer = await fetch("/offline/start", { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok || answer.headers.get("X-Naast") !== MARK) return null;
  const told = await answer.json();
  const known = (await get("people", told.user)) ?? { user: told.user, client: newId(), seq: 0, own: null, shared: false };
  const person = { ...known, kid: told.kid, key: told.key, version: told.version, keep: told.keep, learned: Date.now() };
  await put("people", person);
  return person;
}

// A number for the next operation, never given twice.
async function nextSeq(user) {
  let given = 0;
  await transact("people", "readwrite", (store) => {
    const asked = store.get(user);
    asked.onsuccess = () => {
      given = asked.result.seq + 1;
      store.put({ ...asked.result, seq: given });
    };
  });
  return given;
}

async function wrappingKey(secret) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: NONE, info: text.encode("naast/own-key/v1") };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// After signing in with a passkey that has PRF: open the own key with it, or make one that only it opens.
async function unlockWith(secret, credential) {
  const person = await learn();
  if (!person || person.shared) return;
  const key = await wrappingKey(secret);
  if (person.own?.wrapped && person.own.credential === credential) {
    try {
      return void (opener = { user: person.user, raw: fromBase64(person.own.raw), key: await unwrap(key, person.own.wrapped) });
    } catch {
      // another passkey under the same name: make a new key; the server opens what still waits
    }
  }
  const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secretPart = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const wrapped = { iv, bytes: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, secretPart)) };
  await put("people", { ...person, own: { raw: toBase64(await rawOf(pair.publicKey)), wrapped, credential, local: null } });
  opener = { user: person.user, raw: await rawOf(pair.publicKey), key: await unwrap(key, wrapped) };
}

async function unwrap(key, { iv, bytes }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);
  return crypto.subtle.importKey("pkcs8", plain, P256, false, ["deriveBits"]);
}

// The person's choice on a phone whose passkey has no PRF: a key that only this browser holds, or nothing readable.
async function keepReadable(user, yes) {
  const person = await get("people", user);
  if (!person) return;
  if (!yes) {
    await put("people", { ...person, own: person.own?.wrapped ? person.own : null });
    for (const page of await ofPerson("pages", user)) await remove("pages", [user, page.path]);
    return;
  }
  const pair = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  await put("people", { ...person, shared: false, own: { raw: toBase64(await rawOf(pair.publicKey)), wrapped: null, local: pair.privateKey } });
}

// The key that opens what was sealed for this person: from memory, from the browser, or by asking for the passkey.
async function ownKey(user, ask = false) {
  if (opener?.user === user) return opener;
  const own = (await get("people", user))?.own;
  if (!own) return null;
  if (own.local) return (opener = { user, raw: fromBase64(own.raw), key: own.local });
  if (!ask || !own.wrapped || !navigator.credentials) return null;
  const given = await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rpId: location.hostname,
      userVerification: "required",
      allowCredentials: [{ type: "public-key", id: fromBase64(own.credential.replace(/-/g, "+").replace(/_/g, "/")) }],
      extensions: { prf: { eval: { first: await prfInput() } } },
    },
  });
  const secret = given?.getClientExtensionResults().prf?.results?.first;
  if (!secret) return null;
  return (opener = { user, raw: fromBase64(own.raw), key: await unwrap(await wrappingKey(secret), own.wrapped) });
}

// Seal a value for the person themself (null where this phone keeps nothing readable).
async function sealOwn(person, value, info) {
  return person.own ? sealFor(fromBase64(person.own.raw), text.encode(JSON.stringify(value)), info) : null;
}
async function openOwn(user, message, info, ask = false) {
  const key = message && (await ownKey(user, ask));
  return key ? JSON.parse(new TextDecoder().decode(await unsealWith(key.key, key.raw, message, info))) : null;
}
