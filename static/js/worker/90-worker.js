// The worker: the shell opens without network, static files come from the cache, what waits is sent in the background.
// It keeps no page of anybody: only files that are the same for everybody.
const CACHE = `naast-${VERSION}`;

self.addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT))));
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("naast-") && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  ),
);
self.addEventListener("message", (event) => event.data === "take-over" && self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") return event.respondWith(page(request));
  if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(file(request));
});

async function page(request) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 3000));
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    const help = new URL(request.url).pathname === "/help" ? "/help" : "/shell";
    return (await caches.match(help)) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("sync", (event) => event.tag === "naast-outbox" && event.waitUntil(sendAll()));

async function sendAll() {
  const last = await get("notes", "last");
  if (last) await drain(last.user);
}
