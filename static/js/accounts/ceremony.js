// Passkeys: what the server asks goes to the phone, what the phone answers goes back.

export class Refusal extends Error {
  constructor(answer) {
    super(answer.say || "");
    this.answer = answer;
  }
}

export async function post(path, content = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(content),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(said);
  return said;
}

export const works = () => Boolean(self.PublicKeyCredential && navigator.credentials);

// Older browsers lack the JSON forms of WebAuthn; these lines do the same.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function forMaking(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const user = { ...options.user, id: bytes(options.user.id) };
  return { ...options, user, challenge: bytes(options.challenge), excludeCredentials: named(options.excludeCredentials) };
}

function forUsing(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
}

function asJSON(credential) {
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const told = { transports: response.getTransports?.() };
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = text(response[name]);
  }
  const results = credential.getClientExtensionResults();
  const clientExtensionResults = results.prf ? { prf: { enabled: results.prf.enabled } } : {};
  const json = { id, rawId: text(rawId), type, response: told, authenticatorAttachment, clientExtensionResults };
  // What the passkey derives for us stays on this phone: it does not go along when the answer is sent.
  return Object.defineProperty(json, "secret", { value: results.prf?.results?.first });
}

// A passkey that can derives a secret (PRF), the same every time, with which this phone keeps things for its owner alone.
async function deriving(options) {
  const first = await crypto.subtle.digest("SHA-256", new TextEncoder().encode("naast/pocket/v1"));
  return { ...options, extensions: { ...options.extensions, prf: { eval: { first } } } };
}

export async function make(options) {
  return asJSON(await navigator.credentials.create({ publicKey: await deriving(forMaking(options)) }));
}

export async function use(options, more = {}) {
  return asJSON(await navigator.credentials.get({ publicKey: await deriving(forUsing(options)), ...more }));
}

// Only the secret, of this passkey (or whichever its owner takes); works without network.
export async function derive(id = null) {
  const challenge = text(crypto.getRandomValues(new Uint8Array(32)));
  const allowCredentials = id ? [{ type: "public-key", id }] : [];
  return use({ challenge, rpId: location.hostname, userVerification: "required", allowCredentials });
}

// Somebody who closes the question has changed their mind; that is no error.
export const changedTheirMind = (error) => error.name === "NotAllowedError" || error.name === "AbortError";

// With `about` the passkey is asked for just that, each time; without, once in five minutes.
export async function stepUp(about = "") {
  const asked = await post("/step-up/options", { about });
  if (!asked.strong) await post("/step-up/passkey", { about, credential: await use(asked) });
}
