// How light pages are in Chromium: bytes as a host that compresses by gzip sends
// them, and times to the poster and to the moment when the player can be used,
// cold, at full speed and on a slow phone. Run by make bench; GOPARK_DIST is the
// built site.
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";
import { Traffic } from "./support/traffic.mjs";

const dist = process.env.GOPARK_DIST ?? "../dist";
const runs = 3;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`.padStart(8);
const ms = (n) => (n === undefined ? "–" : `${n.toFixed(0)} ms`).padStart(8);

const machines = [
  { name: "this machine", cpu: 1 },
  // What Lighthouse takes for a slow phone: 1.6 Mbit/s, 150 ms there and back, a processor four times slower.
  { name: "slow phone", cpu: 4, network: { download: 1.6e6 / 8, upload: 0.75e6 / 8, latency: 150 } },
];

const pages = [
  { name: "lesson", path: "waitgroup.html", player: true },
  { name: "home", path: "index.html", player: false },
  { name: "embed", path: "embed.html?scenario=waitgroup", player: true },
];

/** Notes the paints and the long tasks of a page, from its beginning on. */
function observe() {
  if (top !== window) return;
  window.seen = { largest: 0, blocked: 0, usable: 0 };
  new PerformanceObserver((list) => (window.seen.largest = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.seen.blocked += Math.max(0, duration - 50);
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector("#player[data-loaded]") || document.querySelector("#forward").disabled) return;
    window.seen.usable = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, attributes: true });
}

async function visit(url, { path, player }, { cpu, network }) {
  const { browser, stop } = await browsers.find((b) => b.name === "Chromium").start(); // cold: a profile of its own
  try {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(observe);
    await page.emulateCPUThrottling(cpu);
    if (network) await page.emulateNetworkConditions(network);
    const traffic = await Traffic.of(page);
    await page.goto(url + path, { waitUntil: "networkidle0", timeout: 180_000 });
    if (player) await page.waitForFunction(() => window.seen.usable > 0, { timeout: 180_000, polling: 100 });
    await page.waitForNetworkIdle({ timeout: 180_000 });
    const seen = await page.evaluate(() => ({ ...window.seen, first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime }));
    return { own: Traffic.bytes(traffic.own), all: Traffic.bytes(traffic.requests), ...seen };
  } finally {
    await stop();
  }
}

const host = await serve(dist, { compressed: true });
try {
  console.log(`\nlight: median of ${runs} cold visits      before   before the first        first  largest  player   time over 50 ms`);
  console.log("                                    the player   interaction        paint    paint   usable  in long tasks");
  for (const machine of machines) {
    for (const page of pages) {
      const visits = [];
      for (let i = 0; i < runs; i++) visits.push(await visit(host.url, page, machine));
      const of = (key) => median(visits.map((v) => v[key]));
      const usable = page.player ? of("usable") : undefined;
      console.log(
        `${machine.name.padEnd(16)} ${page.name.padEnd(18)} ${kb(of("own"))}      ${kb(of("all"))}        ${ms(of("first"))} ${ms(of("largest"))} ${ms(usable)} ${ms(of("blocked"))}`,
      );
    }
  }
} finally {
  host.close();
}
