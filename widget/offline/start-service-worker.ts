import { isOwnPage } from "./is-own-page.ts";

declare const self: ServiceWorkerGlobalScope;
/** Made by the build: the page's files, and a name that changes with any of them. */
declare const __PRECACHE__: { readonly name: string; readonly files: readonly string[] };

const { name, files } = __PRECACHE__;
const ours = /^kiosk-/;
const recording = /^\/v1\/agencies\/[^/]+\/audio\//;

// A version may serve only after all of its files are fetched.
self.addEventListener("install", (event) => {
  const fetched = caches
    .open(name)
    .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" }))));
  event.waitUntil(fetched);
});

// The first version serves the page that installed it. A later one is activated only by the page's `take-over`.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
  // A page of this version is up, so no other one needs its files any more.
  if (event.data === "tidy") event.waitUntil(forgetOthers());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  // The page keeps the recordings of its texts. Other data of the office is never kept in a cache.
  if (pathname.startsWith("/v1/") && !recording.test(pathname)) return;
  const wanted = isOwnPage(pathname, new URL(self.registration.scope).pathname) ? files[0] : pathname;
  if (wanted !== undefined) event.respondWith(fromCache(wanted, request));
});

async function fromCache(path: string, request: Request): Promise<Response> {
  const own = await (await caches.open(name)).match(path);
  // A page of the former version is still open while this one takes over.
  return own || (await caches.match(path)) || fetch(request);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => ours.test(one) && one !== name).map((one) => caches.delete(one)));
}
