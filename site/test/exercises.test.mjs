// The exercises: checks in many schedules, hints, and progress that is kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { suite } from "./support/suite.mjs";

const programs = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "scenarios", "exercises", "_programs");
const program = (exercise, file) => readFileSync(join(programs, exercise, file), "utf8");
const patience = { timeout: 60_000, polling: 30 };

/** Replaces the code in the editor. */
async function put(page, code) {
  await page.waitForSelector(".cm-content");
  await page.focus(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.querySelector(".cm-content").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, code);
}

async function check(page) {
  await page.focus(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
}

const verdict = async (page, kind) => (await page.waitForSelector(`.verdict.${kind}`, patience)).evaluate((e) => e.textContent);

const rows = (page) =>
  page.$$eval("#rows tr", (all) => all.map((row) => [...row.cells].map((cell) => (cell.querySelector("button") ?? cell).textContent)));

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
        window.files = [];
        URL.createObjectURL = (blob) => (window.files.push(blob), "blob:");
        HTMLAnchorElement.prototype.click = () => {};
      }, kept);
      const states = () => page.$$eval("[data-exercise]", (all) => Object.fromEntries(all.map((e) => [e.dataset.exercise, e.querySelector(".exercise-state").textContent]).filter(([, text]) => text)));
      const status = (pattern) => page.waitForFunction((p) => RegExp(p).test(document.querySelector("#progress-status").textContent), patience, pattern.source);
      const before = await states();
      assert.deepEqual(Object.keys(before).sort(), ["bank-transfer", "word-count"]);
      assert.match(before["bank-transfer"], /Solved on May 31, 2026, in all 40 schedules, with 2 hints/);
      assert.match(before["word-count"], /Passed in 3 of 40 schedules$/);
      assert.match(await page.$eval("#overall", (e) => e.textContent), /^1 of \d+ exercises/);

      await page.click("#export");
      const file = await page.evaluate(() => window.files[0].text());
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

  if (site.name !== "Chromium") return;

  test("the starter fails in some schedules, which can be watched; a repaired program passes in all", () =>
    site.on("exercise-bank-transfer.html", async (page) => {
      await page.waitForSelector(".cm-content");
      await check(page);
      const [, passed] = /^Passed in (\d+) of 40 schedules$/.exec(await verdict(page, "bad"));
      const table = await rows(page);
      assert.equal(table.length, 40);
      const failed = table.filter(([result]) => result === "✗ failed");
      assert.equal(failed.length, 40 - Number(passed));
      assert.ok(failed.length > 0 && failed.length < 40, `${failed.length} have failed`);
      for (const [, , , , why] of failed) assert.match(why, /^Test\w+: fatal error: all goroutines are asleep - deadlock!$/);

      const [, procs, policy, seed] = failed[0];
      await page.click("tr.failed .verdict-button");
      assert.equal(await page.$eval("#watch-title", (e) => e.textContent), `Watching: GOMAXPROCS ${procs}, policy ${policy}, seed ${seed}`);
      assert.match(await page.$eval("#findings", (e) => e.textContent), /is left, blocked at main\.go:\d+: sync\.Mutex\.Lock on (from|to|a|b)\.mu/);
      const state = await page.waitForFunction(async () => {
        const now = await document.querySelector("gopark-player")?.getState();
        return now?.ended ? now : null;
      }, { ...patience, polling: 200 });
      const { procs: p, policy: how, seed: s } = await state.jsonValue();
      assert.deepEqual([String(p), how, s], [procs, policy, seed], "the run in the player");

      assert.equal(await page.$$eval(".hint", (all) => all.filter((e) => e.checkVisibility()).length), 0);
      await page.click("#next-hint");
      assert.deepEqual(await page.$$eval(".hint", (all) => all.map((e) => e.open)), [true, false, false]);
      assert.equal(await page.$eval("#next-hint", (e) => e.textContent), "Next hint (2 of 3)");

      const answer = program("bank-transfer", "answer.go");
      await put(page, answer.replace("a.ID > b.ID", "a.ID > b.Id"));
      await check(page);
      await page.waitForSelector("#problems .problem", patience);
      assert.match(await page.$eval("#problems", (e) => e.textContent), /^main\.go:\d+:\d+ .*b\.Id/);
      assert.equal(await page.$eval("#checks", (e) => e.hidden), true, "there are no results");
      await page.click("#problems .problem");
      assert.match(await page.evaluate(() => document.querySelector(".cm-activeLine").textContent), /b\.Id/);

      await put(page, answer.replace("\tdefer lock(from, to)()", "\tfor {\n\t}"));
      await check(page);
      await page.waitForSelector("#stop:not([hidden])", patience);
      await page.click("#stop");
      await page.waitForFunction(() => /^Stopped after \d+ of 40/.test(document.querySelector(".verdict").textContent), patience);

      await put(page, answer);
      await check(page);
      assert.equal(await verdict(page, "good"), "Passed in 40 of 40 schedules");
      const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("gopark:exercises")).exercises["bank-transfer"]);
      assert.deepEqual([kept.code, kept.hints, kept.passed, kept.of], [answer, 1, 40, 40]);
      assert.match(kept.solved, /^\d{4}-\d\d-\d\d$/);
    }));

  test("a refactoring is compared with the original", () =>
    site.on("exercise-counter-owner.html", async (page) => {
      await page.setViewport({ width: 390, height: 844 });
      await put(page, program("counter-owner", "answer.go"));
      await check(page);
      await verdict(page, "good");
      await page.waitForSelector("#comparison:not([hidden])", patience);
      const costs = Object.fromEntries(await page.$$eval("#costs tr", (all) => all.map((row) => [row.cells[0].textContent, [row.cells[1].textContent, row.cells[2].textContent]])));
      assert.deepEqual(costs.Goroutines, ["6", "7"]);
      assert.ok(Number(costs.Steps[1]) > Number(costs.Steps[0]), "an owner takes more steps");
      assert.match(costs["What they meet at"][0], /1 × mutex/);
      assert.match(costs["What they meet at"][1], /\d × chan/);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off on a phone");
      const link = new URL(await page.$eval("#comparison-link", (e) => e.href));
      assert.ok(link.pathname.endsWith("/compare.html"));
      assert.deepEqual([...new URLSearchParams(link.hash.slice(1)).keys()].filter((name) => name.endsWith(".program")), ["left.program", "right.program"]);
    }));

  test("without scripts the task, the code and the hints can be read", async () => {
    const page = await site.browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(new URL("exercise-ticket-office.html", site.url).href);
    const text = await page.$eval("main", (e) => e.innerText);
    for (const part of ["Three clerks sell", "func (h *Hall) Sell() bool", "Hint 3 of 3", "Model answer"]) assert.ok(text.includes(part), part);
    assert.equal(await page.$eval("#check", (e) => e.checkVisibility()), false);
    await page.close();
  });
});
