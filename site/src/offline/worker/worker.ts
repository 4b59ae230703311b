// The service worker. It is installed when everything of its version is there,
// and then answers for it; a version that could not be fetched whole leaves the
// one before as it is. A new one takes over at once: what is opened from then
// on is of the new version, and pages that are open keep getting files of
// theirs, which are asked for by names that say what they contain.
import type { Here, Ready } from "../messages.ts";
import { Older } from "./older.ts";
import { Store, type Unit } from "./store.ts";

declare const self: ServiceWorkerGlobalScope;
/** The build writes them before this script (site/offline.go). */
declare const units: readonly Unit[];

const root = self.registration.scope;
const store = new Store(root, units);
const older = new Older(root, store);

self.addEventListener("install", (event) => {
  event.waitUntil(store.fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(older.takeOver().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root)) return;
  const answer = store.answer(request);
  event.respondWith(answer.then(({ response }) => response));
  if (request.mode === "navigate") {
    event.waitUntil(answer.then(({ cache }) => (cache && store.owns(cache) ? older.opened(event.resultingClientId) : undefined)));
  }
});

self.addEventListener("message", (event) => {
  const message = event.data as Here | null;
  if (message?.gopark !== "offline") return;
  // The browser may have thrown away what it had no room for.
  const ready = store.fill().then(() => event.source?.postMessage({ gopark: "offline", type: "ready" } satisfies Ready));
  event.waitUntil(ready.then(() => older.remove()));
});
