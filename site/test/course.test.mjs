// The course: lessons in step with their players, the pages that lead to them, and lessons on paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { suite } from "./support/suite.mjs";

const patience = { timeout: 60_000, polling: 30 };

/** Waits until the player of a page shows a step. */
const untilStep = (page, step) =>
  page.waitForFunction((n) => document.querySelector("#player").dataset.step === String(n), patience, step);

const untilLoaded = (page) => page.waitForSelector("#player[data-loaded]", patience);

/** The mark whose paragraph is lit. */
const lit = (page) => page.evaluate(() => document.querySelector("#lesson [aria-current]")?.dataset.mark ?? "");

const untilLit = (page, mark) =>
  page.waitForFunction((name) => (document.querySelector("#lesson [aria-current]")?.dataset.mark ?? "") === name, patience, mark);

suite(["Chromium"], (site) => {
  test("the text of a lesson and its player go in step", () =>
    site.on(
      "waitgroup.html#step=20",
      async (page) => {
        await untilLoaded(page);
        const { marks } = await page.$eval("#data", (data) => JSON.parse(data.textContent));
        const stepOf = (name) => marks.find((m) => m.name === name).step;
        // The address wins; the text follows.
        await untilStep(page, 20);
        await untilLit(page, "waits");
        assert.equal(await page.evaluate(() => scrollY), 0);

        // The player leads: past a mark its paragraph is lit, and comes into sight.
        await page.focus("#forward");
        await page.keyboard.press("End");
        await untilLit(page, "woken");
        await page.waitForFunction(() => {
          const box = document.querySelector("#lesson [aria-current]").getBoundingClientRect();
          const pane = document.querySelector("#lesson").getBoundingClientRect();
          return box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
        }, patience);
        await page.keyboard.press("[");
        await untilStep(page, stepOf("woken"));
        await page.keyboard.press("[");
        await untilStep(page, stepOf("last"));
        assert.equal(await lit(page), "waits");
        await page.keyboard.press("]");
        await untilStep(page, stepOf("woken"));

        // The text leads: what is read is shown.
        const pane = await (await page.$("#lesson")).boundingBox();
        await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2);
        await page.mouse.wheel({ deltaY: -4000 });
        await untilStep(page, stepOf("counted"));
        assert.equal(await page.evaluate(() => document.querySelector("#lesson").scrollTop), 0, "the player must not pull the text back");
        await page.mouse.wheel({ deltaY: 4000 });
        await untilStep(page, stepOf("woken"));
        assert.equal(await page.evaluate(() => scrollY), 0, "the page itself stays");

        // By keyboard: the buttons in the text.
        await page.evaluate(() => document.querySelector("#lesson [data-mark=waits] .at-step").focus());
        await page.keyboard.press("Enter");
        await untilStep(page, stepOf("waits"));
        await untilLit(page, "waits");
        const names = await page.$$eval("#marks .tick", (all) => all.map((tick) => tick.ariaLabel));
        assert.deepEqual(names, marks.map((m) => `Step ${m.step}: ${m.label}`));

        // Another run than the one that the text tells of has no marks.
        await page.select("#procs", "2");
        await page.waitForFunction(() => document.querySelector("#marks").hidden, patience);
        assert.equal(await lit(page), "");
        assert.equal(await page.$$eval("#lesson .at-step", (all) => all.filter((b) => !b.hidden).length), 0);
      },
      { viewport: { width: 1280, height: 720 } },
    ));

  test("the text has a column where there is room, and shares a place with the output where there is not", () =>
    site.on(
      "mutex.html",
      async (page) => {
        const seen = () =>
          page.evaluate(() => {
            const shown = (id) => document.querySelector(id).checkVisibility();
            return { lesson: shown("#lesson"), output: shown("#output"), tab: shown("#tab-lesson") };
          });
        await page.waitForFunction(() => !document.querySelector("#tab-lesson").hidden, patience);
        assert.deepEqual(await seen(), { lesson: true, output: false, tab: true });
        await page.click("#tab-output");
        assert.deepEqual(await seen(), { lesson: false, output: true, tab: true });
        await page.setViewport({ width: 1920, height: 1080 });
        await page.waitForFunction(() => document.querySelector("#tab-lesson").hidden, patience);
        assert.deepEqual(await seen(), { lesson: true, output: true, tab: false });
        await page.setViewport({ width: 390, height: 844 });
        assert.deepEqual(await seen(), { lesson: true, output: true, tab: false });
      },
      { viewport: { width: 1280, height: 720 } },
    ));
});
