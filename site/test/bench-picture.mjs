// What the picture costs in Chromium, beside the budgets: the time of the Go
// program in a frame for 50 to a million goroutines, jumps in traces of 10⁴ to
// 10⁷ events, memory and loading. Run by make bench; GOPARK_DIST is the built
// site.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { BarePlayer } from "./support/bare-player.mjs";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";

const dist = resolve(process.env.GOPARK_DIST ?? "../dist");
const root = join(import.meta.dirname, "../..");
const size = { width: 1280, height: 720 };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** What architecture.md allows, in milliseconds. */
const frameBudget = { 50: 2, 1000: 4, 100000: 4, 1000000: 6 };
const jumpBudget = 16;

/**
 * Runs in the frame before the player: notes how long each animation frame
 * takes, which is the time of the Go program, and the memory of the program.
 */
function watch() {
  const frames = [];
  const native = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (callback) =>
    native((t) => {
      const start = performance.now();
      callback(t);
      frames.push(performance.now() - start);
    });
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate(...args);
    globalThis.memoryOfProgram = () => instance.exports.mem.buffer.byteLength;
    return instance;
  };
  globalThis.takeFrames = () => frames.splice(0);
  // Not the player's, which sleeps.
  globalThis.nextFrame = () => new Promise((drawn) => native(drawn));
}

/** Milliseconds of the frames in the given list: their median, the 95 % mark and the worst. */
function sum(frames) {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { count: frames.length, median: at(0.5), most: at(0.95), worst: at(1) };
}

class Measured {
  constructor(player) {
    this.player = player;
    this.frame = player.page.frames()[1];
  }

  takeFrames() {
    return this.frame.evaluate(() => globalThis.takeFrames());
  }

  /** The frames in so many milliseconds. */
  async during(ms) {
    await this.takeFrames();
    await pause(ms);
    return this.takeFrames();
  }

  command(name, arg = 0) {
    return this.player.send({ type: "command", name, arg });
  }

  /** The frames that a list of actions in the frame makes, one action before each. */
  async each(actions, act) {
    await this.takeFrames();
    return this.frame.evaluate(
      async (list, source) => {
        const carryOut = new Function("action", source);
        const frames = [];
        for (const action of list) {
          globalThis.takeFrames();
          carryOut(action);
          await nextFrame();
          await nextFrame();
          // Of the frames since the action, the one that drew.
          frames.push(Math.max(...globalThis.takeFrames()));
        }
        return frames;
      },
      actions,
      act,
    );
  }

  seeks(steps) {
    return this.each(steps, 'goparkPlayer.receive(JSON.stringify({ type: "command", name: "seek", arg: action }), null)');
  }

  /** Turns the wheel over the middle of a part of the picture: in and out again. */
  zooms(y) {
    const turns = Array.from({ length: 60 }, (_, i) => (i < 30 ? -40 : 40));
    return this.each(turns, `goparkPlayer.wheel(${size.width * 0.4}, ${y}, 0, action, true)`);
  }
}

/** Opens the player with a trace, and says what loading it takes. */
async function opened(browser, url, trace) {
  const player = await BarePlayer.open(browser, url, size, watch);
  await player.send({ type: "look", theme: "dark", reduced: false, scale: 1 });
  const start = performance.now();
  const { steps } = await player.load(trace, 0);
  const load = performance.now() - start;
  await pause(500);
  return { player, measured: new Measured(player), steps, load };
}

const memoryOf = async (measured) => (await measured.frame.evaluate(() => globalThis.memoryOfProgram())) / 1e6;

/** Steps in no order, but the same in every run. */
function scattered(steps, n) {
  return Array.from({ length: n }, (_, i) => Math.floor((((i + 1) * 0.6180339887) % 1) * steps));
}

const fixed = (n, digits = 1) => n.toFixed(digits).padStart(7);
const both = (s) => `${fixed(s.median)}${fixed(s.most)}`;
const verdict = (value, budget) => `${value <= budget ? "≤" : "over"} ${budget}`;

async function frames(browser, url, traces) {
  console.log("\nthe Go program in a frame of 1280×720, ms: median and 95 %");
  console.log("goroutines    events   load s  memory MB  idle     playing 1×    playing 64×   to any step       zooming  timeline zoom  budget");
  const rows = [];
  for (const { file, goroutines, steps } of traces) {
    const { player, measured, load } = await opened(browser, url, file);
    const middle = Math.floor(steps / 2);
    await measured.command("seek", middle);
    await pause(1500);
    const idle = await measured.during(1500);
    const play = async (speed) => {
      await measured.command("seek", middle);
      await measured.command("speed", speed);
      await measured.command("play");
      await pause(300);
      const played = await measured.during(3000);
      await measured.command("pause");
      await pause(500);
      return sum(played);
    };
    const [slow, fast] = [await play(1), await play(64)];
    const jumps = sum(await measured.seeks(scattered(steps, 60)));
    const zoom = sum(await measured.zooms(size.height * 0.3));
    const timeline = sum(await measured.zooms(size.height * 0.85));
    const memory = await memoryOf(measured);
    const row = { goroutines, load: load / 1000, memory, slow, fast, jumps, zoom, timeline };
    rows.push(row);
    const over = Math.max(slow.median, fast.median);
    console.log(
      `${String(goroutines).padStart(10)}${String(steps).padStart(10)}${fixed(row.load, 2)}${fixed(memory, 0)}    ${String(idle.length).padStart(4)} ${both(slow)}${both(fast)}${both(jumps)}${both(zoom)}${both(timeline)}  ${verdict(over, frameBudget[goroutines - 1])}`,
    );
    await player.close();
  }
  grow(rows, "goroutines", { load: (r) => r.load, memory: (r) => r.memory, "playing 1×": (r) => r.slow.median, "playing 64×": (r) => r.fast.median, "to any step": (r) => r.jumps.median, zooming: (r) => r.zoom.median });
}

async function jumps(browser, url, traces) {
  console.log("\na jump in a run of 1000 goroutines and its picture, ms");
  console.log("    events   load s  memory MB   median   95 %   worst   bytes/event  budget");
  const rows = [];
  for (const { file, steps, bytes } of traces) {
    const { player, measured, load } = await opened(browser, url, file);
    const s = sum(await measured.seeks(scattered(steps, 200)));
    const memory = await memoryOf(measured);
    rows.push({ steps, load: load / 1000, memory, s });
    console.log(`${String(steps).padStart(10)}${fixed(load / 1000, 2)}${fixed(memory, 0)}     ${fixed(s.median)}${fixed(s.most)}${fixed(s.worst)}   ${fixed(bytes / steps, 2)}     ${verdict(s.worst, jumpBudget)}`);
    await player.close();
  }
  grow(rows, "steps", { load: (r) => r.load, memory: (r) => r.memory, jump: (r) => r.s.median });
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
  if (process.env.TRACES) for (const f of readdirSync(process.env.TRACES)) symlinkSync(join(process.env.TRACES,f), join(work,f));
  const made = process.env.TRACES ? readFileSync(join(process.env.TRACES,"list.txt"),"utf8") : execFileSync("go", ["run", "./viz/internal/sample/traces", work], { cwd: root, encoding: "utf8" });
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
