// The built site in real browsers, served by the plainest host under a
// sub-path. GOPARK_DIST is the folder of the site; GOPARK_COMMAND is the gopark
// command, which is built when it is not given.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { prepareCommand, dist, scenarios, traceOf } from "./support/truth.mjs";

/** The scenario that the tests of editing use: it imports fmt and has a main. */
const sample = "waitgroup";

let host;
let removeCommand;
before(async () => {
  removeCommand = prepareCommand();
  host = await serve(dist());
});
after(() => {
  host.close();
  removeCommand();
});

for (const { name, start } of browsers) {
  describe(name, () => {
    let browser;
    let stop;
    before(async () => ({ browser, stop } = await start()));
    after(() => stop?.());

    /** Runs a test on a page of its own, which must not have thrown anything. */
    async function on(path, body, preload) {
      const page = await ScenarioPage.open(browser, host.url + path, preload);
      try {
        await body(page);
        assert.deepEqual(page.errors, []);
      } finally {
        await page.page.evaluate(() => localStorage.clear());
        await page.close();
      }
    }

    /** Registers what no two browsers can differ in, once. */
    const inOne = name === "Chromium" ? test : () => {};

    // Each step is followed in one browser: of queues and sleepers, a tree of
    // contexts, several Ps. In the other, where a step takes longer, those of
    // one, and the beginning and the end of one more.
    const toured = name === "Chromium" ? ["hello", "context-cancel", "work-stealing"] : ["hello", "waitgroup"];
    const followed = (scenario) => name === "Chromium" || scenario === "hello";
    for (const scenario of toured) {
      test(`${scenario}: to the end and back by keyboard, told and drawn as the trace says`, () =>
        on(`${scenario}.html`, async (page) => {
          await page.untilLoaded();
          const { events } = traceOf(await page.data());
          const end = events.length;
          assert.equal((await page.last("loaded")).steps, end);
          await page.focusPlayer();
          await page.press("Home");
          await page.untilStep(0);
          assert.deepEqual(await page.printed(), []);

          let printed = "";
          for (let step = 1; step <= end; step++) {
            if (!followed(scenario) && step === 4) {
              printed = events.map((event) => (event.kind === "print" ? event.text : "")).join("");
              await page.press("End");
              await page.untilStep(end);
              break;
            }
            await page.press("ArrowRight");
            const { sentence, counter } = await page.told(step);
            const event = events[step - 1];
            assert.match(sentence, /\S.*\.$/s, `step ${step} has a sentence`);
            // What the queues, the program as a whole and a context with its
            // parent do may be told without naming a goroutine; everything
            // else names its own.
            const named = event.g && event.kind !== "exit" && event.kind !== "cancel";
            if (named) assert.ok(sentence.includes(`G${event.g}`), `step ${step}, ${event.kind} of G${event.g}: ${sentence}`);
            assert.equal(counter, `${step} / ${end}`);
            if (event.kind === "print") printed += event.text;
          }
          const rows = await page.printed();
          assert.deepEqual(
            rows.map((row) => row.replace(/^\S+ │ /, "")),
            printed.replace(/\n$/, "").split("\n"),
          );
          assert.match(await page.text("#outcome"), /\S/);

          // Back as fast as the keys go: none may be lost.
          for (let step = end; step > 0; step--) await page.press("ArrowLeft");
          await page.untilStep(0);
          assert.deepEqual(await page.printed(), []);
          await page.press("End");
          await page.untilStep(end);
          assert.deepEqual(await page.printed(), rows);

          await page.seek(0);
          await page.untilIdle();
          let last = await page.picture();
          assert.ok(last.colours > 8, `${last.colours} colours at step 0`);
          for (const step of [1, Math.floor(end / 2), end]) {
            await page.seek(step - 1);
            await page.press("ArrowRight");
            await page.untilStep(step);
            await page.untilIdle();
            const now = await page.picture();
            assert.notEqual(now.png, last.png, `the picture changes up to step ${step}`);
            last = now;
          }
        }));
    }

    test("markers stand at the lines that the picture says, and not over edited code", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const { steps } = await page.last("loaded");
        await page.seek(Math.floor(steps / 2));
        const { markers } = await page.last("view");
        assert.ok(markers.length > 0);
        const pills = await page.page.$$eval("#editor .pill:not(.more)", (all) => all.map((p) => p.textContent));
        for (const g of pills) assert.ok(markers.some((m) => `G${m.g}` === g), g);
        const acting = markers.find((m) => m.acts);
        if (acting) assert.ok(pills.includes(`G${acting.g}`));
        await page.typeAfter("func main() {", "// edited");
        await page.until("the markers are gone", () => document.querySelector("#editor [class*=tint-]") === null);
        await page.press("KeyZ", "Control");
        await page.press("KeyZ", "Control");
        await page.until("the markers are back", () => document.querySelector("#editor [class*=tint-]") !== null);
      }));

    test("an edited program runs, and survives a reload", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const before = await page.last("loaded");
        await page.typeAfter("func main() {", 'fmt.Println("typed by a test")');
        await page.until("the page says that the code has changed", () => /changed/.test(document.querySelector("#status").textContent));
        await page.press("Enter", "Control");
        await page.until("the new trace plays", (steps) => window.playerMessages.findLast((m) => m.type === "loaded").steps !== steps, before.steps);
        await page.press("Escape");
        const { steps } = await page.last("loaded");
        await page.seek(steps);
        assert.ok((await page.printed()).includes("G1 │ typed by a test"), (await page.printed()).join("\n"));
        assert.equal(await page.text("#status"), "");

        // With other settings in the address a run begins before the editor is
        // there: that once threw the remembered code away.
        await page.visit(`${host.url}${sample}.html#procs=2`);
        await page.untilLoaded();
        assert.equal((await page.last("loaded")).procs, 2);

        await page.visit(`${host.url}${sample}.html`);
        await page.untilLoaded();
        assert.match(await page.code(), /typed by a test/);
        assert.match(await page.text("#yours"), /Your version/);
        await page.page.click("#restore");
        await page.until("the original is back", () => !document.querySelector("#editor").textContent.includes("typed by a test"));
        assert.ok(await page.page.$eval("#yours", (element) => element.hidden));
        assert.equal(await page.text("#status"), "");
        await page.page.reload({ waitUntil: "load" });
        await page.untilLoaded();
        assert.doesNotMatch(await page.code(), /typed by a test/);
      }));

    test("a broken program shows its error at its line, and the picture stays", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const { files } = await page.data();
        const line = files[0].text.split("\n").findIndex((l) => l.includes("func main() {")) + 2;
        const { steps } = await page.last("loaded");
        await page.typeAfter("func main() {", "undefinedByATest()");
        await page.page.click("#run");
        await page.until("the problem is listed", () => document.querySelector("#problems .problem") !== null);
        const problem = await page.text("#problems .problem");
        assert.ok(problem.includes(`:${line}:`), problem);
        assert.match(problem, /undefined: undefinedByATest/);
        assert.equal(await page.text("#editor .cm-lintRange-error"), "undefinedByATest");
        assert.equal((await page.last("loaded")).steps, steps);
      }));

    inOne("a text of two packages runs, and is marked and numbered file by file", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        await page.comeBackTo(sample, [twoFiles("n * n")]);
        assert.deepEqual(await page.page.$$eval(".cm-line.heading", (all) => all.map((e) => e.textContent)), ["-- square/square.go --"]);
        assert.deepEqual(await page.lineNumbers(), ["1", "2", "3", "4", "5", "6", "7", "", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        assert.deepEqual(await page.run(), ["G1 │ 49"]);
        const { files, steps } = await page.last("loaded");
        assert.deepEqual(files, ["prog.go", "square/square.go"]);
        // The goroutine that the second package starts is at its line there.
        const seen = new Set();
        for (let step = 0; step <= steps; step++) {
          await page.seek(step);
          const { markers } = await page.last("view");
          for (const m of markers.filter((m) => m.acts)) {
            const lines = await page.page.$$eval(".cm-line[class*=tint-]", (all) => all.map((e) => e.textContent));
            const own = twoFiles("n * n").split(/^-- .* --\n/m)[m.file].split("\n")[m.line - 1];
            assert.ok(lines.includes(own), `step ${step}, ${files[m.file]}:${m.line}: ${lines.join("|")}`);
            seen.add(files[m.file]);
          }
        }
        assert.deepEqual([...seen].sort(), ["prog.go", "square/square.go"]);
      }));

    inOne("an error in the second file of a text is marked at its line", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        await page.comeBackTo(sample, [twoFiles("n * undefinedByATest")]);
        await page.page.click("#run");
        await page.until("the problem is listed", () => document.querySelector("#problems .problem") !== null);
        assert.match(await page.text("#problems .problem"), /^square\/square\.go:4:\d+ undefined: undefinedByATest/);
        assert.equal(await page.text("#editor .cm-lintRange-error"), "undefinedByATest");
        await page.page.click("#problems .problem");
        await page.page.keyboard.type("n + ");
        assert.match(await page.code(), /n \* n \+ undefinedByATest/);
        // Two files of one name: the second is marked.
        await page.comeBackTo(sample, ["-- a.go --\npackage main\n-- b.go --\npackage main\n-- a.go --\npackage double\n"]);
        await page.page.click("#run");
        await page.until("the problem is listed", () => document.querySelector("#problems .problem") !== null);
        assert.match(await page.text("#problems .problem"), /^a\.go:1:1 duplicate file name/);
        const marked = await page.page.$eval(".cm-lintRange-error", (e) => e.closest(".cm-line").textContent);
        assert.equal(marked, "package double");
      }));

    test("standard input is kept with the program", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const box = () => page.page.$eval("#stdin", (e) => ({ open: e.open, hidden: e.hidden, text: e.querySelector("textarea").value }));
        assert.deepEqual(await box(), { open: false, hidden: false, text: "" });
        await page.page.click("#stdin-summary");
        await page.page.type("#stdin-text", "3 4\n0");
        assert.match(await page.text("#stdin-summary"), /2 lines/);
        assert.match(await page.text("#status"), /input has changed/);
        // What is typed is remembered when typing rests.
        await page.untilIdle();
        await page.page.reload({ waitUntil: "load" });
        await page.untilLoaded();
        assert.deepEqual(await box(), { open: true, hidden: false, text: "3 4\n0" });

        // A file of the program is read instead; what is in the box stays.
        await page.comeBackTo(sample, [`${readsStdin}-- stdin --\n5 6\n`], "3 4\n");
        assert.deepEqual(await box(), { open: true, hidden: true, text: "3 4\n" });
        await page.page.click("#restore");
        assert.deepEqual(await box(), { open: false, hidden: false, text: "" });
        assert.equal(await page.text("#status"), "");
      }));

    inOne("standard input reaches the program", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        await page.comeBackTo(sample, [readsStdin], "3 4\n");
        assert.deepEqual(await page.run(), ["G1 │ 7"]);
        await page.page.type("#stdin-text", "0");
        await page.press("Enter", "Control");
        await page.until("it has run with the new input", () => document.querySelector("#status").textContent === "");
        await page.comeBackTo(sample, [`${readsStdin}-- stdin --\n5 6\n`], "3 4\n");
        assert.deepEqual(await page.run(), ["G1 │ 11"]);
      }));

    test("an interpreter that is lost is told and replaced", () =>
      on(
        `${sample}.html`,
        async (page) => {
          await page.untilLoaded();
          const { steps } = await page.last("loaded");
          const status = (pattern) =>
            page.until(`the page says ${pattern}`, (p) => new RegExp(p).test(document.querySelector("#status").textContent), pattern);

          // It runs out of memory: the first one cannot have more than it has.
          const large = program('b := make([]byte, 300<<20)\n\tb[0] = 1\n\tprintln("large", len(b))');
          await page.comeBackTo(sample, [large]);
          await page.page.click("#run");
          await status("ended unexpectedly");
          assert.match(await page.code(), /300<<20/);
          assert.equal((await page.last("loaded")).steps, steps);
          assert.deepEqual(await page.run(), ["G1 │ large 314572800"]);

          // It fails while it runs.
          await page.comeBackTo(sample, [program("for {\n\t}")]);
          await page.page.click("#run");
          await page.until("the interpreter starts", () => workers.length > 0);
          await page.page.evaluate(() => workers.at(-1).dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true })));
          await status("ended unexpectedly");

          // The browser takes it away and says nothing.
          await page.page.click("#run");
          await status("Still running");
          await page.page.evaluate(() => workers.at(-1).terminate());
          await page.page.click("#stop");
          await status("Stopped");
          await page.seek(2);

          // It is gone before the program comes.
          await page.comeBackTo(sample, [program('println("alive")')]);
          assert.deepEqual(await page.run(), ["G1 │ alive"]);
          await page.page.evaluate(() => workers.at(-1).dispatchEvent(new ErrorEvent("error", { cancelable: true })));
          assert.deepEqual(await page.run(), ["G1 │ alive"]);
        },
        starveFirstWorker,
      ));

    inOne("a program that reaches a limit is shown up to there, and the next one runs", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const { steps } = await page.last("loaded");
        const greedy = program("var all [][]byte\n\tfor {\n\t\tall = append(all, make([]byte, 1<<24))\n\t}");
        await page.comeBackTo(sample, [greedy]);
        for (let i = 0; i < 2; i++) {
          await page.run();
          assert.match(await page.text("#outcome"), /ended by a limit: .*memory/);
        }
        assert.match(await page.code(), /1<<24/);
        await page.page.click("#reset");
        await page.until("the recording is back", (n) => window.playerMessages.findLast((m) => m.type === "loaded").steps === n, steps);
        await page.untilIdle();
        await page.typeAfter("func main() {", 'println("alive")');
        assert.ok((await page.run()).includes("G1 │ alive"));
      }));

    test("an endless program is stopped, and the page lives and runs the next one", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        const before = await page.last("loaded");
        await page.typeAfter("func main() {", "for {}");
        await page.page.click("#run");
        await page.until("the page says how to stop", () => /Still running/.test(document.querySelector("#status").textContent));
        await page.page.click("#stop");
        assert.match(await page.text("#status"), /Stopped/);
        assert.match(await page.code(), /for \{/);
        // The picture still works.
        await page.seek(2);
        // Take the loop out again and run something else.
        await page.page.click("#reset");
        await page.typeAfter("func main() {", 'fmt.Println("alive")');
        await page.press("Enter", "Control");
        await page.until("the next run is shown", (steps) => window.playerMessages.findLast((m) => m.type === "loaded").steps !== steps, before.steps);
        const { steps } = await page.last("loaded");
        await page.seek(steps);
        assert.ok((await page.printed()).includes("G1 │ alive"));
      }));

    test("other settings run the program again, and the address carries them", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        await page.page.select("#policy", "random");
        await page.until("a random run is shown", () => window.playerMessages.findLast((m) => m.type === "loaded").policy === "random");
        await page.page.select("#procs", "2");
        await page.until("a run on two Ps is shown", () => window.playerMessages.findLast((m) => m.type === "loaded").procs === 2);
        await page.page.click("#reseed");
        await page.until("a run of the next seed is shown", () => window.playerMessages.findLast((m) => m.type === "loaded").seed === "2");
        await page.seek(5);
        await page.until("the address says so", () => location.hash === "#step=5&procs=2&seed=2&policy=random");
        const narration = await page.text("#sentence");
        await page.page.reload({ waitUntil: "load" });
        await page.untilLoaded();
        await page.untilStep(5);
        assert.equal(await page.text("#sentence"), narration);
      }));

    test("keys are the page's own while typing, and Tab leaves the picture", () =>
      on(`${sample}.html`, async (page) => {
        await page.untilLoaded();
        await page.seek(3);
        await page.page.focus("#seed");
        await page.press("ArrowLeft");
        await page.page.focus(".cm-content");
        await page.press("ArrowRight");
        await page.untilIdle();
        await page.untilStep(3);
        // Into the frame, a step by its own keys, and out again by Tab.
        await page.page.mouse.click(...(await middleOf(page, "#picture")));
        await page.press("ArrowRight");
        await page.untilStep(4);
        await page.press("Tab");
        await page.until("the focus has left the picture", () => document.activeElement?.tagName !== "IFRAME");
      }));

    test("without WebGL a sentence says so, and the code and the lesson stay", () =>
      on(
        `${sample}.html`,
        async (page) => {
          await page.until("a sentence says so", () => /cannot be shown/.test(document.querySelector("#loading-text").textContent));
          assert.match(await page.text("#loading-text"), /WebGL/);
          await page.until("the code is there", () => document.querySelector("#editor").textContent.includes("func main"));
          assert.ok((await page.text("#lesson")).length > 100);
          assert.equal(await page.page.$("#picture iframe"), null);
        },
        () => {
          HTMLCanvasElement.prototype.getContext = () => null;
        },
      ));

    test("without WebAssembly a sentence says so, and the code and the lesson stay", () =>
      on(
        `${sample}.html`,
        async (page) => {
          await page.until("a sentence says so", () => /WebAssembly/.test(document.querySelector("#loading-text").textContent));
          await page.until("the code is there", () => document.querySelector("#editor").textContent.includes("func main"));
          assert.ok((await page.text("#lesson")).length > 100);
        },
        () => {
          delete globalThis.WebAssembly;
        },
      ));

    inOne("the gallery shows every scenario, and each link of it and of the home page works", () =>
      on("gallery.html", async (page) => {
        const cards = await page.page.$$eval(".card a", (all) => all.map((a) => a.getAttribute("href")));
        assert.deepEqual(cards.sort(), [...scenarios(), "goroutine-vs-thread"].map((name) => `${name}.html`).sort());
        const links = new Set();
        for (const from of ["gallery.html", "index.html"]) {
          await page.page.goto(host.url + from);
          for (const href of await page.page.$$eval("a[href]", (all) => all.map((a) => a.href.replace(/#.*/, "")))) links.add(href);
        }
        for (const url of links) assert.equal((await fetch(url)).status, 200, url);
      }));
  });
}

/** A program with a body of main. */
function program(body) {
  return `package main\n\nfunc main() {\n\t${body}\n}\n`;
}

const readsStdin = `package main

import "fmt"

func main() {
	var a, b int
	fmt.Scan(&a, &b)
	fmt.Println(a + b)
}
`;

/** Two packages in one text; the second one's line 4 ends with an expression of n. */
function twoFiles(expression) {
  return `package main

import "play/square"

func main() {
	println(<-square.Of(7))
}
-- square/square.go --
package square

func Of(n int) chan int {
	result := ${expression}
	c := make(chan int)
	go func() { c <- result }()
	return c
}
`;
}

/** In every frame: keeps the workers, and lets the very first interpreter grow no further once it is warm. */
function starveFirstWorker() {
  const starve = () => {
    let type;
    let memory;
    let program;
    Object.defineProperty(globalThis, "Go", {
      get: () => type,
      set: (Go) => {
        type = class extends Go {
          run(instance) {
            program = this;
            memory = instance.exports.mem;
            return super.run(instance);
          }
        };
      },
    });
    const post = postMessage;
    globalThis.postMessage = (message, transfer) => {
      if (message.type === "ready") {
        const pageBytes = 1 << 16;
        memory.grow((1 << 16) - memory.buffer.byteLength / pageBytes); // all that a program can address
        program.mem = new DataView(memory.buffer);
      }
      post(message, transfer);
    };
  };
  globalThis.workers = [];
  const Native = Worker;
  globalThis.Worker = class extends Native {
    constructor(url) {
      const source = `(${starve})(); importScripts(${JSON.stringify(new URL(url, document.baseURI).href)})`;
      super(sessionStorage.starved ? url : URL.createObjectURL(new Blob([source])));
      sessionStorage.starved = true;
      globalThis.workers.push(this);
    }
  };
}

async function middleOf(page, selector) {
  return page.page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
}
