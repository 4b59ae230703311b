// Players on pages of other sites: the element <gopark-player> and plain frames,
// under the strictest policy that lets them in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { heard, listen, patience } from "./support/embedded.mjs";
import { serveHosts, strictPolicy } from "./support/hosts.mjs";
import { suite } from "./support/suite.mjs";
import { prepareCommand, programOf, recordingOf, traceOf } from "./support/truth.mjs";

const printer = `package main

import "fmt"

func main() {
	fmt.Println("hello from the host")
}
`;
const escaped = printer.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The document in the frame of an element. */
async function inside(page, id) {
  const frame = await page.evaluateHandle((i) => document.getElementById(i).shadowRoot.querySelector("iframe"), id);
  return frame.asElement().contentFrame();
}

function page(site, body, attributes = `lang="en"`) {
  return `<!doctype html><html ${attributes}><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>A host</title><link rel="icon" href="${site}assets/icon.svg"><script defer src="${site}gopark.js"></script>${body}</html>`;
}

suite(["Chromium", "Firefox"], (site) => {
  const pages = {};
  let hosts;
  let endCommand;
  before(async () => {
    endCommand = prepareCommand();
    hosts = await serveHosts((name) => pages[name], strictPolicy(site.url));
  });
  after(() => {
    hosts.close();
    endCommand();
  });
  const on = (name, html, body, options = {}) => {
    pages[name] = html;
    return site.on(hosts.url + name, body, { before: listen, ...options });
  };

  const inChromium = { skip: site.name !== "Chromium" };

  test("an element on a page of another site: its steps, its events and its methods", inChromium, async () => {
    const waitgroup = programOf("waitgroup");
    const { events } = traceOf(waitgroup);
    const kinds = events.map((e) => e.kind);
    const html = page(site.url, `<gopark-player id="a" scenario="waitgroup" start-at="waits" title="Workers"></gopark-player>
      <gopark-player id="lost" src="nothing.go" code="hide"></gopark-player><gopark-player id="shut" src="${site.url}gopark.d.ts" code="hide"></gopark-player>`);
    await on("element", html, async (p) => {
      const { markers, duration, goroutines, source } = await heard(p, "a", "ready");
      assert.deepEqual([duration, goroutines, source], [events.length, 6, waitgroup.files[0].text]);
      assert.deepEqual(markers, waitgroup.marks);
      const waits = markers.find((m) => m.name === "waits");
      assert.equal((await heard(p, "a", "marker")).label, "main waits");
      assert.deepEqual(await p.evaluate(() => window.heard.filter(([, n]) => n === "step").map(([, , d]) => [d.currentStep, d.kind])), [[waits.step, "block"]]);

      // Every way to go, and where it led by the time that it was answered.
      const went = await p.evaluate(async (bytes) => {
        const a = document.getElementById("a");
        const now = async (done) => [await done, a.currentStep][1];
        const steps = [
          await now(Promise.all([a.step(), a.step(), a.step(3)])), await now(a.step(-1)), await now(a.seek("50%")), await now(a.seek({ marker: "woken" })),
          await now(a.seek(1e6)), await now(a.step()), await now(a.seek(0)), await now(a.step(-1)), await now(a.step(7)),
        ];
        const refused = await Promise.all([a.seek({ marker: "nowhere" }), a.seek("half"), a.step(0.5), a.run("x", { procs: 99 }), a.load("x")].map((call) => call.then(() => "", (e) => e.message)));
        const { currentStep, paused, scenario, sentence } = await a.getState();
        const trace = await a.getTrace();
        return { steps, refused, state: [currentStep, paused, scenario, sentence], same: (await a.compare(trace)).step, trace: trace.length === bytes };
      }, recordingOf(waitgroup).length);
      const woken = markers.find((m) => m.name === "woken").step;
      assert.deepEqual(went.steps, [waits.step + 5, waits.step + 4, Math.round(duration / 2), woken, duration, duration, 0, 0, 7]);
      assert.match(went.refused.join("\n"), /nowhere.*\n.*half.*\n.*0\.5\n.*99.*\n.*Uint8Array/);
      assert.deepEqual(went.state.slice(0, 3), [7, true, "waitgroup"]);
      assert.match(went.state[3], /^G2 worker becomes runnable/);
      assert.deepEqual([went.same, went.trace], [0, true]);

      // Files that do not come.
      const frameText = async (id) => (await inside(p, id)).$eval("#embed-problems", (list) => list.innerText);
      assert.match((await heard(p, "lost", "error")).message, /nothing\.go could not be loaded\. 404/);
      assert.match((await heard(p, "shut", "error")).message, /gopark\.d\.ts .*may not be read/);
      assert.match(await frameText("lost"), /404[^]*Try again/);
      const found = await p.evaluate(async (recording) => {
        const lost = document.getElementById("lost");
        const refused = await lost.step().catch((error) => error.message);
        await lost.load(Uint8Array.from(recording));
        await lost.step(3);
        return [/404/.test(refused), lost.duration, lost.currentStep];
      }, [...recordingOf(waitgroup)]);
      assert.deepEqual([...found, await frameText("lost")], [true, duration, 3, ""]);

      // The events tell what the trace says.
      const told = await p.evaluate(() => window.heard.filter(([, n]) => n === "step").map(([, , d]) => [d.currentStep, d.kind]));
      for (const [step, kind] of told) assert.equal(kind, step === 0 ? "" : kinds[step - 1], `the kind of step ${step}`);
      await p.evaluate(async () => {
        const a = document.getElementById("a");
        window.heard.length = 0;
        a.setAttribute("speed", "64");
        a.markers = [{ step: 30, label: "the thirtieth", note: "Say this." }, { step: 40, label: "the fortieth" }, { step: 99, label: "beyond" }];
        a.pauseOnMarkers = true;
        await a.play();
      });
      assert.equal((await heard(p, "a", "pause")).currentStep, 30);
      assert.equal((await heard(p, "a", "marker")).note, "Say this.");
      assert.match((await heard(p, "a", "error")).message, /beyond.* 99.* 65/);
      const ticks = await (await inside(p, "a")).$$eval("#marks .tick", (all) => all.map((tick) => tick.title));
      assert.deepEqual(ticks.map((title) => /the thirtieth|the fortieth/.exec(title)?.[0]), ["the thirtieth", "the fortieth"]);
      assert.deepEqual(await p.evaluate(async () => {
        const a = document.getElementById("a");
        a.pauseOnMarkers = false;
        await a.play();
        return [a.paused, a.currentStep >= 30];
      }), [false, true]);
      assert.equal((await heard(p, "a", "ended")).outcome, "return");
      const all = await p.evaluate(() => Object.fromEntries(["marker", "output", "finding"].map((name) => [name, window.heard.filter(([, n]) => n === name).map(([, , d]) => d.label ?? d.text)])));
      assert.deepEqual(all.marker, ["the thirtieth", "the fortieth"]);
      assert.equal(all.output.join(""), events.filter((e) => e.kind === "print").map((e) => e.text).join(""));
      assert.deepEqual(all.finding.length, 1);

      // As frameworks set them: step is an attribute and a method, what is only told cannot be set, and nothing throws. A loop comes back, wherever from.
      const set = await p.evaluate(async (end) => {
        const a = document.getElementById("a");
        const at = (is) => new Promise((there) => a.addEventListener("step", () => is(a.currentStep) && there()));
        let there = at((step) => step === 9);
        a.step = 9;
        await there;
        await a.step(2);
        const told = [a.currentStep, a.getAttribute("step")];
        Object.assign(a, { duration: 7, source: "", paused: false, currentStep: 1, step: null, view: "timeline", controls: false, speed: undefined });
        told.push(a.duration, a.getAttribute("step"), a.getAttribute("view"), a.getAttribute("controls"), a.speed, a.loop);
        Object.assign(a, { loop: true, startAt: "nowhere", speed: 4 });
        await a.seek(end - 1);
        there = at((step) => step < end - 1);
        await a.play();
        await there;
        Object.assign(a, { loop: false, startAt: null, view: null });
        await a.pause();
        return told;
      }, duration);
      assert.deepEqual(set, [11, "9", duration, null, "timeline", "false", "", false]);

      // Another program, a program that is none, and a recording.
      const ran = await p.evaluate(async (text, recording) => {
        const a = document.getElementById("a");
        const good = await a.run(text, { procs: 2, seed: 7 });
        const { source, procs, seed, scenario } = await a.getState();
        const bad = await a.run("package main\n\nfunc main() { x }\n");
        const after = a.source;
        await a.load(Uint8Array.from(recording));
        return { good, now: [source === text, procs, seed, scenario], bad, kept: after === text, loaded: [a.duration, a.currentStep] };
      }, printer, [...recordingOf(waitgroup)]);
      // The markers were another run's.
      const { markers: marked } = await p.evaluate(() => window.heard.find(([id, name, detail]) => id === "a" && name === "ready" && detail.procs === 2)[2]);
      assert.deepEqual(marked, []);
      assert.deepEqual(ran, { good: true, now: [true, 2, "7", "waitgroup"], bad: false, kept: true, loaded: [duration, 0] });
      const { kind, diagnostics } = await heard(p, "a", "error");
      assert.deepEqual([kind, diagnostics.length], ["compile", 1]);
      assert.match(diagnostics[0], /^main\.go:3:15: undefined: x/);

      // Taken off the page and put in again it shows what it showed.
      await p.evaluate(async (text) => {
        const a = document.getElementById("a");
        await a.run(text, { procs: 2, seed: 7 });
        await a.seek(5);
        a.remove();
        // As if it had been set before there was a script.
        Object.defineProperty(a, "speed", { value: 2, configurable: true, writable: true });
        window.heard.length = 0;
        document.body.append(a);
      }, printer);
      const back = await heard(p, "a", "step");
      assert.deepEqual([back.currentStep, back.source, back.procs, back.seed], [5, printer, 2, "7"]);
      assert.deepEqual(await p.$eval("#a", (a) => [a.speed, a.getAttribute("speed")]), ["2", "2"]);
      // What other windows say is not the player's.
      await p.evaluate(async () => {
        window.heard.length = 0;
        postMessage({ gopark: "embed", v: 1, type: "event", name: "step", detail: {}, state: { currentStep: 99 } }, "*");
        await new Promise((heard) => setTimeout(heard));
      });
      assert.deepEqual(await p.evaluate(() => [document.getElementById("a").currentStep, window.heard.length]), [5, 0]);
      // Nothing of all this is kept.
      const frame = await inside(p, "a");
      assert.deepEqual(await frame.evaluate(() => Object.keys(localStorage)), []);
      assert.equal(await p.evaluate(() => document.activeElement.tagName), "BODY");
    }, { viewport: { width: 1000, height: 1800 } });
  });

  test("players on a dark page in Russian, from right to left: late, with a poster, with the author's code, and with mistakes", async () => {
    const html = page(site.url, `<body bgcolor="#101418" text="#ffffff">
      <gopark-player id="none" scenario="no-such"></gopark-player>
      <gopark-player id="late" scenario="hello" preload="none" title="Hello" speed="fast" colour="red"></gopark-player>
      <gopark-player id="code" editable preload="none"><pre><code>${escaped}</code></pre></gopark-player>
      ${"<p>&nbsp;".repeat(150)}<gopark-player id="far" scenario="waitgroup"></gopark-player>`, `lang="ru-RU" dir="rtl"`);
    const warnings = [];
    await on("late", html, async (p) => {
      p.on("console", (message) => warnings.push(message.text()));
      assert.match((await heard(p, "none", "error")).message, /no-such/);
      const none = await inside(p, "none");
      assert.deepEqual(await none.evaluate(() => [document.documentElement.lang, document.querySelector("#embed-problems").innerText.includes("no-such"), document.querySelector("#player").checkVisibility()]), ["ru", true, false]);

      // Nothing is loaded that nobody has asked for or is about to see.
      await p.waitForFunction(() => ["late", "far"].every((id) => document.getElementById(id).shadowRoot.querySelector("img")?.naturalWidth > 0), patience);
      assert.deepEqual(await p.evaluate(() => ["late", "code", "far"].map((id) => document.getElementById(id).shadowRoot.querySelector("iframe"))), [null, null, null]);
      assert.match(await p.evaluate(() => document.getElementById("late").shadowRoot.querySelector("img").src), /posters\/hello-start-\w+-dark\.svg$/);
      const code = await p.evaluate(() => {
        const pre = document.querySelector("#code pre");
        return [pre.checkVisibility(), getComputedStyle(pre).direction, document.getElementById("code").source];
      });
      assert.deepEqual(code, [true, "ltr", printer]);

      // Somebody asks for it.
      await p.evaluate(() => document.getElementById("late").shadowRoot.querySelector("button").click());
      const { duration } = await heard(p, "late", "ready");
      const late = await inside(p, "late");
      assert.deepEqual(await late.evaluate(() => [location.pathname.split("/").pop(), document.documentElement.lang, document.documentElement.dataset.theme]), ["embed.ru.html", "ru", "dark"]);
      const errors = await p.evaluate(() => window.heard.filter(([id, name]) => id === "late" && name === "error").map(([, , d]) => [d.kind, d.message]));
      assert.deepEqual(errors.map(([kind]) => kind), ["parameter", "parameter"]);
      assert.match(errors.join("\n"), /speed.*fast.*0.125.*\n.*colour/s);
      for (const [, message] of errors) {
        assert.ok(await late.evaluate((m) => document.querySelector("#embed-problems").innerText.includes(m), message), message);
        // Firefox does not tell what is said in frames of other sites.
        if (site.name === "Chromium") assert.ok(warnings.some((w) => w.includes(message)), message);
      }

      // In a narrow column nothing sticks out; the host switches to its light theme.
      await p.setViewport({ width: 320, height: 800 });
      await p.evaluate(() => document.body.setAttribute("bgcolor", "#ffffff"));
      await late.waitForFunction(() => document.documentElement.dataset.theme === "light" && innerWidth <= 320 && document.documentElement.scrollWidth <= innerWidth, patience);
      assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth));

      // The keys of the player are its own as long as they mean something there.
      await p.evaluate(() => {
        window.keys = [];
        addEventListener("keydown", ({ key, keyCode, target }) => window.keys.push([key, keyCode, target.id]));
      });
      await late.waitForSelector("#player[data-loaded]", patience);
      await p.$eval("#late", (e) => e.scrollIntoView());
      await late.focus("#play");
      for (const key of ["ArrowLeft", "n", "ArrowRight"]) await p.keyboard.press(key);
      await p.waitForFunction(() => document.getElementById("late").currentStep === 1, patience);
      await p.keyboard.press("End");
      await p.waitForFunction((n) => document.getElementById("late").currentStep === n, patience, duration);
      await p.keyboard.press("ArrowRight");
      await p.waitForFunction(() => window.keys.length === 3, patience);
      assert.deepEqual(await p.evaluate(() => window.keys), [["ArrowLeft", 37, "late"], ["n", 78, "late"], ["ArrowRight", 39, "late"]]);
    });
  });

  test("a player whose site does not answer leaves the code, and refuses what is asked of it", async () => {
    const html = page(site.url, `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'"><gopark-player id="a"><pre><code>${escaped}</code></pre></gopark-player>`);
    await on("silent", html, async (p) => {
      const asked = () => p.$eval("#a", (a) => Promise.race([a.play().catch((error) => error.message), new Promise((hangs) => setTimeout(hangs, 20_000, "hangs"))]));
      assert.match(await asked(), /does not answer.*frame-src/);
      assert.match(await asked(), /does not answer/);
      assert.ok(await p.$eval("#a pre", (pre) => pre.checkVisibility()));
      // In Firefox what a policy forbids is an error of the page.
    }, { errors: true });
  });

  test("a player whose file takes its time is waited for", inChromium, async () => {
    pages["slow.go"] = printer;
    const html = page(site.url, `<gopark-player id="a" src="slow.go" preload="auto" code="hide"></gopark-player>`);
    const hold = () => {
      if (window !== top) return;
      const [load, wait] = [fetch, setTimeout];
      window.fetch = async (...args) => {
        await new Promise((arrive) => (window.arrive = arrive));
        return load(...args);
      };
      // The patience with frames that say nothing has an end as soon as this one has greeted.
      window.setTimeout = (act, ms) => {
        const end = () => (document.querySelector("#a").shadowRoot.querySelector(".silent") ? wait(end, 20) : (act(), (window.over = true)));
        return ms === 4000 ? wait(end) : wait(act, ms);
      };
    };
    pages["slow"] = html;
    await site.on(hosts.url + "slow", async (p) => {
      await p.waitForFunction(() => window.over && window.arrive, patience);
      await p.evaluate(() => {
        window.ready = new Promise((is) => document.getElementById("a").addEventListener("ready", ({ detail }) => is(detail.source)));
        window.arrive();
      });
      assert.equal(await p.evaluate(() => Promise.race([window.ready, new Promise((hangs) => setTimeout(hangs, 30_000, "hangs"))])), printer);
    }, { before: hold });
  });

  // Browsers draw nothing there, and let it wait for the next frame without end.
  test("a player out of sight does what it is told", async () => {
    await on("below", page(site.url, `${"<p>&nbsp;".repeat(150)}<gopark-player id="a" scenario="hello"></gopark-player>`), async (p) => {
      const stepped = p.$eval("#a", (a) => a.step(3).then(() => a.step(-1)).then(() => a.currentStep));
      assert.equal(await Promise.race([stepped, sleep(patience.timeout, "nothing", { ref: false })]), 2);
      assert.equal(await p.evaluate(() => scrollY), 0);
    });
  });

  test("a plain frame: the messages of its host, of strangers, of a deck of slides; its place in the run and the reader's storage", async () => {
    const html = page(site.url, `<iframe id="f" width="900" height="500" src="${site.url}embed.html?scenario=hello&amp;step=3&amp;autoplay&amp;speed=0.2"></iframe><iframe id="stranger"></iframe>`);
    await on("frame", html, async (p) => {
      await p.evaluate(() => {
        window.told = [];
        const { contentWindow } = document.getElementById("f");
        addEventListener("message", ({ source, data }) => source === contentWindow && window.told.push(data));
        window.f = document.getElementById("f");
        window.send = (message) => window.f.contentWindow.postMessage({ gopark: "embed", v: 1, ...message }, "*");
      });
      const replied = async (id) => (await p.waitForFunction((i) => window.told.find((m) => m.type === "reply" && m.id === i), patience, id)).jsonValue();
      const state = (paused, least, most) =>
        p.waitForFunction((...is) => window.told.some((m) => m.type === "event" && m.state.paused === is[0] && m.state.currentStep >= is[1] && m.state.currentStep <= is[2]), patience, paused, least, most);
      const stranger = await (await p.$("#stranger")).contentFrame();
      const frame = await (await p.$("#f")).contentFrame();
      const own = JSON.stringify({ texts: ["package main // the reader's own"], stdin: "" });
      await frame.evaluate((value) => localStorage.setItem("gopark:code:hello", value), own);

      // Nothing is told to, and nothing taken from, whoever has not connected.
      await frame.waitForSelector("#player[data-loaded]", patience);
      await p.evaluate(() => {
        window.send({ type: "call", id: 1, method: "getState", args: [] });
        window.send({ type: "connect", v: 2 });
      });
      const asStranger = (message) => stranger.evaluate((m) => parent.f.contentWindow.postMessage({ gopark: "embed", v: 1, ...m }, "*"), message);
      await asStranger({ type: "connect" });
      await p.evaluate(() => window.send({ type: "connect" }));
      await asStranger({ type: "call", id: 2, method: "getState", args: [] });
      await p.evaluate(() => {
        window.send({ type: "call", id: 3, method: "getState", args: [] });
        window.send({ type: "call", id: 4, method: "nothing", args: [] });
      });
      const { value } = await replied(3);
      assert.equal(value.scenario, "hello");
      assert.match((await replied(4)).error, /no method nothing/);
      assert.deepEqual(await p.evaluate(() => window.told.filter((m) => m.id === 1 || m.id === 2)), []);

      // A deck of slides leaves the slide, unloads the frame, and comes back.
      await state(false, 4, 1000);
      await p.evaluate(() => window.f.contentWindow.postMessage("slide:stop", "*"));
      await state(true, 4, 1000);
      const { currentStep } = await p.evaluate(() => window.told.findLast((m) => m.type === "event").state);
      await p.evaluate(() => {
        window.told.length = 0;
        window.src = window.f.src;
        return new Promise((gone) => {
          window.f.addEventListener("load", gone, { once: true });
          window.f.src = "about:blank";
        });
      });
      await p.evaluate(() => (window.f.src = window.src));
      await p.waitForFunction(() => window.told.some((m) => m.type === "hello"), patience);
      await p.evaluate(() => {
        window.f.contentWindow.postMessage("slide:stop", "*");
        window.send({ type: "connect" });
      });
      await state(true, currentStep, currentStep);
      await p.evaluate(() => window.f.contentWindow.postMessage("slide:start", "*"));
      await state(false, currentStep, 1000);

      // A hostile host, and a hostile program.
      const reach = await p.evaluate(() => {
        const attempt = (what) => {
          try {
            return String(what());
          } catch (error) {
            return error.name;
          }
        };
        return [() => window.f.contentDocument, () => window.f.contentWindow.localStorage, () => window.f.contentWindow.document].map(attempt);
      });
      assert.deepEqual(reach, ["null", "SecurityError", "SecurityError"]);
      await p.evaluate(() => {
        const program = 'package main\n\nimport (\n\t"os/exec"\n\t"syscall/js"\n)\n\nfunc main() { js.Global().Get("parent"); exec.Command("x") }\n';
        window.send({ type: "call", id: 5, method: "run", args: [program] });
        const prints = ["<img src=x onerror=alert(1)><script>alert(1)</script>", "\\x1b[2J\\x1b[31m\\a\\u202e"].map((text) => `\tprintln("${text}")\n`).join("");
        window.send({ type: "call", id: 6, method: "run", args: [`package main\n\nimport "strings"\n\nfunc main() {\n${prints}\tprintln(strings.Repeat("x", 1<<20))\n}\n`] });
        // Whatever else comes.
        const own = JSON.parse('{"gopark": "embed", "v": 1, "type": "call", "id": 7, "method": "__proto__", "args": {"length": 9}, "__proto__": {"stolen": true}}');
        const { contentWindow } = window.f;
        const garbage = [null, 7, "slide:", [], {}, own, { ...own, method: "constructor" }, { ...own, method: "set", args: [{}, "x".repeat(1e6)] }, { ...own, type: "connect", handed: 7, missing: own }, { ...own, type: {} }, { ...own, method: "seek", args: [own] }];
        for (let i = 0; i < 3000; i++) contentWindow.postMessage(garbage[i % garbage.length], "*");
        window.send({ type: "call", id: 8, method: "set", args: ["seed", "5"] });
        window.send({ type: "call", id: 9, method: "seek", args: ["100%"] });
      });
      assert.match((await replied(8)).error, /seed.* settles the run/);
      assert.equal((await replied(6)).value, true);
      assert.equal((await replied(5)).value, false);
      assert.equal((await replied(9)).error, undefined);
      const again = await (await p.$("#f")).contentFrame();
      await p.evaluate(() => window.send({ type: "call", id: 10, method: "seek", args: ["100%"] }));
      assert.equal((await replied(10)).error, undefined);
      const printed = await again.$eval("#printed", (e) => [e.innerText, [...e.querySelectorAll("*")].every((each) => ["DIV", "SPAN"].includes(each.tagName)), "stolen" in {}]);
      assert.match(printed[0], /<img src=x onerror=alert\(1\)><script>alert\(1\)<\/script>[^]*x{5000}… \(1,048,576 characters\)/);
      assert.deepEqual(printed.slice(1), [true, false]);
      assert.ok(printed[0].length < 7000);
      assert.deepEqual(await again.evaluate(() => ({ ...localStorage })), { "gopark:code:hello": own });
      await again.evaluate(() => localStorage.clear());
    });
  });
});
