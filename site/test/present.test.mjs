// Presenter mode and the speaker's window, as two real windows of one browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everything, violations } from "./support/axe.mjs";
import { viewport } from "./support/browsers.mjs";
import { serveHosts } from "./support/hosts.mjs";
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

const atStep = (page, step) =>
  until(page, (n) => document.querySelector("#player").dataset.step === String(n), step).catch(async (error) => {
    const shown = await page.evaluate(() => [document.querySelector("#counter").textContent, document.activeElement.outerHTML.slice(0, 80), document.documentElement.className, document.visibilityState, document.hasFocus()].join(" | "));
    throw new Error(`waited for step ${step}; the page shows ${shown}`, { cause: error });
  });
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

/** What the picture was told last about how it is drawn. */
async function look(page) {
  const frame = await (await page.$("#picture iframe")).contentFrame();
  return frame.evaluate(() => window.look);
}

/** Waits until the picture is drawn like this: it is told after the page has changed. */
async function untilLook(page, wanted) {
  const frame = await (await page.$("#picture iframe")).contentFrame();
  await until(frame, (all) => Object.entries(all).every(([name, value]) => window.look?.[name] === value), wanted);
}

/** What is written on the screen smaller than 24 px. */
function small() {
  const written = [...document.querySelectorAll("#player *")].filter((e) => e.checkVisibility() && e.offsetWidth > 2 && [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
  return written.filter((e) => parseFloat(getComputedStyle(e).fontSize) < 24).map((e) => `${getComputedStyle(e).fontSize}: ${e.textContent}`);
}

/** Large type, the clicker's keys, marks, a blank screen, and back. */
async function oneWindow(page) {
  const before = await look(page);
  await page.setViewport({ width: 1920, height: 1080 });
  const scrolled = await page.evaluate(() => (scrollTo(0, 100), scrollY));
  await page.focus("#forward");
  await page.keyboard.press("p");
  await until(page, () => document.fullscreenElement === document.documentElement);
  const { scale } = await look(page);
  assert.ok(14 * scale >= 24, `the smallest text of the picture is ${14 * scale} px`);
  await page.click("#sentence button.name");
  await until(page, () => document.querySelector("#story li"));
  assert.deepEqual(await page.evaluate(small), []);
  await page.click("#follow-stop");
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
  await untilLook(page, before);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
}

/** The speaker's window that an action opens. */
async function speakerOf(site, act) {
  const before = new Set(site.browser.targets());
  const opened = site.browser.waitForTarget((target) => !before.has(target) && target.url().includes("/speaker."), { timeout: patience.timeout });
  await act();
  const speaker = await (await opened).page();
  speaker.thrown = [];
  speaker.on("pageerror", (error) => speaker.thrown.push(error.message));
  await joined(speaker);
  return speaker;
}

const joined = (speaker) => until(speaker, () => document.querySelector("#now")?.textContent);
const counts = (speaker, step) => until(speaker, (n) => document.querySelector("#counter").textContent.startsWith(`${n} / `), step);
const says = (speaker, part) => until(speaker, (words) => document.querySelector("#connection").textContent.includes(words), part);

/** Waits until a window has taken all messages that were sent to it before this one. */
const hasHeard = (page) =>
  page.evaluate(() => new Promise((heard) => {
    addEventListener("message", ({ data }) => data === "an echo" && heard());
    postMessage("an echo", location.origin);
  }));

/** The two windows follow each other, and each may go and come back. */
async function twoWindows(site, page) {
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
  let speaker = await speakerOf(site, () => page.keyboard.press("n"));

  // The timer, on a clock that is set by hand.
  const setClock = (ms) => speaker.evaluate((n) => (Date.now = () => 1e12 + n), ms);
  assert.equal(await textOf(speaker, "#timer-run"), "Pause", "it has begun with the presentation");
  await setClock(0);
  await speaker.click("#timer-reset");
  await speaker.type("#minutes", "1");
  assert.equal(await textOf(speaker, "#left"), "1:00 left");
  await setClock(72_300);
  await speaker.click("#timer-run");
  const time = async () => [await textOf(speaker, "#passed"), await textOf(speaker, "#left"), await textOf(speaker, "#timer-run")];
  assert.deepEqual(await time(), ["1:12", "0:12 over", "Start"]);
  await hasHeard(page);

  // A reload loses nothing, nor does a window that is closed and opened again.
  await speaker.reload();
  await joined(speaker);
  assert.deepEqual(await time(), ["1:12", "0:12 over", "Start"]);
  await speaker.close();
  await page.bringToFront();
  speaker = await speakerOf(site, () => page.click(".present-bar .icon:nth-last-child(2)"));
  assert.deepEqual(await time(), ["1:12", "0:12 over", "Start"]);
  assert.deepEqual(await everything(speaker), []);
  // On half a screen all of it is there.
  await speaker.setViewport({ width: 800, height: 600 });
  assert.deepEqual(
    await speaker.$$eval(".desk-controls > *", (all) => all.filter((e) => !e.checkVisibility() || e.scrollWidth > e.clientWidth).map((e) => e.textContent)),
    [],
  );

  // Notes, and what comes next: the player then says the same.
  await counts(speaker, 19);
  assert.equal(await textOf(speaker, "#note"), marks[0].note);
  assert.equal(await textOf(speaker, "#now"), await textOf(page, "#sentence"));
  const next = await textOf(speaker, "#next");
  await speaker.click("[data-do=forward]");
  await atStep(page, 20);
  assert.equal(await textOf(page, "#sentence"), next);
  await counts(speaker, 20);
  assert.equal(await textOf(speaker, "#note"), marks[1].note);
  assert.equal(await textOf(speaker, "[aria-current=step]"), `20${marks[1].label}`);

  // Each leads the other.
  await page.bringToFront();
  await page.keyboard.press("ArrowLeft");
  await counts(speaker, 19);
  await speaker.bringToFront();
  await speaker.keyboard.press("PageDown");
  await atStep(page, 20);
  await speaker.click("#mark-list li:nth-child(3) button");
  await atStep(page, 39);
  await speaker.keyboard.press("End");
  await until(speaker, () => /ends here/.test(document.querySelector("#next").textContent));
  await speaker.click("#mark-list li:nth-child(2) button");
  await atStep(page, 20);

  assert.equal(await speaker.evaluate(() => scrollY), 0, "only the list of marks is scrolled");

  // The audience is asked what comes next: it sees all of the picture, and the
  // speaker gives its answer.
  await page.$eval("#predict-on", (box) => box.click());
  await speaker.keyboard.press("Home");
  await atStep(page, 0);
  await untilLook(page, { spotlight: true });
  await speaker.click("#mark-list li:nth-child(2) button");
  await says(speaker, "1 to 5");
  await untilLook(page, { spotlight: false });
  const presented = "#predict, .narration, #controls";
  assert.deepEqual(await violations(page, { within: presented }), []);
  await speaker.keyboard.press("1");
  await until(page, () => document.querySelector("#predict.answered"));
  assert.deepEqual(await everything(page, presented), []);
  await speaker.keyboard.press("Escape");
  await until(page, () => document.querySelector("#predict").hidden);
  await page.$eval("#predict-on", (box) => box.click());
  await speaker.click("#mark-list li:nth-child(2) button");
  await atStep(page, 20);

  // The screen goes blank from afar, and a step shows it again.
  await speaker.keyboard.press("b");
  await until(page, () => !document.querySelector(".blank").hidden);
  await says(speaker, "blank");
  await speaker.keyboard.press("PageDown");
  await until(page, () => document.querySelector(".blank").hidden);
  await counts(speaker, 20);

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

  // The lesson may be loaded anew, and another one may come into its window:
  // the speaker's window goes with it, and the talk goes on.
  await page.goto(new URL("speaker.html", page.url()).href);
  await says(speaker, "no lesson now");
  assert.equal(await speaker.$$eval("[data-do]:enabled", (all) => all.length), 0);
  await page.goto(new URL("hello.html#step=1", page.url()).href);
  await until(speaker, () => /Hello/.test(document.querySelector("#title").textContent) && document.querySelector("#start:enabled:not([hidden])"));
  assert.deepEqual(await time(), ["1:12", "0:12 over", "Start"]);

  // A copy of the lesson's window is another one, and so is a copy of the speaker's.
  await counts(speaker, 1);
  const copied = new Promise((opened) => page.once("popup", opened));
  await page.evaluate(() => void open(location.href, "", "popup"));
  const copy = await copied;
  await loaded(copy);
  await atStep(copy, 1);
  await speaker.bringToFront();
  await speaker.keyboard.press("End");
  await until(speaker, () => /ends here/.test(document.querySelector("#next").textContent));
  assert.equal(await copy.$eval("#player", (e) => e.dataset.step), "1");
  await copy.close();
  const second = await site.browser.newPage();
  await second.goto(speaker.url());
  await says(second, "press p in a lesson");
  await second.close();
  assert.deepEqual(speaker.thrown, []);
  await speaker.close();
}

suite(["Chromium", "Firefox"], (site) => {
  test("a lesson is presented in one window, and in two", { skip: site.name !== "Chromium" }, () =>
    site.on(
      lesson,
      async (page) => {
        await loaded(page);
        await atStep(page, 19);
        // Less is drawn of steps that move fast.
        await page.select("#speed", "8");
        await oneWindow(page);
        await twoWindows(site, page);
      },
      { before: keepLooks },
    ));

  test("a player in a page of another site is presented in its frame, with a speaker's window", async () => {
    // Without allow="fullscreen" the browser refuses it.
    const html = `<!doctype html><html lang="en"><title>A host</title><iframe id="f" width="960" height="560" src="${site.url}embed.html?scenario=hello&amp;step=1&amp;speed=8"></iframe>`;
    const hosts = await serveHosts((name) => (name === "deck" ? html : undefined));
    try {
      await site.on(hosts.url + "deck", async (page) => {
        const inside = async () => (await page.$("#f")).contentFrame();
        let frame = await inside();
        await frame.waitForSelector("#player[data-loaded]", patience);
        await frame.focus("#forward");
        await page.keyboard.press("p");
        await until(frame, () => document.documentElement.classList.contains("presenting"));
        assert.ok(await frame.$eval("#player", (e) => !document.fullscreenElement && e.offsetWidth === innerWidth && e.offsetHeight === innerHeight));
        const speaker = await speakerOf(site, () => frame.click(".present-bar .icon:nth-last-child(2)"));
        await counts(speaker, 1);
        await speaker.keyboard.press("PageDown");
        await atStep(frame, 2);
        await counts(speaker, 2);
        const next = await textOf(speaker, "#next");
        await page.bringToFront();
        await frame.focus("#forward");
        await page.keyboard.press("PageDown");
        await counts(speaker, 3);
        assert.equal(await textOf(speaker, "#now"), next);

        // The frame is loaded anew, and found again; then its page is left.
        if (site.name === "Chromium") {
          await frame.evaluate(() => location.reload());
          await says(speaker, "not presented");
          await counts(speaker, 3);
          frame = await inside();
          await speaker.bringToFront();
          await speaker.click("#start");
          await until(frame, () => document.documentElement.classList.contains("presenting"));
        }
        await page.goto("about:blank");
        await says(speaker, "press p in a lesson");
        assert.deepEqual(speaker.thrown, []);
        await speaker.close();
      });
    } finally {
      hosts.close();
    }
  });
});
