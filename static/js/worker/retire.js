// The worker that ends workers (NAAST_OFFLINE=off): it empties the caches and leaves. What waits on the phone stays.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) await caches.delete(name);
      await self.registration.unregister();
    })(),
  ),
);
