import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";
import { readFileSync } from "node:fs";
const host = await serve("/tmp/w");
const { browser, stop } = await browsers[process.env.FF ? 1 : 0].start();
const page = await browser.newPage();
page.on("console", (m) => console.log("console", m.text().slice(0, 300)));
await page.goto(host.url + "index.html");
await page.evaluate(async () => {
  window.start = async () => {
    const module = await WebAssembly.compileStreaming(fetch("engine.wasm").then(async (r) => new Response(await r.arrayBuffer(), { headers: { "Content-Type": "application/wasm" } })));
    window.w = new Worker("worker.js");
    await new Promise((res) => { w.onmessage = (e) => { if (e.data.type === "ready") res(); }; w.postMessage({ exec: new URL("wasm_exec.js", location).href, module }); });
  };
  window.id = 0;
  window.run = (text) => new Promise((res) => {
    const t = performance.now(); const n = ++window.id;
    w.onerror = (e) => res({ error: e.message, ms: performance.now() - t });
    w.onmessage = ({ data }) => { if (data.type === "failed" || data.id === n) res({ outcome: data.outcome, message: (data.message || "").slice(0, 200), diags: data.diagnostics, type: data.type, bytes: data.data?.length, ms: Math.round(performance.now() - t) }); };
    w.postMessage({ type: "run", id: n, names: ["main.go"], texts: [text], procs: 1, policy: "go", seed: "1", schedule: "" });
  });
  await window.start();
});
const wrap = (body, decls = "") => { const imports = ["fmt", "time", "sync", "runtime", "sort", "os"].filter((p) => (body + decls).includes(p + ".")).map((p) => `import "${p}"\n`).join(""); return `package main\n${imports}\n${decls}\nfunc main() {\n${body}\n}\n`; };
const tests = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const [name, body, decls] of tests) {
  const r = await page.evaluate((t) => window.run(t), wrap(body, decls));
  console.log(name, JSON.stringify(r));
  if (r.type !== "result") { await page.evaluate(() => { window.w.terminate(); return window.start(); }); continue; }
  const again = await page.evaluate((t) => window.run(t), wrap('fmt.Println("hi")'));
  console.log("   next", JSON.stringify(again));
}
await stop(); host.close();
process.exit(0);
