// Presenter mode and the speaker's window, as two real windows of one browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewport } from "./support/browsers.mjs";
import { suite } from "./support/suite.mjs";

/** Marks at 5, 20, 39, … */
const lesson = "waitgroup.html#step=19";
const patience = { timeout: 60_000, polling: 30 };

/** Runs in every frame first: what frames are told is kept. */
function keepLooks() {
  addEventListener("message", ({ data }) => {
    if (data?.gopark === 1 && data.type === "look") window.look = data;
  });
}

function until(page, condition, ...args) {
  return page.waitForFunction(condition, patience, ...args);
}

const atStep = (page, step) => until(page, (n) => document.querySelector("#player").dataset.step === String(n), step);
const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent);
const isBlank = (page) => page.$eval(".blank", (cover) => !cover.hidden && document.activeElement === cover);

async function loaded(page) {
  await until(page, () => document.querySelector("#player[data-loaded]") && document.querySelector(".cm-content"));
}

async function shift(page, key) {
  await page.keyboard.down("Shift");
  await page.keyboard.press(key);
  await page.keyboard.up("Shift");
}

/** The sizes that tell how large the type is. */
async function sizes(page) {
  const css = await page.evaluate(() => ["#sentence", ".cm-content", "#printed"].map((s) => parseFloat(getComputedStyle(document.querySelector(s)).fontSize)));
  const frame = await (await page.$("#picture iframe")).contentFrame();
  return { css, scale: await frame.evaluate(() => window.look.scale) };
}

/** Large type, the clicker's keys, marks, a blank screen, and back. */
async function oneWindow(page) {
  const small = await sizes(page);
  await page.setViewport({ width: 1920, height: 1080 });
  const plain = await sizes(page);
  const scrolled = await page.evaluate(() => (scrollTo(0, 100), scrollY));
  await page.focus("#forward");
  await page.keyboard.press("p");
  await until(page, () => document.fullscreenElement === document.documentElement);
  const large = await sizes(page);
  large.css.forEach((size, i) => assert.ok(size > 1.3 * plain.css[i], `${size} px, ${plain.css[i]} px before`));
  assert.ok(14 * large.scale >= 24, `the smallest text of the picture is ${14 * large.scale} px`);
  assert.deepEqual(
    await page.$$eval("header, .lesson, .foot, #settings, #end, #level", (all) => all.filter((e) => e.checkVisibility()).map((e) => e.id || e.className)),
    [],
  );
  assert.ok(await page.$eval("#player", (e) => e.offsetWidth === innerWidth && e.offsetHeight === innerHeight));
  // A smaller window is drawn faster.
  await page.setViewport(viewport);

  await page.keyboard.press("PageDown");
  await atStep(page, 20);
  await shift(page, "PageDown");
  await atStep(page, 39);
  await page.keyboard.press("m");
  await page.keyboard.press("PageUp");
  await atStep(page, 20);
  await page.keyboard.press("m");
  await page.keyboard.press("PageUp");
  await atStep(page, 19);

  // Blank: whatever key comes next only shows the screen again. The canvas
  // would take the point for itself, and the browser F5.
  for (const focus of ["#forward", "#picture iframe"]) {
    await page.focus(focus);
    await page.keyboard.press(".");
    await until(page, () => !document.querySelector(".blank").hidden);
    assert.ok(await isBlank(page));
    assert.match(await page.$eval(".blank", (e) => e.ariaLabel), /blank/);
    await page.keyboard.press("PageDown");
    await until(page, () => document.querySelector(".blank").hidden);
    assert.ok(await page.$eval(focus, (e) => document.activeElement === e), "the focus is back");
  }
  await page.evaluate(() => (window.same = true));
  await page.keyboard.press("F5");
  // A clicker steps even while somebody types.
  await page.focus(".cm-content");
  await page.keyboard.press("PageDown");
  await atStep(page, 20);
  assert.ok(await page.evaluate(() => window.same), "F5 has not reloaded the page");

  // At the ends a key is left to others, and a word says why nothing moves.
  await page.focus("#forward");
  for (const [to, key, words] of [["Home", "PageUp", /start/], ["End", "PageDown", /end/]]) {
    await page.keyboard.press(to);
    await until(page, (n) => document.querySelector("#player").dataset.step === (n === "Home" ? "0" : document.querySelector("#slider").max), to);
    await page.keyboard.press(key);
    await until(page, () => document.querySelector(".present-hint").textContent);
    assert.match(await textOf(page, ".present-hint"), words);
  }

  await page.keyboard.press("Escape");
  await until(page, () => !document.fullscreenElement && document.activeElement.id === "forward");
  assert.deepEqual(await sizes(page), small);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
}

/** The two windows follow each other, and each may go and come back. */
async function twoWindows(page) {
  const { marks } = JSON.parse(await textOf(page, "#data"));
  await page.focus("#forward");
  await page.keyboard.press("p");
  await until(page, () => document.documentElement.classList.contains("presenting"));
  await page.keyboard.press("Home");
  await atStep(page, 0);
  for (const { step } of marks.slice(0, 2)) {
    await shift(page, "PageDown");
    await atStep(page, step);
  }
  await page.keyboard.press("PageUp");
  const popup = new Promise((opened) => page.once("popup", opened));
  await page.keyboard.press("n");
  const speaker = await popup;
  const thrown = [];
  speaker.on("pageerror", (error) => thrown.push(error.message));
  const joined = () => until(speaker, () => document.querySelector("#now")?.textContent);
  const counts = (step) => until(speaker, (n) => document.querySelector("#counter").textContent.startsWith(`${n} / `), step);
  await joined();

  // The timer, on a clock that is set by hand.
  const setClock = (ms) => speaker.evaluate((n) => (Date.now = () => 1e12 + n), ms);
  assert.equal(await textOf(speaker, "#timer-run"), "Pause", "it has begun with the presentation");
  await setClock(0);
  await speaker.click("#timer-reset");
  await speaker.type("#minutes", "1");
  assert.equal(await textOf(speaker, "#left"), "1:00 left");
  await setClock(72_300);
  await speaker.click("#timer-run");
  assert.deepEqual([await textOf(speaker, "#passed"), await textOf(speaker, "#left")], ["1:12", "0:12 over"]);

  // A reload loses nothing.
  await speaker.reload();
  await joined();
  assert.deepEqual([await textOf(speaker, "#passed"), await textOf(speaker, "#timer-run")], ["1:12", "Start"]);

  // Notes, and what comes next: the player then says the same.
  await counts(19);
  assert.equal(await textOf(speaker, "#note"), marks[0].note);
  assert.equal(await textOf(speaker, "#now"), await textOf(page, "#sentence"));
  const next = await textOf(speaker, "#next");
  await speaker.click("[data-do=forward]");
  await atStep(page, 20);
  assert.equal(await textOf(page, "#sentence"), next);
  await counts(20);
  assert.equal(await textOf(speaker, "#note"), marks[1].note);
  assert.equal(await textOf(speaker, "[aria-current=step]"), `20${marks[1].label}`);

  // Each leads the other.
  await page.bringToFront();
  await page.keyboard.press("ArrowLeft");
  await counts(19);
  await speaker.bringToFront();
  await speaker.keyboard.press("PageDown");
  await atStep(page, 20);
  await speaker.click("#mark-list li:nth-child(3) button");
  await atStep(page, 39);
  await speaker.keyboard.press("End");
  await until(speaker, () => /ends here/.test(document.querySelector("#next").textContent));
  await speaker.click("#mark-list li:nth-child(2) button");
  await atStep(page, 20);

  // The screen goes blank from afar, and a step shows it again.
  await speaker.keyboard.press("b");
  await until(page, () => !document.querySelector(".blank").hidden);
  await until(speaker, () => /blank/.test(document.querySelector("#connection").textContent));
  await speaker.keyboard.press("PageDown");
  await until(page, () => document.querySelector(".blank").hidden);
  await counts(20);

  // The miniature shows the next step; with the laser it is the screen's own
  // picture, and what is pointed at there is pointed at here.
  const shows = (step) => until(speaker, (n) => document.querySelector("#miniature").dataset.step === String(n), step);
  await shows(21);
  await speaker.keyboard.press("k");
  await shows(20);
  await until(speaker, () => document.querySelector("#miniature.points"));
  const [mx, my] = await speaker.$eval("#miniature iframe", (e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return [x + width / 4, y + height / 2];
  });
  await speaker.mouse.move(mx, my);
  await page.bringToFront();
  await until(page, () => {
    const { x, y, width, height } = document.querySelector("#picture").getBoundingClientRect();
    const [r, g] = document.querySelector(".laser").getContext("2d").getImageData((x + width / 4) * devicePixelRatio, (y + height / 2) * devicePixelRatio, 1, 1).data;
    return r > 200 && g < 100;
  });
  await page.keyboard.press("k");
  await shows(21);

  // The lesson may go and come back.
  await page.reload();
  await until(speaker, () => document.querySelector("#start:enabled:not([hidden])"));
  const gone = until(speaker, () => /closed/.test(document.querySelector("#connection").textContent));
  await page.goto(new URL("speaker.html", page.url()).href);
  await gone;
  assert.equal(await speaker.$$eval("[data-do]:enabled", (all) => all.length), 0);
  assert.deepEqual(thrown, []);
  await speaker.close();
}

suite(["Chromium"], (site) => {
  test("a lesson is presented in one window, and in two", () =>
    site.on(
      lesson,
      async (page) => {
        await loaded(page);
        await atStep(page, 19);
        // Less is drawn of steps that move fast.
        await page.select("#speed", "8");
        await oneWindow(page);
        await twoWindows(page);
      },
      { before: keepLooks },
    ));
});
