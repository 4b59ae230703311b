// Predict, then reveal; and two runs side by side.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { suite } from "./support/suite.mjs";
import { prepareCommand, programOf, traceOf } from "./support/truth.mjs";

let removeCommand;
before(() => (removeCommand = prepareCommand()));
after(() => removeCommand());

const patience = { timeout: 60_000, polling: 30 };

suite(["Chromium"], (site) => {
  test("predict asks at marks, tells right from wrong, and counts", async () => {
    const data = programOf("waitgroup");
    const { events } = traceOf(data);
    const [first, second] = data.marks.filter((m) => m.ask);
    const from = (step, kind) => events.findIndex((e, i) => i >= step && e.kind === kind);

    await site.on(`waitgroup.html#step=${first.step - 2}`, async (page) => {
      await page.evaluate(() => {
        window.open_ = () => document.querySelector("#predict:not([hidden])");
        window.step_ = () => Number(document.querySelector("#player").dataset.step);
      });
      await page.waitForSelector("#player[data-loaded]", patience);
      const asked = () => page.waitForFunction(() => open_() && document.querySelector(".predict-answers button:not([aria-disabled])"), patience);
      const closed = () => page.waitForFunction(() => !open_(), patience);
      const at = (step) => page.waitForFunction((n) => step_() === n, patience, step);
      const text = (selector) => page.$eval(selector, (e) => e.textContent);
      const seek = (step) => page.$eval("#slider", (s, n) => ((s.value = n), s.dispatchEvent(new Event("input", { bubbles: true }))), step);
      const answers = () => page.$$eval(".predict-answers button span:last-child", (all) => all.map((e) => e.textContent));

      await page.click("#options-button");
      await page.click("label:has(#predict-on)");
      await page.click("#options-button");
      await page.click("#play");
      await asked();
      assert.equal(await page.evaluate(() => step_()), first.step, "playing rests where the mark asks");
      assert.equal(await text(".predict-question"), "Who runs next?");
      const start = from(first.step, "start");
      const right = (await answers()).findIndex((a) => a.startsWith(`G${events[start].g} `));
      assert.ok(right >= 0, "who runs next is offered");
      assert.match(await text('.predict + [role="status"]'), /Who runs next\? 1: G/);
      assert.equal(await page.evaluate(() => document.activeElement?.closest("#predict")), null, "the panel takes no focus");

      // The digit is an answer, not a tenth of the run: here a wrong one, from within the canvas.
      await page.focus("#picture iframe");
      const wrong = right === 0 ? 1 : 0;
      await page.keyboard.press(String(wrong + 1));
      await at(start + 1);
      assert.match(await text(".predict-result"), new RegExp(`^Not this time\\. Right is: G${events[start].g} .* runs`));
      assert.equal(await text(".predict-score"), "0 of 1 right");
      assert.ok(await page.$eval(`.predict-answers button:nth-child(${wrong + 1})`, (b) => b.className === "wrong" && b.textContent.startsWith("✗")));
      assert.ok(await page.$eval(`.predict-answers button:nth-child(${right + 1})`, (b) => b.className === "right" && b.textContent.startsWith("✓")));

      // It goes on playing, up to the next one.
      await page.keyboard.press("8"); // means nothing now, and jumps nowhere
      await page.select("#speed", "8");
      await page.click(".predict-leave");
      await closed();
      await seek(second.step - 3);
      await page.click("#play");
      await asked();
      assert.equal(await page.evaluate(() => step_()), second.step);
      const print = from(second.step, "print");
      const line = (await answers()).indexOf(events[print].text.trim());
      await page.focus("#forward");
      await page.keyboard.press(String(line + 1));
      await at(print + 1);
      assert.match(await text(".predict-result"), /^Right\. /);
      assert.equal(await text(".predict-score"), "1 of 2 right");
      await page.keyboard.press("ArrowRight");
      await closed();

      // After a new start it asks again; what is jumped over is not asked, even coming back to it; Esc skips.
      await page.keyboard.press("Home");
      await at(0);
      await seek(first.step + 5);
      await at(first.step + 5);
      await seek(first.step);
      await at(first.step);
      await seek(second.step - 1);
      await at(second.step - 1);
      assert.ok(await page.evaluate(() => !open_()), "nothing is asked about what was jumped over");
      await page.focus("#forward");
      await page.keyboard.press("ArrowRight");
      await asked();
      assert.equal(await text(".predict-score"), "", "the score is that of the run");
      await page.keyboard.press("Escape");
      await closed();
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowRight");
      await at(second.step);
      assert.ok(await page.evaluate(() => !open_()), "a step is asked about once");
    }, { viewport: { width: 900, height: 560 } });
  });

  test("two runs are in step, and part where their traces do", async () => {
    const run = (name, settings, text) => {
      const { files, settings: own } = programOf(name);
      return traceOf({ files: text ? [{ ...files[0], text: text(files[0].text) }] : files, settings: { ...own, ...settings } });
    };
    /** The first step at which other things happen, or, in one and the same text, at other lines; 0: none. */
    const parting = (a, b) => {
      const sameText = a.files[0].text === b.files[0].text;
      const what = ({ objects, sites }, { work: _, site, obj, ...event }) =>
        JSON.stringify([event, sameText && sites.find((s) => s.site === site)?.line, objects.find((o) => o.obj === obj)?.name]);
      const n = Math.max(a.events.length, b.events.length);
      return [...Array(n).keys()].findIndex((i) => !a.events[i] || !b.events[i] || what(a, a.events[i]) !== what(b, b.events[i])) + 1;
    };
    // The one is recorded, the other is made in the page.
    const seeds = [run("lost-update", {}), run("lost-update", { seed: "3" })];
    const [short, long] = seeds.map((t) => t.events.length).sort((a, b) => a - b);
    assert.ok(short < long, "one of the runs is longer");

    await site.on("compare.html#left=lost-update&right=lost-update&right.seed=3&step=2", async (page) => {
      const at = (...steps) =>
        page.waitForFunction((want) => [...document.querySelectorAll("gopark-player")].map((p) => p.currentStep).join() === want, patience, steps.join());
      const difference = (step) => page.waitForFunction((n) => document.querySelector("#to-difference:not([hidden])")?.textContent.endsWith(` ${n}`), patience, step);
      const parts = parting(...seeds);
      await difference(parts);
      await at(2, 2);
      await page.focus("#forward");
      for (const step of [3, 4]) {
        await page.keyboard.press("ArrowRight");
        await at(step, step);
      }
      await page.keyboard.press("End");
      await at(...seeds.map((t) => t.events.length));
      await page.keyboard.press("ArrowLeft");
      await at(...seeds.map((t) => Math.min(t.events.length, long - 1)));
      await page.click("#to-difference");
      await at(parts, parts);
      const sentences = await page.$$eval(".side .difference", (all) => all.map((e) => e.textContent));
      assert.ok(sentences[0] !== sentences[1] && sentences.every((s) => s.startsWith(`Step ${parts}: G`)), sentences.join(" | "));
      // Who goes elsewhere in one of them takes the other along.
      await page.evaluate((n) => document.querySelector("#right gopark-player").seek(n), parts + 9);
      await at(parts + 9, parts + 9);
      await page.focus("#play");
      await page.keyboard.press(" ");
      await page.waitForFunction((n) => Number(document.body.dataset.step) > n, patience, parts + 9);
      await page.keyboard.press(" ");
      const rests = Number(await page.evaluate(() => document.body.dataset.step));
      await at(rests, rests);

      await page.select("#preset", await page.$$eval("#preset option", (all) => all.find((o) => o.text.includes("Go 1.21")).value));
      await difference(parting(run("loopvar-shared", {}, (text) => `//go:build go1.21\n\n${text.replace(/^\/\/go:build.*\n\n/m, "")}`), run("loopvar-shared", {}, (text) => text.replace(/^\/\/go:build.*\n\n/m, ""))));
      await at(0, 0);
      await page.waitForFunction(() => location.hash === "#left=loopvar-shared&left.go=1.21&right=loopvar-shared&right.go=1.22", patience);

      // An embedded player asks as well, and tells its page the score.
      const { step } = programOf("waitgroup").marks.find((m) => m.ask);
      await page.evaluate((at) => {
        const player = document.createElement("gopark-player");
        for (const [name, value] of Object.entries({ scenario: "waitgroup", step: at, predict: "", preload: "auto", code: "hide" })) player.setAttribute(name, value);
        player.addEventListener("score", ({ detail }) => (window.score = detail));
        document.querySelector(".sides").replaceChildren(player);
      }, step);
      const frame = await page.waitForFrame((f) => f.url().includes("predict="));
      await frame.waitForSelector(".predict-answers button", patience);
      await frame.$eval(".predict-answers button:last-child", (button) => button.click());
      const score = await (await page.waitForFunction(() => window.score, patience)).jsonValue();
      assert.equal(score.asked, 1);
      assert.equal(score.right, Number(score.correct));
      assert.deepEqual([score.step, score.kind], [step, "next"]);
    }, { viewport: { width: 900, height: 480 } });
  });

  test("side by side in a small window: settings in one line, everything in sight; what an address says", () =>
    site.on("compare.ru.html#left=loopvar-shared&left.go=1.21&right=loopvar-shared&right.go=1.22", async (page) => {
      await page.waitForFunction(() => document.querySelectorAll("gopark-player").length === 2, patience);
      const [heads, bottom, wide] = await page.evaluate(() => [
        [...document.querySelectorAll(".side-head")].map((e) => e.offsetHeight),
        document.querySelector("#controls").getBoundingClientRect().bottom,
        document.documentElement.scrollWidth,
      ]);
      assert.ok(heads.every((height) => height < 60), `the settings are ${heads} px high`);
      assert.ok(bottom <= 720 && wide <= 1280, `the controls end at ${bottom} px, the page is ${wide} px wide`);

      // What cannot be shown is told, and the name of a place on the page is no comparison.
      const told = () => page.$$eval(".side .notice:not([hidden])", (all) => all.map((e) => e.textContent));
      await page.evaluate(() => (location.hash = "#left=nowhere&right=worker-pool&right.program=~"));
      await page.waitForFunction(() => document.querySelectorAll(".side .notice:not([hidden])").length === 2, patience);
      const problems = await told();
      assert.match(problems.join("\n"), /nowhere.*\n.*программа/is);
      await page.evaluate(() => new Promise((heard) => {
        addEventListener("hashchange", () => setTimeout(heard));
        location.hash = "#both";
      }));
      assert.deepEqual(await told(), problems);
      assert.equal(await page.$eval("#right select", (e) => e.value), "worker-pool");
    }, { viewport: { width: 1280, height: 720 }, before: () => delete globalThis.WebAssembly }));
});
