// Registers the service worker, when nothing that it fetches can hold up the
// page any more, and says when the site works without the network. Where there
// are no workers, or no room, the page is as it is without.
import type { Here, Ready } from "./messages.ts";

/** Beside the page, so that the site may lie under any path. */
const script = "sw.js";
/** How long the picture is waited for; it may never come. */
const patienceMs = 30_000;

/** Chromium's; other browsers do not tell. */
type Connection = { saveData?: boolean } | undefined;

async function start(workers: ServiceWorkerContainer): Promise<void> {
  await loaded();
  await pictureShown();
  await idle();
  workers.addEventListener("message", ({ data }: MessageEvent<Ready | null>) => {
    if (data?.gopark === "offline" && data.type === "ready") sayReady();
  });
  // Some hosts have none for their pages, but one that takes the place of another host's.
  if (!(await workers.getRegistration()) && !(await fetch(script, { method: "HEAD" })).ok) return;
  await workers.register(script);
  const { active } = await workers.ready;
  active?.postMessage({ gopark: "offline", type: "here" } satisfies Here);
}

function loaded(): Promise<unknown> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

/** On a page with players, the first picture is what the network is for at first. */
function pictureShown(): Promise<unknown> {
  const player = document.querySelector<HTMLElement>("#player, gopark-player");
  if (!player || player.dataset["loaded"]) return Promise.resolve();
  return new Promise((resolve) => {
    new MutationObserver(resolve).observe(player, { attributeFilter: ["data-loaded"] });
    // That of an element does not bubble.
    document.addEventListener("ready", resolve, { capture: true, once: true });
    setTimeout(resolve, patienceMs);
  });
}

function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(resolve);
    else setTimeout(resolve, 1000);
  });
}

function sayReady(): void {
  const element = document.getElementById("offline");
  if (element) element.hidden = false;
}

// A player in somebody else's page does not fill the disk of its visitors, and may not even ask for workers.
const workers = top === window ? (navigator.serviceWorker as ServiceWorkerContainer | undefined) : undefined;
const saveData = (navigator as { connection?: Connection }).connection?.saveData ?? false;
if (workers && (workers.controller || !saveData)) start(workers).catch(() => {});
