// The built site in real browsers, served by the plainest host under a
// sub-path. GOPARK_DIST is the folder of the site; GOPARK_COMMAND is the gopark
// command, which is built when it is not given.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { prepareCommand, dist, scenarios, traceOf } from "./support/truth.mjs";

const names = scenarios();
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

    // Each step of each scenario is followed in one browser; in the other, where
    // a step takes longer, those of two, and the beginning and the end of the rest.
    const followed = (scenario) => name === "Chromium" || names.indexOf(scenario) < 2;
    for (const scenario of names) {
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
            // What the queues and the program as a whole do may be told
            // without naming a goroutine; everything else names its own.
            const named = event.g && event.kind !== "exit";
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
        await page.page.evaluate(() => history.replaceState(null, "", "#procs=2"));
        await page.page.reload({ waitUntil: "load" });
        await page.untilLoaded();
        assert.equal((await page.last("loaded")).procs, 2);
        await page.page.evaluate(() => history.replaceState(null, "", location.pathname));

        await page.page.reload({ waitUntil: "load" });
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

    test("the index shows every scenario in order, and each link works", () =>
      on("index.html", async (page) => {
        const links = await page.page.$$eval(".card a", (all) => all.map((a) => a.href));
        assert.deepEqual(links, names.map((n) => `${host.url}${n}.html`));
        for (const url of links) assert.equal((await fetch(url)).status, 200, url);
      }));
  });
}

async function middleOf(page, selector) {
  return page.page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
}
