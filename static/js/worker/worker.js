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
self.addEventListener("message", ({ data, ports }) => {
  if (data === "take-over") self.skipWaiting();
  else if (data.ask) ports[0].postMessage(opener);
  else opener = data.opener;
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

// From the network; without it, or when it is late and the page is kept here, the shell, which shows what is kept.
// Neither the network nor the phone's own store can make a page wait for ever.
async function page(event, pathname) {
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const late = after(LATE).then(async () => (await isKept(pathname)) || after(8 * LATE));
  try {
    const answer = await Promise.race([asked, late]);
    return answer?.headers && (answer.status < 500 || answer.type === "opaqueredirect" || ours(answer)) ? answer : shell(pathname);
  } catch {
    return shell(pathname);
  }
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
