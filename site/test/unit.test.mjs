// The parts of the page that need no browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import "./support/english.mjs";

const source = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

async function load(name) {
  const result = await build({
    entryPoints: [join(source, name)],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  return import(`data:text/javascript,${encodeURIComponent(result.outputFiles[0].text)}`);
}

const own = { procs: 1, policy: "go", seed: "1", schedule: "" };

test("a link carries program, settings, schedule and step, and back", async () => {
  const { readLink, writeLink } = await load("link/link.ts");
  assert.equal(await writeLink({ step: 0 }, own), "");
  const settings = { procs: 4, policy: "random", seed: "18446744073709551615", schedule: "r2/3 ".repeat(50) };
  const program = { texts: ["package main\n\n// ✓ & = # %\nfunc main() {}\n"], stdin: "in\n" };
  const fragment = await writeLink({ step: 12, of: 65, settings, program }, own);
  assert.match(fragment, /^#[\w=&-]+$/);
  assert.deepEqual(await readLink(fragment, own), { step: 12, of: 65, settings, program, problems: [] });
});

test("links of every version are read; what cannot be read is told, and the rest is shown", async () => {
  const { otherRun, readLink } = await load("link/link.ts");
  // As pages wrote them before links had versions.
  const before = await readLink("#step=12&procs=2&seed=7&policy=random", own);
  assert.deepEqual(before, { step: 12, of: null, settings: { ...own, procs: 2, seed: "7", policy: "random" }, problems: [] });
  for (const [bad, ...names] of [
    [""], ["#"], ["#step=-1", "step"], ["#step=1e9", "step"], ["#step=x&procs=0", "step", "procs"], ["#procs=9&seed=-3", "procs", "seed"],
    ["#seed=18446744073709551616&policy=magic", "policy", "seed"],
  ]) {
    const { problems, ...link } = await readLink(bad, own);
    assert.deepEqual(link, { step: null, of: null, settings: own }, bad);
    assert.deepEqual(problems.map((p) => p.split(":")[0]), names, bad);
  }
  const newer = await readLink("#v=7&step=3", own);
  assert.equal(newer.step, 3);
  assert.match(newer.problems.join(), /newer/);
  // Cut off on the way.
  for (const damaged of ["#v=1&step=3&program=q1YqSa0", "#v=1&step=3&program=!", "#v=1&step=3&program="]) {
    const link = await readLink(damaged, own);
    assert.match(link.problems.join(), /program in this link is damaged/);
    assert.deepEqual([link.step, link.program], [3, undefined]);
  }
  // The run is not the one that was linked to.
  assert.deepEqual([[null, 9], [5, 65], [5, null], [65, null]].map(([step, of]) => otherRun({ step, of }, 65)), ["", "", "", ""]);
  assert.match(otherRun({ step: 5, of: 9 }, 65), /had 9 steps; now it has 65/);
  assert.match(otherRun({ step: 66, of: null }, 65), /no step 66.* 65/);
  assert.match((await readLink("#v=1&schedule=xx", own)).problems.join(), /schedule in this link is damaged/);
});

test("a link cannot fill the memory", async () => {
  const { pack, unpack } = await load("link/codec.ts");
  await assert.rejects(unpack(await pack("x".repeat(2_000_000))), RangeError);
});

test("output is cut into lines by writer", async () => {
  const { piecesOf } = await load("output-pane.ts");
  const rows = (outputs) => {
    const out = [];
    for (const p of piecesOf(outputs)) {
      if (p.opensRow) out.push([p.g, p.fd, p.text]);
      else out[out.length - 1][2] += p.text;
    }
    return out;
  };
  const write = (g, text, fd = 1) => ({ step: 1, g, fd, text });
  assert.deepEqual(rows([write(1, "a\nb\n")]), [[1, 1, "a"], [1, 1, "b"]]);
  assert.deepEqual(rows([write(1, "a"), write(1, "b\n"), write(1, "c\n")]), [[1, 1, "ab"], [1, 1, "c"]]);
  assert.deepEqual(rows([write(1, "a"), write(2, "b\n")]), [[1, 1, "a"], [2, 1, "b"]]);
  assert.deepEqual(rows([write(1, "a"), write(1, "b\n", 2)]), [[1, 1, "a"], [1, 2, "b"]]);
  assert.deepEqual(rows([write(1, "\n"), write(1, "x\n")]), [[1, 1, ""], [1, 1, "x"]]);
});

test("the language version is read from and written to the go:build line", async () => {
  const { languageOf, withLanguage } = await load("language-version.ts");
  const plain = "package main\n";
  const old = withLanguage(plain, "1.21");
  assert.equal(old, "//go:build go1.21\n\npackage main\n");
  assert.equal(languageOf(plain), "1.22");
  assert.equal(languageOf(old), "1.21");
  assert.equal(withLanguage(old, "1.22"), plain);
  assert.equal(withLanguage(old, "1.21"), old);
  assert.equal(languageOf("// About.\n\n//go:build go1.18\n\npackage main\n"), "1.21");
  assert.equal(withLanguage("// About.\n\n//go:build go1.18\n\npackage main\n", "1.22"), "// About.\n\npackage main\n");
});

// The same as TestFiles of scenarios/lower has it.
test("a text is divided into files as it is for a run", async () => {
  const { lineIn, nameIn, numberIn, sectionsOf } = await load("archive.ts");
  for (const line of ["a --", "-- b", "--c--", "--  --", "-- --", "- d -", " -- e --", "-- f -- "]) assert.equal(nameIn(line), null, line);
  assert.equal(nameIn("--   a b.go   --"), "a b.go");
  assert.deepEqual(sectionsOf("main.go", [""]), [{ name: "main.go", heading: 0 }]);
  const sections = sectionsOf("main.go", ["package main", "-- sub/b.go --", "one", "-- a.go --", "two", "-- prog.go --"]);
  assert.deepEqual(sections, [
    { name: "prog.go", heading: 0 },
    { name: "sub/b.go", heading: 2 },
    { name: "a.go", heading: 4 },
    { name: "prog.go", heading: 6 },
  ]);
  assert.equal(lineIn(sections, "a.go", 1), 5);
  assert.equal(lineIn(sections, "prog.go", 1), 7);
  assert.equal(lineIn(sections, "main.go", 1), null);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map((line) => numberIn(sections, line)), [1, 0, 1, 0, 1, 0, 1]);
});

test("every key of the help does something, and others are left alone", async () => {
  const { act } = await load("keys.ts");
  const did = [];
  const on = {
    leads: () => true,
    command: (name, arg) => did.push(arg ? `${name} ${arg}` : name),
    seekTenth: (n) => did.push(`tenth ${n}`),
    changeSpeed: (by) => did.push(`speed ${by}`),
    page: (action) => did.push(action),
  };
  const keys = [" ", "ArrowRight", "ArrowLeft", ".", ",", "Home", "End", "0", "9", "+", "-", "f", "t", "?", "Escape", "e", "/", "g", "v", "i", "o", ..."wsadzlxr"];
  for (const key of keys) assert.ok(act(key, false, on), key);
  assert.ok(act("ArrowRight", true, on) && act("ArrowLeft", true, on));
  assert.deepEqual(did, [
    "toggle", "forward", "back", "lineForward", "lineBack", "restart", "end", "tenth 0", "tenth 9",
    "speed 1", "speed -1", "fullscreen", "theme", "help", "leave", "explain", "find", "procs", "level", "stageZoom 1.6", "stageZoom 0.625",
    "zoomIn", "zoomOut", "panLeft", "panRight", "zoomAll", "sortRows", "axis", "range", "sameForward", "sameBack",
  ]);
  // From the first step and the last the keys are left to a deck of slides.
  for (const key of ["ArrowRight", "ArrowLeft"]) assert.ok(!act(key, false, { ...on, leads: () => false }), key);
  for (const key of ["b", "Tab", "Enter", "F5", "ArrowUp"]) assert.ok(!act(key, false, on), key);
});

test("the timer counts without the pauses", async () => {
  const { Timer, clockOf } = await load("present/timer.ts");
  const timer = new Timer();
  assert.equal(timer.elapsed(50_000), 0);
  timer.start(1000);
  assert.equal(timer.elapsed(3500), 2500);
  assert.equal(timer.untilNextSecond(3500), 500);
  timer.pause(4000);
  timer.pause(9000);
  assert.deepEqual([timer.elapsed(60_000), timer.untilNextSecond(60_000)], [3000, null]);
  const again = new Timer(timer.state);
  again.start(70_000);
  assert.equal(again.elapsed(71_000), 4000);
  again.reset(80_000);
  assert.ok(again.running);
  assert.equal(again.elapsed(80_200), 200);
  assert.deepEqual([0, 7999, 754_000, 3_723_000].map(clockOf), ["0:00", "0:07", "12:34", "1:02:03"]);
});

test("the table of attributes on the page about embedding is what the scripts read", async () => {
  const { defaults, readParameters } = await load("embed/options.ts");
  const { parameterNames } = await load("embed/names.ts");
  const table = JSON.parse(readFileSync(join(source, "embed/attributes.json"), "utf8"));
  assert.deepEqual(table.map((a) => a.name), [...parameterNames]);
  for (const { name, values, default: usual } of table) {
    for (const value of values) assert.deepEqual(readParameters([[name, value]]).problems, [], `${name}=${value}`);
    if (usual) assert.deepEqual(readParameters([[name, usual]]).options, defaults, `${name}=${usual} is the default`);
  }
});

test("parameters are read as they are meant; what is not understood is told, and the default is used", async () => {
  const { readParameters, stepAt } = await load("embed/options.ts");
  const { options, problems } = readParameters([
    ["start-at", "12.5%"], ["autoplay", ""], ["loop", "FALSE"], ["code", "hide"], ["controls", ""], ["markers", "40=b, 12 = a,7"], ["lang", "zh-CN"], ["seed", "007"],
  ]);
  assert.deepEqual(problems, []);
  assert.deepEqual([options.startAt, options.autoplay, options.loop, options.code, options.controls, options.lang, options.seed], ["12.5%", true, false, false, "true", "zh", "7"]);
  assert.deepEqual(options.markers.map(({ step }) => step), [7, 12, 40]);
  const bad = [
    ["scenario", "../x"], ["procs", "0"], ["procs", "1.5"], ["policy", "fair"], ["seed", "-1"], ["step", "1e3"], ["start-at", "101%"], ["start-at", "-3"], ["autoplay", "constructor"],
    ["speed", "0"], ["theme", "pink"], ["code", "constructor"], ["markers", "a=1"], ["lang", "de"], ["constructor", "x"], ["height", "300"],
  ];
  const told = readParameters(bad);
  assert.equal(told.problems.length, bad.length);
  assert.deepEqual(told.options, readParameters([]).options);

  const markers = [{ name: "waits", label: "main waits", step: 20 }, { name: "beyond", label: "", step: 99 }];
  assert.deepEqual([7, 99, "50%", { marker: "waits" }, { marker: "main waits" }, { marker: "x" }, { marker: "beyond" }].map((p) => stepAt(p, 65, markers)), [7, 65, 33, 20, 20, null, 65]);
});

test("markers carry labels, questions and notes; what is wrong with one is told with its place", async () => {
  const { readParameters } = await load("embed/options.ts");
  const read = (text) => readParameters([["markers", text]]);
  const { options, problems } = read('[{"step": 40, "name": "w", "label": "main waits", "ask": "blocks", "note": "Who <b>wakes</b> it?"}, {"step": 7}, {"step": 9, "name": "x"}]');
  assert.deepEqual(problems, []);
  assert.deepEqual(options.markers, [
    { name: "step 7", step: 7, label: "step 7", ask: "", note: "" },
    { name: "x", step: 9, label: "x", ask: "", note: "" },
    { name: "w", step: 40, label: "main waits", ask: "blocks", note: "Who <b>wakes</b> it?" },
  ]);
  const wrong = {
    "[{}]": /^markers\[0\]\.step: /, '[{"step":1},{"step":-1}]': /^markers\[1\]\.step: “-1”.*number of a step/, '[{"step":"1"}]': /\.step: “"1"”/,
    '[{"step":1,"ask":"who"}]': /^markers\[0\]\.ask: “"who"”.*next, blocks, prints/, '[{"step":1,"note":3}]': /\.note: “3”/, '[{"step":1,"colour":"red"}]': /^markers\[0\]: “colour”.*step, name, label/,
    '[{"step":1,"__proto__":{"ask":"next"}}]': /“__proto__”/, "[7]": /^markers\[0\]: “7”/, "[null]": /null/, "[{step: 1}]": /^markers: /, "[": /^markers: /,
    [`[${"9".repeat(1e5)}`]: /^markers: “\[9+…”/,
  };
  for (const [text, told] of Object.entries(wrong)) {
    assert.match(read(text).problems[0]?.problem ?? "", told, text.slice(0, 80));
    assert.deepEqual(read(text).options.markers, []);
  }
});

test("a program of another length than the page was told is of another version, and not started", async () => {
  const { compileProgram } = await load("wasm.ts");
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])); // an empty module
  const program = (bytes) => ({ url: "p.wasm", bytes, gzUrl: "p.wasm.gz", gzBytes: 0 });
  try {
    assert.ok((await compileProgram(program(8), () => {})) instanceof WebAssembly.Module);
    await assert.rejects(compileProgram(program(9), () => {}), /expected 9 bytes, found 8/);
  } finally {
    globalThis.fetch = fetch;
  }
});
