// The page about embedding, whose examples are run, and the recipe for slides
// in a real deck. The other recipes are tried by recipes/run.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { heard, listen, patience } from "./support/embedded.mjs";
import { serveHosts } from "./support/hosts.mjs";
import { suite } from "./support/suite.mjs";
import { prepareCommand, programOf, traceOf } from "./support/truth.mjs";

const site = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A file of the recipe for reveal.js, with the player's site at an address. */
function deckFile(name, player) {
  try {
    if (name.startsWith("node_modules/")) return readFileSync(join(site, name));
    return readFileSync(join(site, "..", "recipes", "reveal", name), "utf8").replaceAll("https://your.site/gopark/", player);
  } catch {
    return undefined;
  }
}

suite(["Chromium"], (host) => {
  let endCommand;
  before(() => {
    endCommand = prepareCommand();
  });
  after(() => endCommand());

  /** What the text around each example of the page promises. */
  const promises = {
    async paste(page) {
      const { markers } = await heard(page, "", "ready");
      assert.equal((await heard(page, "", "step")).currentStep, markers.find((m) => m.name === "waits").step);
      assert.ok((await page.$eval('[data-example="paste"]', (pre) => pre.textContent)).includes(`src="${host.url}gopark.js"`));
    },
    async own(page) {
      const { source, procs, seed } = await heard(page, "own", "ready");
      assert.match(source, /^package main\n[^]*wg\.Go\([^]*\}\n$/);
      assert.deepEqual([procs, seed], [2, "7"]);
      const frame = await (await page.$("#own >>> iframe")).contentFrame();
      assert.ok(await frame.$eval("#run", (button) => button.checkVisibility()));
    },
    async small(page) {
      const { currentStep, duration } = await heard(page, "small", "step");
      assert.equal(currentStep, Math.round(duration / 2));
      assert.equal(await page.$eval("#small", (e) => e.offsetHeight), 302);
    },
    async markers(page) {
      const { markers } = await heard(page, "asked", "ready");
      assert.deepEqual(markers.map((m) => [m.step, m.ask]), [[10, "blocks"], [26, "prints"]]);
      assert.match(markers[0].note, /vote/);
      await page.$eval("#asked", (e) => e.play());
      const frame = await (await page.$("#asked >>> iframe")).contentFrame();
      await frame.waitForSelector("#predict:not([hidden])", patience);
      assert.match(await frame.$eval("#predict-question", (e) => e.innerText), /main.*block/);
      await frame.$eval(".predict-answers button", (button) => button.click());
      const { step, kind, correct } = await heard(page, "asked", "score");
      assert.deepEqual([step, kind, correct], [10, "blocks", true]);
    },
    async methods(page) {
      const { duration } = await heard(page, "driven", "ready");
      await page.click("#half");
      await page.waitForFunction((text) => document.querySelector("#shown").textContent === text, patience, `step ${Math.round(duration / 2)} of ${duration}`);
      await page.click("#other");
      await page.waitForFunction(() => /^step 2 of \d+$/.test(document.querySelector("#shown").textContent), patience);
      assert.match(await page.$eval("#driven", (e) => e.source), /println\("else"\)/);
    },
    async events(page) {
      await heard(page, "told", "ready");
      await page.$eval("#told", (e) => e.play());
      await heard(page, "told", "pause");
      const list = await page.$$eval("#events li", (items) => items.map((item) => item.textContent.trim()));
      assert.match(list.filter((text) => !text.includes("output")).join("\n"), /^\d: play\n5: marker early\n5: pause$/);
    },
    async frame(page) {
      const { kind } = traceOf(programOf("mutex")).events[12];
      const reply = (text) => page.waitForFunction((t) => document.querySelector("#reply").textContent === t, patience, text);
      await page.waitForFunction(() => document.querySelector("#reply").textContent.startsWith("step 12: "), patience);
      await page.click("#forward");
      await reply(`step 13: ${kind}`);
    },
  };

  test("every example of the page about embedding does what the page says", async () => {
    await host.on("embedding.html", async (page) => {
      const names = await page.$$eval("[data-example]", (all) => all.map((e) => e.dataset.example));
      assert.deepEqual(names.toSorted(), Object.keys(promises).toSorted());
      for (const name of names) {
        await page.$eval(`[data-live="${name}"]`, (e) => e.scrollIntoView());
        await promises[name](page);
      }
    }, { before: listen });
  });

  test("a clicker steps through the player of a slide, and moves the deck on at its end", async () => {
    const deck = await serveHosts((name) => deckFile(name || "index.html", host.url));
    try {
      await host.on(deck.url, async (page) => {
        const at = (slide) => page.waitForFunction((n) => window.Reveal.getIndices().h === n, patience, slide);
        const step = (n) => page.waitForFunction((s) => document.querySelector("#element gopark-player").currentStep === s, patience, n);
        await page.waitForFunction(() => window.Reveal?.isReady(), patience);
        await page.keyboard.press("PageDown");
        await at(1);
        const { duration } = await heard(page, "", "ready");
        for (const [i, key] of ["PageDown", "ArrowRight", " "].entries()) {
          await page.keyboard.press(key);
          await step(i + 1);
        }
        await page.keyboard.press("PageUp");
        await step(2);
        await page.$eval("#element gopark-player", (e, n) => e.seek(n), duration - 1);
        await page.keyboard.press("PageDown");
        await step(duration);
        await page.keyboard.press("PageDown");
        await at(2);
        // It is where it was left, and steps back before the deck does.
        await page.keyboard.press("PageUp");
        await at(1);
        await step(duration);
        await page.keyboard.press("PageUp");
        await step(duration - 1);

        // With the focus in the player its own keys step, and the one that leads nowhere moves the deck, which then has the focus.
        const player = await (await page.$("#element >>> iframe")).contentFrame();
        await player.focus("#forward");
        await page.keyboard.press("ArrowRight");
        await step(duration);
        await page.keyboard.press("ArrowRight");
        await at(2);
        assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");

        // A plain frame plays while its slide is shown, and the deck unloads it far away from there.
        const shown = async (least) => {
          const frame = await (await page.$("#frame iframe")).contentFrame();
          await frame.waitForFunction((n) => Number(document.querySelector("#player[data-loaded]")?.dataset.step) >= n, patience, least);
        };
        await shown(3);
        await page.evaluate(() => window.Reveal.slide(4));
        await page.waitForFunction(() => !document.querySelector("#frame iframe").hasAttribute("src"), patience);
        await page.evaluate(() => window.Reveal.slide(2));
        await shown(3);
        await page.evaluate(() => window.Reveal.slide(1));
        await page.$eval("#element gopark-player", (e) => e.seek(0));
        await page.keyboard.press("PageUp");
        await at(0);
      }, { before: listen, viewport: { width: 1280, height: 720 } });
    } finally {
      deck.close();
    }
  });
});
