// Sealing with HPKE (RFC 9180: DHKEM P-256, HKDF-SHA256, AES-256-GCM, base mode). Checked against the RFC's vectors.
const { subtle } = crypto;
const P256 = { name: "ECDH", namedCurve: "P-256" };
const text = new TextEncoder();
const KEM = [...text.encode("KEM"), 0, 16];
const SUITE = [...text.encode("HPKE"), 0, 16, 0, 1, 0, 2];
const NONE = new Uint8Array(0);

const bytesOf = async (buffer) => new Uint8Array(await buffer);
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...(typeof part === "string" ? text.encode(part) : part)]));
const toBase64 = (bytes) => {
  let out = "";
  for (const byte of new Uint8Array(bytes)) out += String.fromCharCode(byte);
  return btoa(out);
};
const fromBase64 = (coded) => Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));

async function mac(key, bytes) {
  const imported = await subtle.importKey("raw", key.length ? key : new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return bytesOf(subtle.sign("HMAC", imported, bytes));
}
const extract = (suite, salt, label, secret) => mac(salt, join("HPKE-v1", suite, label, secret));
const expand = async (suite, key, label, info, length) => (await mac(key, join([0, length], "HPKE-v1", suite, label, info, [1]))).slice(0, length);

// From the shared point to the key and nonce of one message.
async function schedule(point, context, info) {
  const shared = await expand(KEM, await extract(KEM, NONE, "eae_prk", point), "shared_secret", context, 32);
  const bound = join([0], await extract(SUITE, NONE, "psk_id_hash", NONE), await extract(SUITE, NONE, "info_hash", text.encode(info)));
  const secret = await extract(SUITE, shared, "secret", NONE);
  const [key, iv] = [await expand(SUITE, secret, "key", bound, 32), await expand(SUITE, secret, "base_nonce", bound, 12)];
  return { key: await subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]), iv };
}

const agree = (privateKey, publicKey) => bytesOf(subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256));
const rawOf = (key) => bytesOf(subtle.exportKey("raw", key));
const publicKeyOf = (raw) => subtle.importKey("raw", raw, P256, true, []);

// Seal bytes for the owner of a raw public point; only the matching private key opens them, for the same info.
async function sealFor(raw, bytes, info, pair = null) {
  pair ??= await subtle.generateKey(P256, false, ["deriveBits"]);
  const enc = await rawOf(pair.publicKey);
  const { key, iv } = await schedule(await agree(pair.privateKey, await publicKeyOf(raw)), join(enc, raw), info);
  return join(enc, await bytesOf(subtle.encrypt({ name: "AES-GCM", iv }, key, bytes)));
}

// Open what was sealed for this private key.
async function unsealWith(privateKey, raw, message, info) {
  const enc = message.slice(0, 65);
  const { key, iv } = await schedule(await agree(privateKey, await publicKeyOf(enc)), join(enc, raw), info);
  return bytesOf(subtle.decrypt({ name: "AES-GCM", iv }, key, message.slice(65)));
}
