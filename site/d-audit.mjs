import { readFileSync } from "node:fs";
import { browsers } from "./test/support/browsers.mjs";
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const src = readFileSync("test/everyone.test.mjs", "utf8");
const unreachable = eval("(" + src.slice(src.indexOf("function unreachable()"), src.indexOf("/** As unreachable")) + ")");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const { browser, stop } = await browsers[0].start();
const base = "http://127.0.0.1:8104/";
const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
async function on(name, path, f, wasm) {
  const page = await browser.newPage();
  page.on("pageerror", (e) => console.log(name, "ERR", e.message));
  if (!wasm) await page.evaluateOnNewDocument(() => { delete globalThis.WebAssembly; });
  await page.setViewport({ width: 1280, height: 720 });
  try { await page.goto(base + path, { waitUntil: "load" }); await f(page); } catch (e) { console.log(name, "FAILED", e.message.slice(0, 300)); }
  await page.close();
}
async function check(page, what) {
  for (const frame of page.frames()) { if (frame.parentFrame() && frame.url().includes("embed.")) continue; if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe); }
  const v = await page.evaluate(async (r) => (await axe.run(document, { pingWaitTime: 100, runOnly: r, resultTypes: ["violations"] })).violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.flat().join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ").slice(0, 200))), rules);
  for (const l of v) console.log(what, "AXE", l);
}
async function wide(page, what, sizes = [[1280, 720], [640, 360], [320, 256]]) {
  for (const [width, height] of sizes) { await page.setViewport({ width, height }); for (const l of await page.evaluate(unreachable)) console.log(what, `${width}`, l); }
  await page.setViewport({ width: 1280, height: 720 });
}
const jobs = eval(readFileSync(process.argv[2], "utf8"));
for (const j of jobs) await j();
await stop();
