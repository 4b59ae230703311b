// The service worker. It is installed when everything of its version is there,
// and then answers for it; a version that could not be fetched whole leaves the
// one before as it is. A new one takes over at once: what is opened from then
// on is of the new version, and pages that are open keep getting what they are
// made of: a file whose address says what it contains (?v=) from whatever
// version has it, any other from their own version.
//
// Without units it is the worker of a host that has none (site/serve.go). It
// takes over from that of another host at the same address, lets pages of that
// one end in peace, and goes.
import type { Here, Ready } from "../messages.ts";
import { Pages } from "./pages.ts";
import { Store, type Unit } from "./store.ts";

declare const self: ServiceWorkerGlobalScope;
/** The build writes them before this script (site/offline.go). */
declare const units: readonly Unit[];

const root = self.registration.scope;
const store = new Store(root, units);
const pages = new Pages(root, store);

self.addEventListener("install", (event) => {
  event.waitUntil(store.fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(pages.takeOver().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root)) return;
  const opens = request.mode === "navigate";
  const answer = store.answer(request, () => pages.versionOf(event.clientId));
  event.respondWith(answer.then(({ response }) => response));
  if (opens) event.waitUntil(answer.then(({ cache }) => pages.opened(event.resultingClientId, cache)));
});

self.addEventListener("message", (event) => {
  const message = event.data as Here | null;
  if (message?.gopark !== "offline") return;
  event.waitUntil(pageIsHere(event.source));
});

async function pageIsHere(page: ExtendableMessageEvent["source"]): Promise<void> {
  // The browser may have thrown away what it had no room for.
  await store.fill();
  if (units.length > 0) page?.postMessage({ gopark: "offline", type: "ready" } satisfies Ready);
  if (!(await pages.removeOlder()) || units.length > 0) return;
  await pages.forget();
  await self.registration.unregister();
}
