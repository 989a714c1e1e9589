// Takes the place of worker.js where nothing may be kept any more, and goes with everything that was.

self.addEventListener('install', () => self.skipWaiting());

async function end() {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
}
self.addEventListener('activate', event => event.waitUntil(end()));
