// Everybody can use every page: what axe finds, in every theme.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { everything, violations } from "./support/axe.mjs";
import { suite } from "./support/suite.mjs";
import { dist } from "./support/truth.mjs";

/** A page of every kind in English: those whose parts have the same names are of one kind. */
function kinds() {
  const found = new Map();
  for (const file of readdirSync(dist())) {
    if (!/^[a-z0-9-]+\.html$/.test(file)) continue;
    const html = readFileSync(join(dist(), file), "utf8");
    const kind = [...new Set([...html.matchAll(/ id="([a-z-]+)"/g)].map((m) => m[1]))].sort().join(" ");
    if (!found.has(kind) || file === "waitgroup.html") found.set(kind, file);
  }
  return [...found.values()].sort();
}

/** What cannot be read or reached in a narrow window, one line each: what is wider than it, cut off, or covered. */
function unreachable() {
  const found = [];
  const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ""}.${[...e.classList].join(".")} ${e.textContent.trim().slice(0, 30)}`;
  const { clientWidth } = document.documentElement;
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".sr-only, .skip, svg, .cm-editor, pre, iframe, #loading")) continue;
    const { overflowX } = getComputedStyle(e);
    const says = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (says && (overflowX === "hidden" || overflowX === "clip") && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) found.push(`cut off: ${name(e)}`);
    const target = e.closest("label") ?? e;
    if (!e.matches("a[href], button:enabled, input:enabled, select:enabled, textarea, summary") || target.closest(".segments label") === null && e.matches("[type=radio]")) continue;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = target.getClientRects()[0];
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top || !(target.contains(top) || top.contains(target))) found.push(`cannot be reached: ${name(e)}, under ${top && name(top)}`);
    else if (box.left < -1 || box.right > clientWidth + 1) found.push(`outside the window: ${name(e)}`);
  }
  scrollTo(0, 0);
  return found;
}

/** As unreachable, in windows of 1280 px zoomed to 200 % and 400 %. */
async function zoomed(page) {
  const found = [];
  for (const [width, height] of [[640, 360], [320, 256]]) {
    await page.setViewport({ width, height });
    found.push(...(await page.evaluate(unreachable)).map((line) => `${width}×${height}: ${line}`));
  }
  return found;
}

/** Where the focus is: in what element, and whether one sees that. */
function focus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // What is drawn in the place of a control that cannot be styled, and what is inside a frame.
  const shown = element.contentDocument?.activeElement ?? element.closest(".segments label, .switch, .field, .cm-editor") ?? element;
  // Of a link on several lines the first: the middle of all may be beside it.
  const { left, top, right, bottom, width, height } = shown.getClientRects()[0];
  const ring = [shown, ...shown.querySelectorAll(":scope > *")].some((e) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
  return {
    name: element.id || element.className || element.localName,
    frame: element.localName === "iframe",
    next: element.matches("[rel=next]"),
    seen: ring && width > 0 && height > 0,
    inWindow: element.localName === "iframe" || right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && open(shown),
  };
  /** Whether a point of it is on top of all others. */
  function open(e) {
    const [x, y] = [(Math.max(0, left) + Math.min(innerWidth, right)) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2];
    const on = document.elementFromPoint(x, y);
    return on !== null && (e.contains(on) || on.contains(e));
  }
}

const focusShown = `(at => at?.seen && at.inWindow)((${focus})())`;

/** Goes on with Tab until a place is reached; every place on the way must show that it has the focus, and let it go on. */
async function tabTo(page, wanted, most = 80) {
  const way = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    let at = await page.evaluate(focus);
    // The editor marks its focus a moment later, and what the page shows anew may push a place about.
    if (at && !(at.seen && at.inWindow)) at = await until(page, focusShown).then(() => page.evaluate(focus), () => at);
    way.push(at?.name);
    if (!at) continue;
    assert.ok(at.seen, `the focus on ${at.name} cannot be seen`);
    assert.ok(at.inWindow, `the focus on ${at.name} is not to be seen in the window`);
    if (wanted(at)) return at;
  }
  return assert.fail(`Tab does not lead there, but to ${way.join(", ")}`);
}

const until = (page, condition, ...args) => page.waitForFunction(condition, { timeout: 30_000, polling: 30 }, ...args);
const loaded = (page) => until(page, () => document.querySelector("#player[data-loaded]") && document.querySelector(".cm-content"));
const atStep = (page, step) => until(page, (n) => document.querySelector("#player").dataset.step === String(n), step);

suite(["Chromium"], (site) => {
  for (const file of kinds()) {
    test(`${file}: axe finds nothing, in no theme; zoomed to 400 % nothing is cut off`, () =>
      site.on(file === "embed.html" ? "embed.html?scenario=waitgroup&speed=fast&colour=red" : file, async (page) => {
        // The picture's program has a test of its own.
        await page.$$eval("details:not([hidden])", (all) => all.forEach((d) => (d.open = true)));
        const found = await everything(page);
        if (file !== "embed.html") found.push(...(await zoomed(page))); // its width is up to whoever embeds it
        assert.deepEqual(found, []);
      }, { before: () => delete globalThis.WebAssembly }));
  }

  test("a whole lesson by keyboard alone: every step is announced once, the table read, the code changed and run, the next lesson reached", () =>
    site.on("waitgroup.html", async (page) => {
      await loaded(page);
      const { steps } = await page.$eval("#data", (e) => JSON.parse(e.textContent));
      await tabTo(page, (at) => at.name === "skip");
      await tabTo(page, (at) => at.frame);
      await tabTo(page, (at) => at.name === "forward");

      await page.evaluate(() => {
        globalThis.said = [];
        new MutationObserver(() => globalThis.said.push(document.querySelector("#announce").textContent)).observe(document.querySelector("#announce"), {
          childList: true, characterData: true, subtree: true,
        });
      });
      const said = () => page.evaluate(() => globalThis.said.splice(0));
      for (let step = 1; step <= 10; step++) {
        await page.keyboard.press("ArrowRight");
        await atStep(page, step);
        assert.deepEqual(await said(), [await page.$eval("#sentence", (e) => e.textContent)], `step ${step}`);
      }
      // What changes nothing about the step is not announced.
      for (const key of ["w", "z", "g", "g"]) await page.keyboard.press(key);
      await page.evaluate(() => {
        globalThis.stepsSeen = 0;
        new MutationObserver(() => globalThis.stepsSeen++).observe(document.querySelector("#player"), { attributeFilter: ["data-step"] });
      });
      await page.keyboard.down("Shift");
      await page.keyboard.press("Tab");
      await page.keyboard.up("Shift");
      assert.equal((await page.evaluate(focus)).name, "play");
      await page.keyboard.press("Space");
      await until(page, () => globalThis.stepsSeen >= 3);
      assert.deepEqual(await said(), []);
      await page.keyboard.press("Space");
      await until(page, () => globalThis.said.length > 0);
      assert.deepEqual(await said(), [await page.$eval("#sentence", (e) => e.textContent)]);
      await page.keyboard.press("End");
      await atStep(page, steps);
      assert.match((await said()).join(""), /^The program ends: [^.]*\.$/);

      // The slider tells where it is; the sentence is the live region's.
      assert.equal(await page.$eval("#slider", (e) => e.ariaValueText), `step ${steps} of ${steps}`);
      // What is read out of the line that says how things stand.
      await page.evaluate(() => {
        const line = document.querySelector("#status");
        globalThis.stood = [];
        const region = line.closest("[role=status]");
        new MutationObserver(() => region.checkVisibility() && region.ariaLive !== "off" && line.textContent && globalThis.stood.push(line.textContent)).observe(line, { childList: true });
      });

      // Who only passes through the editor comes out of it; where one has typed, Tab indents until Esc.
      const editor = (at) => /cm-content/.test(at.name);
      await tabTo(page, editor);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      assert.ok(editor(await page.evaluate(focus)));
      await page.keyboard.down("Control");
      await page.keyboard.press("End");
      await page.keyboard.up("Control");
      await page.keyboard.type("\nfunc init() { println(\"typed\") }\n");
      await page.keyboard.down("Control");
      await page.keyboard.press("Enter");
      await page.keyboard.up("Control");
      await until(page, (n) => Number(document.querySelector("#slider").max) > n, steps);
      await page.keyboard.press("Escape");
      await tabTo(page, (at) => !/cm-/.test(at.name), 1);
      await page.keyboard.press("End");
      await until(page, () => document.querySelector("#player").dataset.step === document.querySelector("#slider").max);

      await tabTo(page, (at) => at.name === "summary");
      await page.keyboard.press("Enter");
      await until(page, () => document.querySelectorAll("#rows tr").length > 0);
      const rows = await page.$$eval("#rows tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
      assert.ok(rows.length > 1 && rows.every(([name, state]) => /^G\d/.test(name) && /^(created|runnable|running|blocked|done)$/.test(state)), JSON.stringify(rows));
      assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.stood)].filter((text) => !/^Still/.test(text))), ["The code has changed. Run it (Ctrl+Enter).", "Running…"]);
      await page.focus(".cm-content");
      await page.keyboard.type("?");
      await page.keyboard.down("Control");
      await page.keyboard.press("Enter");
      await page.keyboard.up("Control");
      await until(page, () => document.querySelector("#problems li"));
      assert.deepEqual(await everything(page), []);

      await page.focus(".home");
      await tabTo(page, (at) => at.next);
      await page.keyboard.press("Enter");
      await until(page, () => !location.pathname.endsWith("/waitgroup.html") && document.querySelector("h1"));
    }));

  test("axe finds nothing in what a lesson opens; reduced motion reaches the picture; in forced colours what is on can be told from what is off", () =>
    site.on("waitgroup.html#step=30", async (page) => {
      await loaded(page);
      await atStep(page, 30);
      const found = [];
      const opened = async (what, selector, act) => {
        await act();
        await until(page, (s) => document.querySelector(s)?.checkVisibility(), selector);
        found.push(...(await violations(page)).map((line) => `${what}: ${line}`));
      };
      const click = (selector) => () => page.$eval(selector, (e) => e.click());
      const keys = (...all) => async () => {
        await page.focus("#forward");
        for (const key of all) await page.keyboard.press(key);
      };
      await opened("the explanation", "#explain", keys("e"));
      await page.keyboard.press("Escape");
      await opened("who is followed", "#follow", click("#sentence button.name"));
      await opened("a range", "#range", keys("r", "ArrowRight", "ArrowRight", "r"));
      await opened("find", "#find-list li", async () => {
        await click("#find-button")();
        await page.type("#find-query", "worker");
      });
      await click("#find-close")();
      await opened("the options", "#options", click("#options-button"));
      await click("#options-button")();
      await opened("the keys", "#help", click("#help-button"));
      await click("#help form button")();
      await opened("sharing", "#share", click("#share-button"));
      await click("#share form button")();
      assert.deepEqual(found, []);

      const client = await page.createCDPSession();
      const prefer = (name, value) => client.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
      await prefer("prefers-reduced-motion", "reduce");
      await until(page, () => document.querySelector("#picture iframe").contentWindow.reduced === true);
      await page.click("#forward");
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);

      await prefer("forced-colors", "active");
      const look = (selector) =>
        page.$eval(selector, (e) => {
          const { backgroundColor, backgroundImage, borderColor, boxShadow, borderBottomColor, color } = getComputedStyle(e);
          return { backgroundColor, backgroundImage, borderColor, boxShadow, borderBottomColor, color };
        });
      for (const [on, off] of [
        ["#level :checked + span", "#level :not(:checked) + span"],
        ["#sort :checked + span", "#sort :not(:checked) + span"],
        [".details-tabs .tab.on", ".details-tabs .tab:not(.on)"],
        ["#timeline-in", "#whole-stage:disabled"],
      ]) {
        assert.notDeepEqual(await look(on), await look(off), `${on} looks as ${off} does`);
      }
      const off = await look("#procs-shown + .knob");
      await page.$eval("#procs-shown", (box) => box.click());
      assert.notDeepEqual(await look("#procs-shown + .knob"), off);
      for (const id of ["run", "play", "seed"]) {
        // The browser gives borders a colour that stands out; backgrounds and shadows it takes away.
        assert.match(await page.$eval(`#${id}`, (e) => getComputedStyle(e.closest(".field") ?? e).borderTop), /^[1-9].*solid/, `${id} has no border`);
      }
    }, { before: () => addEventListener("message", ({ data }) => data?.type === "look" && (globalThis.reduced = data.reduced)) }));

  test("an exercise: axe finds nothing in its results", () =>
    site.on("exercise-bank-transfer.html", async (page) => {
      // Not all schedules are needed for that.
      await until(page, () => document.querySelector("#rows .failed"));
      await page.$eval("#stop", (button) => button.click());
      await until(page, () => document.querySelector("#rows .failed button:enabled"));
      assert.deepEqual(await everything(page), []);
    }, {
      // Before the editor has come, which the check waits for.
      before: () => addEventListener("DOMContentLoaded", () => document.querySelector("#check")?.click()),
    }));

  test("touch: a swipe over the stage steps, two fingers zoom the timeline, and up and down is the page's", () =>
    site.on("waitgroup.html#step=5", async (page) => {
      await loaded(page);
      await atStep(page, 5);
      const client = await page.createCDPSession();
      const touch = (type, ...points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
      const move = async (...ways) => {
        const at = (part) => ways.map(([x, y, right, down]) => [x + part * right, y + part * down]);
        await touch("touchStart", ...at(0));
        for (let part = 1; part <= 8; part++) await touch("touchMove", ...at(part / 8));
        await touch("touchEnd");
      };
      const { left, top, width, height } = await page.$eval("#picture", (e) => e.getBoundingClientRect().toJSON());
      const [x, stage, timeline] = [left + width / 2, top + 0.2 * height, top + 0.85 * height];

      await move([x + 60, stage, -120, 10]);
      await atStep(page, 6);
      await move([x - 60, stage, 120, -10]);
      await atStep(page, 5);
      await move([x, stage + 150, 10, -150]);
      await until(page, () => scrollY > 50);
      assert.equal(await page.$eval("#player", (e) => e.dataset.step), "5");
      await page.evaluate(() => scrollTo(0, 0));

      // Nothing that has the focus is under the controls, which stay in sight.
      await page.focus(".cm-content");
      await page.keyboard.press("Escape");
      await tabTo(page, (at) => at.name === "summary");
      await page.evaluate(() => scrollTo(0, 0));

      assert.ok(await page.$eval("#whole-run", (button) => button.disabled));
      await move([x - 20, timeline, -60, 0], [x + 20, timeline, 60, 0]);
      await until(page, () => !document.querySelector("#whole-run").disabled);
      assert.equal(await page.$eval("#player", (e) => e.dataset.step), "5");

      // A trackpad as Safari tells of it: the same, and the page is not zoomed.
      await page.$eval("#whole-run", (button) => button.click());
      await until(page, () => document.querySelector("#whole-run").disabled);
      const picture = page.frames().find((frame) => /player\.html/.test(frame.url()));
      const kept = await picture.evaluate(
        (clientX, clientY) =>
          [["gesturestart", 1], ["gesturechange", 1.5], ["gesturechange", 3], ["gestureend", 3]].map(([type, scale]) => {
            const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { scale, clientX, clientY });
            return document.querySelector("canvas").dispatchEvent(event);
          }),
        x - left, timeline - top,
      );
      assert.deepEqual(kept, [false, false, false, false]);
      await until(page, () => !document.querySelector("#whole-run").disabled);
    }, { viewport: { width: 390, height: 844, hasTouch: true, isMobile: true } }));
});

// axe in the other browser, once: what it finds depends on how a browser computes names and styles.
suite(["Firefox"], (site) => {
  test("a lesson: axe finds nothing, in no theme", () =>
    site.on("waitgroup.html", async (page) => assert.deepEqual(await everything(page), []), { before: () => delete globalThis.WebAssembly }));
});
