// Speed and size of the built site in Chromium, beside a bare Ebitengine
// program with text. Run by make bench; GOPARK_DIST is the built site.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";

const dist = process.env.GOPARK_DIST ?? "../dist";
const root = join(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "gopark-bench-"));
const runs = 5;
const chromiumOf = () => browsers.find((b) => b.name === "Chromium");

const mb = (n) => (n / 1e6).toFixed(2).padStart(6);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Raw, gzip and brotli sizes of a program in bytes. */
function sizes(file) {
  const raw = readFileSync(file);
  const brotli = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
  return { raw: raw.length, gzip: gzipSync(raw, { level: 9 }).length, brotli: brotli.length };
}

function reportSizes(bare) {
  console.log("\nsize, MB            raw   gzip  brotli");
  const yardstick = sizes(bare);
  for (const [name, s] of [
    ["bare + text", yardstick],
    ["player", sizes(join(dist, "assets/player.wasm"))],
    ["engine", sizes(join(dist, "assets/engine.wasm"))],
  ]) {
    console.log(`${name.padEnd(16)} ${mb(s.raw)} ${mb(s.gzip)} ${mb(s.brotli)}   ${(s.brotli / yardstick.brotli).toFixed(2)} × bare`);
  }
}

function reportTraces() {
  console.log("\ntraces, bytes");
  for (const file of readdirSync(join(dist, "traces"))) {
    console.log(`${file.padEnd(40)} ${statSync(join(dist, "traces", file)).size}`);
  }
}

/**
 * Notes in every frame when a recording is shown (the frame after the
 * player's "loaded") and how long each animation frame takes.
 */
function watch() {
  const top = globalThis.top;
  const now = () => performance.timeOrigin + performance.now();
  top.goparkBench ??= { shown: [], frames: [] };
  const native = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    native((t) => {
      const start = performance.now();
      callback(t);
      top.goparkBench.frames.push(performance.now() - start);
    });
  let frame;
  Object.defineProperty(globalThis, "goparkFrame", {
    get: () => frame,
    set: (value) => {
      const post = value.post;
      value.post = (message) => {
        post(message);
        if (JSON.parse(message).type === "loaded") native(() => native(() => top.goparkBench.shown.push(now())));
      };
      frame = value;
    },
  });
}

async function untilShown(page, count) {
  await page.waitForFunction((n) => (globalThis.goparkBench?.shown.length ?? 0) >= n, { timeout: 60_000 }, count);
  return page.evaluate((n) => globalThis.goparkBench.shown[n - 1], count);
}

async function firstPicture(url) {
  const chromium = await chromiumOf().start(); // cold: a profile of its own
  try {
    const page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument(watch);
    await page.goto(url);
    const shown = await untilShown(page, 1);
    return shown - (await page.evaluate(() => performance.timeOrigin));
  } finally {
    await chromium.stop();
  }
}

async function firstFrameOfBare(url) {
  const chromium = await chromiumOf().start();
  try {
    const page = await chromium.browser.newPage();
    await page.goto(url);
    // Shown two frames after its first Draw, as ours is counted after "loaded".
    await page.waitForFunction(() => performance.getEntriesByName("shown").length > 0, { timeout: 60_000 });
    return await page.evaluate(() => performance.getEntriesByName("shown")[0].startTime);
  } finally {
    await chromium.stop();
  }
}

async function setCode(page, code) {
  await page.evaluate((text) => {
    document.querySelector(".cm-content").focus();
    document.execCommand("selectAll");
    document.execCommand("insertText", false, text);
  }, code);
}

async function runCode(page) {
  const before = await page.evaluate(() => globalThis.goparkBench.shown.length);
  const start = await page.evaluate(() => performance.timeOrigin + performance.now());
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  return (await untilShown(page, before + 1)) - start;
}

const fifty = `package main

import (
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * time.Millisecond)
		}()
	}
	wg.Wait()
}
`;

async function editing(url) {
  const chromium = await chromiumOf().start();
  try {
    const page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument(watch);
    await page.goto(url);
    await untilShown(page, 1);
    const program = readFileSync(join(root, "scenarios/catalog/waitgroup/main.go"), "utf8");
    await page.waitForSelector(".cm-content");
    await setCode(page, program + "// 0\n");
    await runCode(page);
    const edits = [];
    for (let i = 1; i <= runs; i++) {
      await pause(1000); // the next interpreter gets ready
      await setCode(page, program + `// ${i}\n`);
      edits.push(await runCode(page));
    }
    console.log(`edit → new picture, waitgroup, warm: ${median(edits).toFixed(0)} ms (median of ${runs})`);

    await setCode(page, fifty);
    await runCode(page);
    await page.evaluate(() => (globalThis.goparkBench.frames.length = 0));
    await pause(5000);
    const frames = await page.evaluate(() => globalThis.goparkBench.frames);
    frames.sort((a, b) => a - b);
    console.log(
      `CPU per frame, 50 goroutines, playing: median ${median(frames).toFixed(2)} ms, 95 % ${frames[Math.floor(frames.length * 0.95)]?.toFixed(2)} ms of ${frames.length} frames`,
    );
  } finally {
    await chromium.stop();
  }
}

try {
  const bare = join(work, "bare.wasm");
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", bare, "./wasm/bare"], {
    cwd: root,
    env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
    stdio: "inherit",
  });
  reportSizes(bare);
  reportTraces();

  copyFileSync(join(dist, "assets/wasm_exec.js"), join(work, "wasm_exec.js"));
  writeFileSync(
    join(work, "index.html"),
    `<!doctype html><script src="wasm_exec.js"></script><script>
      const go = new Go();
      new PerformanceObserver((list) => {
        if (list.getEntriesByName("gopark:first-frame").length)
          requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("shown")));
      }).observe({ entryTypes: ["mark"] });
      fetch("bare.wasm").then((r) => r.arrayBuffer()).then((b) => WebAssembly.instantiate(b, go.importObject)).then((r) => go.run(r.instance));
    </script>`,
  );
  const site = await serve(dist);
  const yard = await serve(work);
  try {
    const ours = [];
    const theirs = [];
    for (let i = 0; i < runs; i++) {
      ours.push(await firstPicture(site.url + "waitgroup.html"));
      theirs.push(await firstFrameOfBare(yard.url + "index.html"));
    }
    console.log(`\nfirst picture of a recorded scenario, cold: ${median(ours).toFixed(0)} ms; bare program: ${median(theirs).toFixed(0)} ms; ratio ${(median(ours) / median(theirs)).toFixed(2)}`);
    await editing(site.url + "waitgroup.html");
  } finally {
    site.close();
    yard.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
