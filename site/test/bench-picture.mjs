// What the picture costs in Chromium, beside the budgets: the processor's time
// in a frame that paints, for 50 to a million goroutines; jumps in traces of 10⁴
// to 10⁷ events; memory and loading. The clock's time, which a busy machine and
// a graphics card made of software lengthen, is beside it. Run by make bench; GOPARK_DIST is the built
// site.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BarePlayer } from "./support/bare-player.mjs";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";

const dist = resolve(process.env.GOPARK_DIST ?? "../dist");
const root = join(import.meta.dirname, "../..");
const size = { width: 1280, height: 720 };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What a frame and a jump may take, in milliseconds. */
const frameBudget = (goroutines) => (goroutines <= 60 ? 2 : goroutines <= 100_001 ? 4 : 6);
const jumpBudget = 16;

/**
 * Runs in the frame before the player: notes how long each animation frame
 * that paints takes, which is the time of the Go program, and where its memory is.
 */
function watch() {
  const frames = [];
  let paints = 0;
  const native = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    native((t) => {
      paints = 0;
      const start = performance.now();
      callback(t);
      if (paints > 0) frames.push(performance.now() - start);
    });
  const context = WebGL2RenderingContext.prototype;
  const drawElements = context.drawElements;
  context.drawElements = function (...args) {
    paints++;
    drawElements.apply(this, args);
  };
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate(...args);
    globalThis.memoryOfProgram = () => instance.exports.mem.buffer.byteLength;
    return instance;
  };
  globalThis.takeFrames = () => frames.splice(0);
  // Not the player's, which sleeps.
  globalThis.nextFrame = () => new Promise((drawn) => native(drawn));
  globalThis.namesOfWebGL = Object.getOwnPropertyNames(context);
}

class Measured {
  /** Opens the player with a trace. */
  static async open(browser, url, trace) {
    const player = await BarePlayer.open(browser, url, size, watch);
    await player.send({ type: "look", theme: "dark", reduced: false, scale: 1 });
    const start = performance.now();
    const { steps } = await player.load(trace, 0);
    const load = (performance.now() - start) / 1000;
    const frame = player.page.frames()[1];
    const profiler = await player.page.createCDPSession();
    await profiler.send("Profiler.enable");
    await profiler.send("Profiler.setSamplingInterval", { interval: 500 });
    // Of the thread, so that it does not matter what else the machine does.
    await profiler.send("Performance.enable", { timeDomain: "threadTicks" });
    const webGL = new Set(await frame.evaluate(() => globalThis.namesOfWebGL));
    return Object.assign(new Measured(), { player, steps, load, frame, profiler, webGL });
  }

  close() {
    return this.player.close();
  }

  command(name, arg = 0) {
    return this.player.send({ type: "command", name, arg });
  }

  async megabytes() {
    return (await this.frame.evaluate(() => globalThis.memoryOfProgram())) / 1e6;
  }

  /** The milliseconds that scripts and programs of the page have used the processor so far. */
  async processor() {
    const { metrics } = await this.profiler.send("Performance.getMetrics");
    return metrics.find((m) => m.name === "ScriptDuration").value * 1000;
  }

  /** The frames that an action makes, the processor's time in them, and how much of their time the browser's WebGL took. */
  async frames(action) {
    await this.frame.evaluate(() => globalThis.takeFrames());
    await this.profiler.send("Profiler.start");
    const before = await this.processor();
    await action();
    const used = (await this.processor()) - before;
    const { profile } = await this.profiler.send("Profiler.stop");
    const frames = await this.frame.evaluate(() => globalThis.takeFrames());
    const webGL = new Set(profile.nodes.filter((n) => this.webGL.has(n.callFrame.functionName)).map((n) => n.id));
    const inWebGL = profile.samples.reduce((sum, id, i) => sum + (webGL.has(id) ? profile.timeDeltas[i] / 1000 : 0), 0);
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    const each = (ms) => (frames.length > 0 ? ms / frames.length : 0);
    return { count: frames.length, processor: each(used), median: at(0.5), most: at(0.95), worst: at(1), webGL: each(inWebGL) };
  }

  async idle() {
    await this.player.seek(Math.floor(this.steps / 2));
    await pause(500);
    return this.frames(() => pause(1000));
  }

  /** Plays from the middle, or a short run from its beginning. */
  async playing(speed, ms) {
    await this.player.seek(this.steps < 2000 ? 0 : Math.floor(this.steps / 2));
    await this.command("speed", speed);
    await this.command("play");
    const frames = await this.frames(() => pause(ms));
    await this.command("pause");
    await pause(300);
    return frames;
  }

  /** Carries out actions in the frame, each in a frame of its own. */
  each(actions, act) {
    return this.frames(() =>
      this.frame.evaluate(
        async (list, source) => {
          const carryOut = new Function("action", source);
          for (const action of list) {
            carryOut(action);
            await globalThis.nextFrame();
            await globalThis.nextFrame();
          }
        },
        actions,
        act,
      ),
    );
  }

  /** Jumps to steps in no order, but in the same one each time. */
  jumping(n) {
    const steps = Array.from({ length: n }, (_, i) => Math.floor((((i + 1) * 0.6180339887) % 1) * this.steps));
    return this.each(steps, 'goparkPlayer.receive(JSON.stringify({ type: "command", name: "seek", arg: action }), null)');
  }

  /** Turns the wheel at a height of the picture: in and out again. */
  zooming(y) {
    const turns = Array.from({ length: 60 }, (_, i) => (i < 30 ? -40 : 40));
    return this.each(turns, `goparkPlayer.wheel(${size.width * 0.4}, ${y}, 0, action, true)`);
  }

  /** Lets the browser compile what is used most. */
  async warmUp() {
    await this.playing(64, 2000);
    await this.jumping(60);
  }
}

const fixed = (n, digits = 1) => n.toFixed(digits).padStart(8);
const verdict = (value, budget) => (budget === undefined ? "" : `${value <= budget ? "within" : "OVER"} ${budget}`);

async function frames(browser, url, traces) {
  const rows = [];
  for (const { file, goroutines } of traces) {
    const run = await Measured.open(browser, url, file);
    await run.warmUp();
    const kinds = {
      idle: await run.idle(),
      "playing at 1×": await run.playing(1, 3000),
      "playing at 64×": await run.playing(64, 3000),
      jumping: await run.jumping(100),
      "zooming the stage": await run.zooming(size.height * 0.3),
      "zooming the timeline": await run.zooming(size.height * 0.9),
    };
    const megabytes = await run.megabytes();
    rows.push({ goroutines, load: run.load, megabytes, ...kinds });
    console.log(`\n${goroutines} goroutines, ${run.steps} events: loaded in ${run.load.toFixed(2)} s, memory ${megabytes.toFixed(0)} MB`);
    console.log("ms in a frame           frames   processor budget     clock: median    95 %   worst   WebGL");
    for (const [kind, f] of Object.entries(kinds)) {
      const budget = kind === "idle" ? undefined : frameBudget(goroutines);
      console.log(`${kind.padEnd(22)}${String(f.count).padStart(8)}${fixed(f.processor)}    ${verdict(f.processor, budget).padEnd(12)}${fixed(f.median)}${fixed(f.most)}${fixed(f.worst)}${fixed(f.webGL)}`);
    }
    await run.close();
  }
  console.log("");
  grow(rows, "goroutines", {
    load: (r) => r.load,
    memory: (r) => r.megabytes,
    "playing at 1×": (r) => r["playing at 1×"].processor,
    "playing at 64×": (r) => r["playing at 64×"].processor,
    jumping: (r) => r.jumping.processor,
  });
}

async function jumps(browser, url, traces) {
  console.log("\njumps in runs of 1000 goroutines, with their pictures, ms");
  console.log("    events  load, s  memory, MB  processor budget     clock: median    95 %   worst  bytes/event");
  const rows = [];
  for (const { file, bytes } of traces) {
    const run = await Measured.open(browser, url, file);
    await run.warmUp();
    const f = await run.jumping(200);
    const megabytes = await run.megabytes();
    rows.push({ events: run.steps, load: run.load, megabytes, processor: f.processor });
    console.log(`${String(run.steps).padStart(10)}${fixed(run.load, 2)}${fixed(megabytes, 0)}    ${fixed(f.processor)}     ${verdict(f.processor, jumpBudget).padEnd(12)}${fixed(f.median)}${fixed(f.most)}${fixed(f.worst)}${fixed(bytes / run.steps, 2)}`);
    await run.close();
  }
  grow(rows, "events", { load: (r) => r.load, memory: (r) => r.megabytes, jump: (r) => r.processor });
}

/** How each figure grows from one row to the next. */
function grow(rows, of, figures) {
  for (let i = 1; i < rows.length; i++) {
    const ratios = Object.entries(figures).map(([name, get]) => `${name} ×${(get(rows[i]) / get(rows[i - 1])).toFixed(1)}`);
    console.log(`${of} ×${Math.round(rows[i][of] / rows[i - 1][of])}: ${ratios.join(", ")}`);
  }
}

const work = mkdtempSync(join(tmpdir(), "gopark-bench-"));
try {
  const made = execFileSync("go", ["run", "./viz/internal/sample/traces", work], { cwd: root, encoding: "utf8" });
  const traces = made
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([file, goroutines, steps]) => ({ file, goroutines: Number(goroutines), steps: Number(steps), bytes: statSync(join(work, file)).size }));
  for (const name of ["assets", "index.html"]) symlinkSync(join(dist, name), join(work, name));
  const host = await serve(work);
  const chromium = await browsers.find((b) => b.name === "Chromium").start();
  try {
    await frames(chromium.browser, host.url, traces.filter((t) => t.file.startsWith("goroutines")));
    await jumps(chromium.browser, host.url, traces.filter((t) => t.file.startsWith("events")));
  } finally {
    await chromium.stop();
    host.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
