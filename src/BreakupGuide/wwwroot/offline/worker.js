// Keeps guides and help on this device, to be read without a network. It stands between the browser and the server for their addresses only
// (keep.js says which): no page of a space, no saved word and no form passes through it.
//
// self.kept, from the server (App/Kept/OfflineScript.cs): { name, edition, pages, files }. Nothing else is ever kept, and nothing with cookies.

const PATIENCE = 2000;  // ms; then the copy is better than a blank page
const GATEWAYS = [502, 504]; // they say that nobody is there behind them
const { name, edition, pages, files } = self.kept;

const copyOf = request => caches.match(request, { ignoreVary: true });

async function keep() {
  const cache = await caches.open(name);
  for (const address of [...files, ...pages]) {
    if (await cache.match(address, { ignoreVary: true })) continue;
    const asked = pages.includes(address) ? { cache: 'no-store', headers: { 'X-Kept-For': edition } } : {};
    const response = await fetch(address, { credentials: 'omit', redirect: 'error', ...asked });
    if (!response.ok || response.headers.get('Cache-Control')?.includes('no-store')) throw new Error('This cannot be kept.');
    await cache.put(address, response);
  }
}

// One worker for the guides and one for help: the second finds everything there.
self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(navigator.locks.request('keep', keep));
});

async function forgetFormer() {
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other);
  // The page is asked for while this script is still being started.
  await self.registration.navigationPreload?.enable();
}
self.addEventListener('activate', event => event.waitUntil(forgetFormer()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (files.includes(pathname)) event.respondWith(file(request));
});

const pause = () => new Promise(done => { setTimeout(done, PATIENCE); });

// Whoever has a space open gets their own page: the network comes first.
async function page(event) {
  const answer = (async () => await event.preloadResponse ?? fetch(event.request))();
  event.waitUntil(answer.catch(() => {}));
  const copy = await copyOf(event.request);
  try {
    const response = await (copy ? Promise.race([answer, pause()]) : answer);
    if (response && !GATEWAYS.includes(response.status)) return response;
  } catch {
    // No network.
  }
  // The copy of help has the lines of every country.
  const instead = new URL(event.request.url).pathname === '/help' ? '/help' : '/offline';
  return copy ?? await copyOf(instead) ?? answer;
}

// What has a fingerprint in its name never changes; the rest belongs to the release that the page came from.
async function file(request) {
  const copy = await copyOf(request);
  if (!copy) return fetch(request);
  if (copy.headers.get('Cache-Control')?.includes('immutable')) return copy;
  const response = await Promise.race([fetch(request).catch(() => null), pause()]);
  return response?.ok ? response : copy;
}
