// The exercises: checks in many schedules, and hints. Their list is among the pages of course.test.mjs.
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

suite(["Chromium"], (site) => {
  test("the starter fails in some schedules, which can be watched; a repaired program passes in all", () =>
    site.on("exercise-bank-transfer.html", async (page) => {
      // Nobody has touched anything, and the interpreter is fetched.
      const { wasmGz } = await page.$eval("#data", (data) => JSON.parse(data.textContent).engine);
      await page.waitForFunction((name) => performance.getEntriesByType("resource").some((e) => e.name.endsWith(name)), patience, wasmGz);
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
      // Drawn once the editor has scrolled there.
      await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.includes("b.Id"), patience);

      await put(page, answer.replace("\tdefer lock(from, to)()", "\tfor {\n\t}"));
      await check(page);
      await page.waitForSelector("#stop:not([hidden])", patience);
      await page.click("#stop");
      await page.waitForFunction(() => /^Stopped after \d+ of 40/.test(document.querySelector(".verdict").textContent), patience);

      // What runs into a limit again and again is given up.
      await put(page, answer.replace('"sync"', '"strings"\n\t"sync"').replace("\tdefer lock(from, to)()", '\tfmt.Print(strings.Repeat("x", 1<<20))\n\tdefer lock(from, to)()'));
      await check(page);
      await page.waitForFunction(() => document.querySelector(".verdict").textContent === "Stopped after 3 of 40 schedules", patience);
      assert.match(await page.$eval("#status", (e) => e.textContent), /^3 schedules in a row were given up/);

      await put(page, answer);
      await check(page);
      assert.equal(await verdict(page, "good"), "Passed in 40 of 40 schedules");
      assert.ok(await page.$eval("#checks-title", (e) => e.getBoundingClientRect().bottom <= innerHeight), "the result is in sight");
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

      await put(page, "package main\n");
      await check(page);
      await page.waitForSelector("#problems .problem", patience);
      assert.equal(await page.$eval("#comparison", (e) => e.checkVisibility()), false, "it is about another program");
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
