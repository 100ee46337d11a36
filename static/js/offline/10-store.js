// The phone's own store: what waits, what was begun, what was kept, each under its person. Upgrades only add.
const STORES = { outbox: "id", drafts: ["user", "name"], pages: ["user", "path"], people: "user", notes: "name" };
let opened = null;

function openStore() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("naast", 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (!asked.result.objectStoreNames.contains(name)) asked.result.createObjectStore(name, { keyPath });
      }
    };
    asked.onsuccess = () => {
      asked.result.onclose = asked.result.onversionchange = () => {
        asked.result.close();
        opened = null;
      };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

// One transaction. Writing waits until the words are on the disk, not just handed to the system (strict).
async function transact(names, mode, work, again = true) {
  try {
    const base = await openStore();
    const transaction = base.transaction(names, mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const result = work(...[].concat(names).map((name) => transaction.objectStore(name)));
    await ended;
    return result instanceof IDBRequest ? result.result : result;
  } catch (error) {
    if (!again || error.name !== "InvalidStateError") throw error;
    opened = null; // the phone closed the store in the background: open it once more
    return transact(names, mode, work, false);
  }
}

const put = (name, row) => transact(name, "readwrite", (store) => void store.put(row));
const get = (name, key) => transact(name, "readonly", (store) => store.get(key));
const remove = (name, key) => transact(name, "readwrite", (store) => void store.delete(key));
const all = (name) => transact(name, "readonly", (store) => store.getAll());
const ofPerson = async (name, user) => (await all(name)).filter((row) => row.user === user);

// An id of version 7: the phone's clock, then chance.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(Date.now());
  for (let at = 0; at < 6; at++) bytes[at] = Number((time >> BigInt(8 * (5 - at))) & 255n);
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
