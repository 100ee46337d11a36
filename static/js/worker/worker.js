// The worker: the shell opens without network, static files come from the cache, what waits is sent in the background.
// It keeps no page of anybody: only files that are the same for everybody, fetched as nobody.
self.trustedTypes?.createPolicy("default", { createScriptURL: (address) => address });
importScripts(`${HERE}js/outbox.js`);
const { get, ours, waitingOf, drain } = self.outbox;
const CACHE = `naast-${VERSION}`;
const LATE = 3000;

// All files or none; and none that a captive portal or a proxy put in their place.
async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    KEPT.map(async (path) => {
      const answer = await fetch(path, { redirect: "error", credentials: "omit", cache: path.startsWith(HERE) ? "default" : "reload" });
      if (!answer.ok || !ours(answer)) throw new Error(`not ours: ${path}`);
      await cache.put(path, answer);
    }),
  );
}
self.addEventListener("install", (event) =>
  event.waitUntil(
    keepAll().catch(async (error) => {
      await caches.delete(CACHE);
      throw error;
    }),
  ),
);
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("naast-") && name !== CACHE) await caches.delete(name);
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  ),
);

// The key that opens what is kept here, between two pages of its owner; in memory, for a while.
let opener = null;
self.addEventListener("message", ({ data, ports, source }) => {
  if (data === "take-over") return self.skipWaiting();
  if (data.ask) return ports[0].postMessage(opener);
  heard = Date.now();
  if (data.opener) opener = data.opener;
  if (data.opener === null) opener = today = null;
  if (data.first && today?.id === source.id) today.first = true;
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET") today = null;
  else if (origin !== location.origin) return;
  else if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (next?.id === event.clientId && request.url === TODAY) {
    event.respondWith(next.asked);
    next = null;
  }
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

// From the network; without it, or when it is late and the page is kept here, the shell, which shows what is kept.
// Neither the network nor the phone's own store can make a page wait for ever.
async function page(event, pathname) {
  const stands = today;
  const asked = fromNetwork(event);
  event.waitUntil(asked.catch(() => {}));
  const late = after(LATE).then(async () => (await isKept(pathname)) || after(8 * LATE));
  try {
    if (stands?.first && mayStandFirst(event.request)) {
      next = { id: event.resultingClientId, asked };
      return new Response((await stands.text).replace(" data-first", ` data-first="${stands.at}"`), stands.answer);
    }
    const answer = await Promise.race([asked, late]);
    // What was asked ahead (preload) and failed is in Firefox no failure but an answer of its kind.
    return answer?.headers && answer.type !== "error" && (answer.status < 500 || ours(answer)) ? answer : shell(pathname);
  } catch {
    return shell(pathname);
  }
}

// Today as it came last, for who was here a moment ago: in this memory alone, and each stands first once, until its page
// has the next and says that this one may. It goes at whatever may change whose it is or what it says: anything that is
// sent, an answer that is no page of ours, a key that is forgotten, a minute without a sign of its reader.
const TODAY = self.registration.scope;
const MINUTE = 60 * 1000;
let today = null;
let next = null; // on its way, for the page in which the last one stands and for no other: it may be somebody else's by then
let heard = 0;
// Not where somebody asks for it anew.
const mayStandFirst = ({ url, cache }) => url === TODAY && /default|force/.test(cache) && Date.now() - heard < MINUTE;

async function fromNetwork(event) {
  const mine = event.request.url === TODAY && (today = { id: event.resultingClientId });
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  if (!answer.ok || !ours(answer)) today = null;
  else if (mine) {
    // Read to its end here: what came before anybody asked for it ends with the asking.
    event.waitUntil((mine.text = answer.clone().text()));
    Object.assign(mine, { answer, at: Date.now() });
  }
  return answer;
}

const after = (time) => new Promise((resolve) => setTimeout(resolve, time));
const soon = (asked) => Promise.race([asked.catch(() => null), after(1000)]);
const last = async () => (await soon(get("notes", "last"))) ?? {};
const isKept = async (pathname) => soon(get("pages", [(await last()).user ?? "", pathname]));
const shell = async (pathname) =>
  (await caches.match(`${pathname === "/help" ? "/help" : "/shell"}?language=${(await last()).language ?? "nl"}`)) ?? Response.error();

self.addEventListener("sync", (event) => event.tag === "naast-outbox" && event.waitUntil(sendAll()));
async function sendAll() {
  const { user } = await last();
  if (!user || !(await waitingOf(user)).length) return;
  const why = await drain(user);
  if (why === "offline" || why === "busy") throw new Error(why); // the browser tries again
}
