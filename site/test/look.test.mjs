// How the picture is looked at, in real browsers: what explains itself, who is
// followed and found, in which words, and how much is shown. A page serves
// several checks, which leave it as they have found it: at rest at the step
// where it was opened, with nothing explained and nobody followed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { dist, prepareCommand, traceOf } from "./support/truth.mjs";

const path = "worker-pool.html#step=60";

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
    let page;
    before(async () => {
      ({ browser, stop } = await start());
      page = await ScenarioPage.open(browser, host.url + path);
      await page.untilLoaded();
      await page.untilStep(60);
    });
    after(async () => {
      assert.deepEqual(page?.errors, []);
      await stop?.();
    });

    test("the keyboard goes from thing to thing, and each says what it is", async () => {
      const first = await explainByKey(page);
      assert.equal(first.g, (await traceAt(page)).events[59].g, "it begins at the goroutine that acts");
      const seen = new Set([first.key]);
      for (const key of ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowDown"]) {
        await page.press(key);
        const now = await assertBeside(page);
        seen.add(now.key);
      }
      assert.ok(seen.size >= 3, `${seen.size} things`);
      await page.untilStep(60);
      await page.press("Escape");
      await page.until("nothing is explained", () => document.querySelector("#explain").hidden);
    });

    test("the mouse rests on a thing, goes over to what it says, and leaves", async () => {
      const { x, y, w, h, key } = await explainByKey(page);
      await page.press("Escape");
      const frame = await page.page.$eval("#picture iframe", (e) => e.getBoundingClientRect().toJSON());
      await page.page.mouse.move(frame.x + x + w / 2, frame.y + y + h / 2);
      await page.until("it explains itself", isExplained);
      const now = await assertBeside(page);
      assert.equal(now.key, key);
      assert.ok(!now.byKey);
      const [px, py] = await middleOf(page, "#explain");
      await page.page.mouse.move(px, py, { steps: 4 });
      await page.untilIdle();
      assert.ok(await page.page.$eval("#explain", (e) => !e.hidden), "it stays while the mouse is on it");
      await page.page.mouse.move(...(await middleOf(page, ".narration")));
      await page.until("it goes", () => document.querySelector("#explain").hidden);
    });

    test("a click follows a goroutine: its state, its transitions, and the way to them", async () => {
      const { x, y, w, h, g } = await explainByKey(page);
      await page.press("Escape");
      const frame = await page.page.$eval("#picture iframe", (e) => e.getBoundingClientRect().toJSON());
      await page.page.mouse.click(frame.x + x + w / 2, frame.y + y + h / 2);
      await page.until("it is followed", () => !document.querySelector("#follow").hidden);
      assert.match(await page.text("#tab-follow"), new RegExp(`^G${g} `));
      const { events } = await traceAt(page);
      const own = [];
      events.forEach((event, i) => {
        if (event.g === g && stateAfter[event.kind]) own.push({ step: i + 1, state: stateAfter[event.kind] });
      });
      assert.equal(await page.text("#follow-dot"), own.findLast((c) => c.step <= 60).state);

      await page.page.click("#follow-forward");
      await page.untilStep(own.find((c) => c.step > 60).step);
      await page.page.click("#follow-back");
      await page.untilStep(own.findLast((c) => c.step <= 60).step);
      // The steps of the story, of which one is now.
      const steps = await page.page.$$eval("#story .step-link", (all) => all.map((b) => Number(b.textContent)));
      for (const { step } of own.slice(0, 5)) assert.ok(steps.includes(step), `step ${step} is told: ${steps}`);
      assert.equal(await page.page.$$eval("#story .now", (all) => all.length), 1);
      await page.page.$eval("#story .step-link", (b) => b.click());
      await page.untilStep(steps[0]);

      await page.page.click("#follow-stop");
      await page.until("the lesson is back", () => document.querySelector("#follow").hidden && !document.querySelector("#lesson").hidden);
      await page.seek(60);
    });

    test("every name of a goroutine follows it", async () => {
      await page.seek(111);
      for (const selector of ["#sentence [data-g]", "#printed .who", "#editor .pill"]) {
        if (selector === "#editor .pill") await page.seek(60);
        if (selector === "#sentence [data-g]") await page.seek(59);
        if (selector === "#printed .who") await page.seek(111);
        const g = await page.page.$eval(selector, (e) => {
          e.click();
          return e.dataset.g;
        });
        await page.until(`${selector} follows`, (n) => window.playerMessages.findLast((m) => m.type === "view").selected === Number(n), g);
        await page.until("it is shown", (n) => document.querySelector("#tab-follow").textContent.startsWith(`G${n} `), g);
      }
      await page.page.click("#follow-stop");
      await page.seek(60);
    });

    test("a query finds exactly those whom the text table shows", async () => {
      await page.page.click("#table summary");
      await page.until("the table is filled", () => document.querySelectorAll("#rows tr").length > 0);
      const rows = await page.page.$$eval("#rows tr", (all) => all.map((r) => [...r.children].map((c) => c.textContent)));
      await page.page.click("#table summary");
      await page.focusPlayer();
      await page.press("/");
      const ask = async (query) => {
        await page.page.$eval("#find-query", (field) => (field.value = ""));
        await page.page.type("#find-query", query);
        await page.until("it is answered", (q) => window.playerMessages.findLast((m) => m.type === "found")?.query === q, query);
        return page.page.$$eval("#find-list strong", (all) => all.map((e) => e.textContent));
      };
      assert.deepEqual(await ask("worker"), rows.filter(([n]) => n.includes("worker")).map(([n]) => n));
      assert.deepEqual(await ask("blocked feed"), rows.filter(([n, s]) => s === "blocked" && n.includes("feed")).map(([n]) => n));
      assert.match(await page.text("#find-count"), /^1 goroutine/);
      assert.deepEqual(await ask("nobodyiscalledthis"), []);
      assert.match(await page.text("#find-count"), /No goroutine/);
      const found = await ask("worker");
      await page.press("ArrowDown");
      await page.press("ArrowDown");
      await page.press("Enter");
      await page.until("the second is followed", (n) => document.querySelector("#tab-follow").textContent === n, found[1]);
      await page.press("Escape");
      assert.ok(await page.page.$eval("#find", (e) => e.hidden));
      await page.page.click("#follow-stop");
    });

    test("Ps and words are switched, and the choice stays", async () => {
      const ps = () => page.page.$eval("#procs-shown", (e) => e.checked);
      const level = () => page.page.$eval("#level input:checked", (e) => e.value);
      assert.equal(await ps(), false, "one P is folded away");
      assert.equal(await level(), "1", "beyond the tutorial the words are precise");
      await page.untilIdle();
      const folded = await page.picture();
      const precise = await page.text("#sentence");
      await page.focusPlayer();
      await page.press("g");
      await page.press("v");
      await page.until("the words are others", (old) => document.querySelector("#sentence").textContent !== old, precise);
      assert.ok(await ps());
      await page.untilIdle();
      assert.notEqual((await page.picture()).png, folded.png);
      await page.page.reload({ waitUntil: "load" });
      await page.untilLoaded();
      await page.untilStep(60);
      assert.ok(await ps());
      assert.equal(await level(), "0");
      await page.focusPlayer();
      await page.press("g");
      await page.press("v");
      await page.until("the words are as before", (old) => document.querySelector("#sentence").textContent === old, precise);
      await page.untilIdle();
      assert.equal((await page.picture()).png, folded.png, "what is folded again looks as before");
    });

    test("the timeline is sorted and summed up", async () => {
      await page.focusPlayer();
      const sort = () => page.page.$eval("#sort input:checked", (e) => e.value);
      await page.press("l");
      await page.until("the order is shown", () => document.querySelector("#sort input:checked").value === "1");
      await page.page.$eval('#sort input[value="0"]', (e) => e.click());
      await page.until("the order is told", () => window.playerMessages.findLast((m) => m.type === "view").timeline.sort === 0);
      assert.equal(await sort(), "0");

      await page.press("r");
      await page.seek(20);
      await page.focusPlayer();
      await page.press("r");
      await page.until("the range is summed up", () => !document.querySelector("#range").hidden);
      assert.match(await page.text("#tab-range"), /20 – 60/);
      const told = await page.page.$$eval("#range-rows tr", (all) =>
        all.filter((r) => r.querySelector(".dot")).map((r) => [r.children[0].textContent, Number(r.children[1].textContent)]),
      );
      assert.deepEqual(told, stepsByState((await traceAt(page)).events, 20, 60));
      await page.page.click("#range-clear");
      await page.until("the output is back", () => document.querySelector("#range").hidden);
      await page.seek(60);
    });

    test("no more is sent than is shown", async () => {
      const { states, markers } = await page.last("view");
      assert.deepEqual(states, []);
      assert.ok(markers.length > 0 && markers.length <= 100);
      await page.seek(0);
      await page.page.select("#speed", "8");
      const before = await page.page.evaluate(() => window.playerMessages.length);
      const began = Date.now();
      await page.page.click("#play");
      await page.until("it has played", () => window.playerMessages.findLast((m) => m.type === "view").step > 60);
      const views = await page.page.evaluate((n) => window.playerMessages.slice(n).filter((m) => m.type === "view").length, before);
      const perSecond = (1000 * views) / (Date.now() - began);
      await page.page.click("#play");
      await page.page.select("#speed", "1");
      assert.ok(perSecond < 33, `${perSecond} views a second`);
      await page.seek(60);
    });

    test("four themes, one after the other", async () => {
      await page.focusPlayer();
      const seen = [];
      for (let i = 0; i < 4; i++) {
        await page.press("t");
        seen.push(await page.page.$eval("html", (e) => `${e.dataset.theme} ${getComputedStyle(e).backgroundColor}`));
      }
      assert.deepEqual(seen.slice(0, 3), ["light rgb(255, 255, 255)", "dark rgb(15, 20, 25)", "contrast rgb(0, 0, 0)"]);
    });

    if (name !== "Chromium") return;

    test("the tutorial begins simple, and several Ps are shown", async () => {
      for (const [scenario, shown, level] of [["waitgroup", false, "0"], ["work-stealing", true, "1"]]) {
        const other = await ScenarioPage.open(browser, `${host.url}${scenario}.html`, () => {
          localStorage.clear();
          sessionStorage.clear();
        });
        await other.untilLoaded();
        assert.equal(await other.page.$eval("#procs-shown", (e) => e.checked), shown, scenario);
        assert.equal(await other.page.$eval("#level input:checked", (e) => e.value), level, scenario);
        await other.close();
      }
    });

    test("at every size everything has its room", async () => {
      for (const [width, height] of [[1920, 1080], [1280, 720], [1024, 640], [870, 640], [820, 1180], [390, 844], [360, 740]]) {
        await page.page.setViewport({ width, height });
        await page.untilIdle();
        const wide = await page.page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
        assert.equal(wide, 0, `${width} × ${height} scrolls sideways`);
        const boxes = await page.page.$$eval(".transport > *, .settings > *", (all) =>
          all.map((e) => e.getBoundingClientRect()).filter((r) => r.width > 0).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
        );
        for (const [i, a] of boxes.entries()) {
          assert.ok(a.left >= 0 && a.right <= width, `${width} × ${height}: control ${i} leaves the window`);
          for (const b of boxes.slice(i + 1)) {
            const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
            assert.ok(apart, `${width} × ${height}: controls overlap`);
          }
        }
      }
    });

    test("on a phone a tap explains, and what is followed is a sheet", async () => {
      await page.page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
      await page.page.reload({ waitUntil: "load" });
      await page.untilLoaded();
      await page.untilStep(60);
      const { x, y, w, h, g } = await explainByKey(page);
      await page.press("Escape");
      const frame = await page.page.$eval("#picture iframe", (e) => e.getBoundingClientRect().toJSON());
      await page.page.touchscreen.tap(frame.x + x + w / 2, frame.y + y + h / 2);
      await page.until("it explains itself", isExplained);
      assert.equal((await page.last("view")).selected, 0);
      await page.page.click("#explain-follow");
      await page.until("it is followed", (n) => window.playerMessages.findLast((m) => m.type === "view").selected === n, g);
      await page.until("the explanation has gone", () => document.querySelector("#explain").hidden);
      const sheet = await page.page.$eval("#follow", (e) => e.getBoundingClientRect().toJSON());
      const controls = await page.page.$eval("#controls", (e) => e.getBoundingClientRect().toJSON());
      assert.ok(Math.abs(sheet.bottom - controls.top) <= 1 && sheet.width === 390, "the sheet stands on the controls");
      await page.page.click("#follow-stop");
    });
  });
}

/** The state that a kind of event leads to. */
const stateAfter = { create: "created", ready: "runnable", unblock: "runnable", yield: "runnable", start: "running", block: "blocked", end: "done" };

/** How many steps goroutines were in each state, from a step to another, counted from the events. */
function stepsByState(events, from, to) {
  const sums = { created: 0, runnable: 0, running: 0, blocked: 0, done: 0 };
  const states = new Map();
  for (let step = 1; step <= to; step++) {
    const event = events[step - 1];
    if (stateAfter[event.kind]) states.set(event.g, stateAfter[event.kind]);
    if (step >= from) for (const state of states.values()) sums[state]++;
  }
  return Object.entries(sums);
}

let trace;

async function traceAt(page) {
  trace ??= traceOf(await page.data());
  return trace;
}

function isExplained() {
  return !document.querySelector("#explain").hidden;
}

/** Begins explaining at the goroutine that acts. */
async function explainByKey(page) {
  await page.focusPlayer();
  await page.press("e");
  await page.until("the goroutine explains itself", isExplained);
  return page.last("explained");
}

function textOf(phrases) {
  return phrases.map((p) => p.text).join("");
}

/** What is said is what the picture says, which is returned, and it lies within the window and not over the thing. */
async function assertBeside(page) {
  // It glides there.
  await page.untilIdle();
  // All at one moment: the next explanation may be on its way.
  const [message, announced, box, frame, size, text] = await page.page.evaluate(() => [
    window.playerMessages.findLast((m) => m.type === "explained"),
    document.querySelector("#announce").textContent,
    document.querySelector("#explain").getBoundingClientRect().toJSON(),
    document.querySelector("#picture iframe").getBoundingClientRect().toJSON(),
    { w: innerWidth, h: innerHeight },
    document.querySelector("#explain-title").textContent,
  ]);
  assert.equal(text, textOf(message.title));
  if (message.byKey) assert.ok(announced.startsWith(text), announced);
  assert.ok(box.left >= 0 && box.top >= 0 && box.right <= size.w && box.bottom <= size.h, "it lies within the window");
  const thing = { left: frame.x + message.x, right: frame.x + message.x + message.w, top: frame.y + message.y, bottom: frame.y + message.y + message.h };
  const apart = box.right <= thing.left || box.left >= thing.right || box.bottom <= thing.top || box.top >= thing.bottom;
  assert.ok(apart, `${JSON.stringify(box)} covers ${JSON.stringify(thing)}`);
  return message;
}

async function middleOf(page, selector) {
  return page.page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
}
