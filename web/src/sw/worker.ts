/** Keeps the pages for when there is no connection. What is kept is the program, the same for everybody. */

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Written in by the build: what the pages are made of, and a name that changes with any of it. */
declare const __SHELL__: readonly string[];
declare const __RELEASE__: string;

const CACHE = `questionnaire-shell-${__RELEASE__}`;
const SHELLS = 'questionnaire-shell-';

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...__SHELL__])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});

/** Pages and assets as they were kept, so that all of them are of one release; the rest is the network's. */
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (!pathname.startsWith(new URL(worker.registration.scope).pathname)) return;
  const asked = request.mode === 'navigate' ? worker.registration.scope : request;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(asked))
      .then((kept) => kept ?? fetch(request)),
  );
});

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(SHELLS) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}
