// The phone's own store: what waits, what was begun, what was kept, each under its person. Upgrades only add.
// These files run in the page and in the worker alike; what they offer stands at the end of the last one.
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
      const base = asked.result;
      base.onclose = () => (opened = null);
      base.onversionchange = () => {
        base.close();
        opened = null;
      };
      resolve(base);
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
    if (again && error?.name === "InvalidStateError") opened = null; // closed in the background: open it once more
    else if (again && error?.name === "QuotaExceededError") await dropPages(); // words come before pages to read
    else throw error;
    return transact(names, mode, work, false);
  }
}

const dropPages = () => transact("pages", "readwrite", (pages) => void pages.clear(), false).catch(() => {});
const put = (name, row) => transact(name, "readwrite", (store) => void store.put(row));
const get = (name, key) => transact(name, "readonly", (store) => store.get(key));
const remove = (name, ...keys) => transact(name, "readwrite", (store) => keys.forEach((key) => store.delete(key)));
const all = (name) => transact(name, "readonly", (store) => store.getAll());
const ofPerson = async (name, user) => (await all(name)).filter((row) => row.user === user);

// Change some of what is known of a person; what others changed meanwhile stays.
const amend = (user, change) =>
  transact("people", "readwrite", (people) => {
    const asked = people.get(user);
    asked.onsuccess = () => people.put({ ...asked.result, user, ...(change.call ? change(asked.result) : change) });
  });

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
