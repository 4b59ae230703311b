// The course: lessons in step with their players and on paper, the pages that lead to them, and the progress that a reader takes along.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
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

/** Turns the wheel over the text, which must have come to rest: a wheel is lost on a text that scrolls by itself. */
async function wheel(page, deltaY) {
  await page.evaluate(async () => {
    const pane = document.querySelector("#lesson");
    for (let still = 0, top = -1; still < 5; ) {
      await new Promise(requestAnimationFrame);
      still = pane.scrollTop === top ? still + 1 : 0;
      top = pane.scrollTop;
    }
  });
  const pane = await (await page.$("#lesson")).boundingBox();
  await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2);
  await page.mouse.wheel({ deltaY });
}

/** The text of a downloaded file, when all of it is there. */
async function downloaded(path) {
  for (const deadline = Date.now() + patience.timeout; ; await delay(patience.polling)) {
    try {
      const text = await readFile(path, "utf8");
      JSON.parse(text);
      return text;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** Hands a file to the list of exercises. */
const load = (page, text) =>
  page.$eval(
    "#import-file",
    (input, content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], "progress.json", { type: "application/json" }));
      input.files = transfer.files;
      input.dispatchEvent(new Event("change"));
    },
    text,
  );

suite(["Chromium", "Firefox"], (site) => {
  test("progress goes out as a file and comes in again; a bad file changes nothing", () =>
    site.on("exercises.html", async (page) => {
      const kept = {
        gopark: "exercises",
        version: 1,
        exercises: {
          "bank-transfer": { code: "package main\n", hints: 2, answer: false, solved: "2026-05-31", passed: 40, of: 40 },
          "word-count": { code: null, hints: 0, answer: true, solved: null, passed: 3, of: 40 },
        },
      };
      await page.evaluate((value) => {
        localStorage.setItem("gopark:exercises", JSON.stringify(value));
        dispatchEvent(new Event("pageshow"));
      }, kept);
      const states = () => page.$$eval("[data-exercise]", (all) => Object.fromEntries(all.map((e) => [e.dataset.exercise, e.querySelector(".exercise-state").textContent]).filter(([, text]) => text)));
      const status = (pattern) => page.waitForFunction((p) => RegExp(p).test(document.querySelector("#progress-status").textContent), patience, pattern.source);
      const before = await states();
      assert.deepEqual(Object.keys(before).sort(), ["bank-transfer", "word-count"]);
      assert.match(before["bank-transfer"], /Solved on May 31, 2026, in all 40 schedules, with 2 hints/);
      assert.match(before["word-count"], /Passed in 3 of 40 schedules$/);
      assert.match(await page.$eval("#overall", (e) => e.textContent), /^1 of \d+ exercises/);

      await page.click("#export");
      const file = await downloaded(join(site.downloads, "gopark-exercises.json"));
      assert.deepEqual(JSON.parse(file), kept);
      await page.click("#forget");
      assert.deepEqual(await states(), {});
      assert.equal(await page.evaluate(() => localStorage.getItem("gopark:exercises")), null);
      assert.equal(await page.$eval("#export", (e) => e.disabled), true);
      await page.click("#progress-status button");
      assert.deepEqual(await states(), before, "Undo brings it back");
      await page.click("#forget");
      await load(page, file);
      await status(/2 exercises are loaded/);
      assert.deepEqual(await states(), before);

      const entry = kept.exercises["word-count"];
      for (const [bad, message] of [
        ["package main", /no JSON file/],
        ["{}", /does not come from/],
        [JSON.stringify({ ...kept, version: 2 }), /newer Gopark/],
        [JSON.stringify({ ...kept, exercises: { ...kept.exercises, pipeline: { ...entry, passed: 41 } } }), /“pipeline” is damaged/],
        [JSON.stringify({ ...kept, exercises: { "word-count": { ...entry, solved: "yesterday" } } }), /“word-count” is damaged/],
      ]) {
        await load(page, bad);
        await status(message);
        assert.deepEqual(await states(), before, bad);
      }
      await load(page, JSON.stringify({ ...kept, exercises: { "from-elsewhere": entry } }));
      await status(/0 exercises are loaded.*from-elsewhere/);
      assert.deepEqual(await states(), before);
    }));

  if (site.name === "Firefox") {
    test("the text of a lesson leads its player, and follows it", () =>
      site.on(
        "waitgroup.html#step=20",
        async (page) => {
          await untilLoaded(page);
          const { marks } = await page.$eval("#data", (data) => JSON.parse(data.textContent));
          const stepOf = (name) => marks.find((m) => m.name === name).step;
          await untilLit(page, "waits");
          await wheel(page, 4000);
          await untilStep(page, stepOf("woken"));
          await wheel(page, -4000);
          await untilStep(page, stepOf("counted"));
          await page.focus("#forward");
          await page.keyboard.press("End");
          await untilLit(page, "woken");
          await page.waitForFunction(() => document.querySelector("#lesson").scrollTop > 0, patience);
        },
        { viewport: { width: 1280, height: 720 } },
      ));
    return;
  }

  test("the text of a lesson and its player go in step; the lesson in other sizes and on paper", () =>
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
        await wheel(page, -4000);
        await untilStep(page, stepOf("counted"));
        assert.equal(await page.evaluate(() => document.querySelector("#lesson").scrollTop), 0, "the player must not pull the text back");
        await wheel(page, 4000);
        await untilStep(page, stepOf("woken"));
        assert.equal(await page.evaluate(() => scrollY), 0, "the page itself stays");

        // By keyboard: the buttons in the text.
        await page.evaluate(() => document.querySelector("#lesson [data-mark=waits] .at-step").focus());
        await page.keyboard.press("Enter");
        await untilStep(page, stepOf("waits"));
        await untilLit(page, "waits");
        const names = await page.$$eval("#marks .tick", (all) => all.map((tick) => tick.ariaLabel));
        assert.deepEqual(names, marks.map((m) => `Step ${m.step}: ${m.label}`));

        // The text has a column where there is room, and shares a place with the output where there is not.
        const seen = () =>
          page.evaluate(() => {
            const shown = (id) => document.querySelector(id).checkVisibility();
            return { lesson: shown("#lesson"), output: shown("#output"), tab: shown("#tab-lesson") };
          });
        assert.deepEqual(await seen(), { lesson: true, output: false, tab: true });
        await page.click("#tab-output");
        assert.deepEqual(await seen(), { lesson: false, output: true, tab: true });
        await page.setViewport({ width: 1920, height: 1080 });
        await page.waitForFunction(() => document.querySelector("#tab-lesson").hidden, patience);
        assert.deepEqual(await seen(), { lesson: true, output: true, tab: false });
        await page.setViewport({ width: 390, height: 844 });
        assert.deepEqual(await seen(), { lesson: true, output: true, tab: false });

        // On paper: what was hidden is there, and the whole program, and the storyboard.
        await page.setViewport({ width: 1280, height: 720 });
        await page.waitForFunction(() => !document.querySelector("#tab-lesson").hidden, patience);
        await page.click("#tab-output");
        assert.equal((await seen()).lesson, false);
        assert.ok((await page.pdf()).length > 10_000);
        await page.waitForFunction(() => document.querySelector("#paper img").complete, patience);
        await page.emulateMediaType("print");
        const paper = await page.evaluate(() => {
          const shown = (selector) => document.querySelector(selector).checkVisibility();
          const picture = document.querySelector("#paper img").getBoundingClientRect();
          return {
            shown: ["h1", "#lesson", "#paper-code"].filter(shown),
            hidden: ["#picture", "#controls", "#editor", "#details", ".foot", ".bar-nav"].filter((s) => !shown(s)),
            code: document.querySelector("#paper-code").textContent.trim(),
            program: JSON.parse(document.querySelector("#data").textContent).files[0].text.trim(),
            picture: picture.width > 400 && picture.height > 200 && document.querySelector("#paper img").naturalWidth > 0,
          };
        });
        assert.deepEqual(paper.shown, ["h1", "#lesson", "#paper-code"]);
        assert.deepEqual(paper.hidden, ["#picture", "#controls", "#editor", "#details", ".foot", ".bar-nav"]);
        assert.equal(paper.code, paper.program);
        assert.ok(paper.picture, "the storyboard is there");
        await page.emulateMediaType("screen");
        await page.click("#tab-lesson");

        // Another run than the one that the text tells of has no marks.
        await page.select("#procs", "2");
        await page.waitForFunction(() => document.querySelector("#marks").hidden, patience);
        assert.equal(await lit(page), "");
        assert.equal(await page.$$eval("#lesson .at-step", (all) => all.filter((b) => !b.hidden).length), 0);
      },
      { viewport: { width: 1280, height: 720 } },
    ));

  test("what the keyboard has come to in the text stays in sight when the text gets another size", () =>
    site.on("waitgroup.html", async (page) => {
      await untilLoaded(page);
      await page.focus("#forward");
      await page.keyboard.press("ArrowRight");
      await untilStep(page, 1);
      await page.focus("#lesson [rel=next]");
      await page.setViewport({ width: 1280, height: 690 });
      const seen = await page.evaluate(async () => {
        const [pane, link] = [document.querySelector("#lesson"), document.activeElement];
        for (let still = 0, top = -1; still < 30; top = pane.scrollTop) {
          await new Promise(requestAnimationFrame);
          still = pane.scrollTop === top ? still + 1 : 0;
        }
        const [inside, outside] = [link.getBoundingClientRect(), pane.getBoundingClientRect()];
        return [link.matches("#lesson a:focus-visible"), inside.top >= outside.top, inside.bottom <= outside.bottom];
      });
      assert.deepEqual(seen, [true, true, true]);
    }, { viewport: { width: 1280, height: 720 } }));

  test("before there are scripts the text of a lesson stands under its own name", async () => {
    const page = await site.browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(new URL("waitgroup.html", site.url).href);
    for (const [width, names] of [[1280, ["Lesson", "Output"]], [1920, ["Output"]]]) {
      await page.setViewport({ width, height: 720 });
      assert.deepEqual(await page.$$eval(".details-tabs .tab", (all) => all.filter((e) => e.checkVisibility()).map((e) => e.textContent)), names);
      assert.equal(await page.$eval("#lesson", (e) => e.checkVisibility()), true);
    }
    assert.equal(await page.$eval(".details-tabs .tab.on", (e) => e.textContent), "Lesson");
    await page.close();
  });

  test("the gallery shows what fits, and the address keeps it", () =>
    site.on("gallery.html#level=beginner", async (page) => {
      const names = () => page.$$eval(".card:not([hidden])", (all) => all.map((card) => card.dataset.name));
      const found = () => page.$eval("#found", (e) => e.textContent);
      const all = await page.$$eval(".card", (cards) => cards.length);
      const choose = (name, value) => page.evaluate((n, v) => document.querySelector(`[name=${n}][value="${v}"]`).click(), name, value);
      const beginners = await names();
      assert.ok(beginners.length > 5 && beginners.length < all);
      assert.equal(await found(), `${beginners.length} lessons fit.`);

      // Groups narrow each other down; by keyboard.
      await page.focus("[name=primitive][value=channel]");
      await page.keyboard.press("Space");
      const channels = await names();
      assert.ok(channels.includes("ping-pong") && !channels.includes("mutex") && channels.every((n) => beginners.includes(n)));
      assert.equal(new URL(page.url()).hash, "#primitive=channel&level=beginner");
      // The number at a choice is what there would be.
      const count = await page.$eval("[name=problem][value=deadlock]", (box) => Number(box.closest("label").querySelector(".fits").textContent));
      await choose("problem", "deadlock");
      assert.equal((await names()).length, count);
      await choose("problem", "schedule");
      assert.equal((await names()).length, count, "one of a group is enough");

      // Words are searched in the lessons' texts, too.
      await page.click("#clear");
      assert.equal((await names()).length, all);
      assert.equal(page.url(), new URL("gallery.html", site.url).href);
      await page.type("#query", "Fibonacci range");
      await page.waitForFunction(() => document.querySelectorAll(".card:not([hidden])").length === 1, patience);
      assert.deepEqual(await names(), ["generator"]);
      assert.equal(await found(), "1 lesson fits.");
      await page.type("#query", " nowhere");
      assert.equal(await found(), "No lesson fits.");
      assert.deepEqual(await names(), []);
      // Whoever opens the address sees the same.
      await page.evaluate(() => (location.hash = "#primitive=Mutex&q=counter"));
      await page.waitForFunction(() => document.querySelector("[name=primitive][value=Mutex]").checked, patience);
      assert.equal(await page.$eval("#query", (q) => q.value), "counter");
      assert.ok((await names()).includes("mutex"));
    }));

  test("the home page shows a player; those of the tutorial are loaded where somebody reads", () =>
    site.on("index.html", async (page) => {
      const frame = await page.waitForFrame((f) => f.url().includes("embed.html"), patience);
      await frame.waitForSelector("#player[data-loaded]", patience);
      await frame.waitForFunction(() => Number(document.querySelector("#player").dataset.step) >= 20, patience);
      assert.ok(await frame.$eval("#editor", (e) => e.checkVisibility()), "the program stands beside its picture");
      await page.goto(new URL("tutorial.html", site.url).href, { waitUntil: "load" });
      const loaded = () => page.$$eval("gopark-player", (all) => all.map((p) => p.shadowRoot?.querySelector("iframe") !== null));
      await page.waitForFunction(() => document.querySelector("gopark-player:defined"), patience);
      const first = await loaded();
      assert.ok(first.length > 5);
      assert.equal(first.at(-1), false);
      const posters = await page.$$eval("gopark-player", (all) => all.map((p) => p.getAttribute("poster")));
      for (const poster of posters) assert.equal((await fetch(new URL(poster, site.url))).status, 200, poster);
      await page.evaluate(() => [...document.querySelectorAll("gopark-player")].at(-1).scrollIntoView());
      await page.waitForFunction(() => [...document.querySelectorAll("gopark-player")].at(-1).shadowRoot.querySelector("iframe"), patience);
      assert.ok((await loaded()).includes(false), "those that were passed by are not loaded");
    }));
});
