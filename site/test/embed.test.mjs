// Players on pages of other sites: the element <gopark-player> and plain frames,
// under the strictest policy that lets them in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveHosts, strictPolicy } from "./support/hosts.mjs";
import { suite } from "./support/suite.mjs";
import { prepareCommand, programOf, recordingOf, traceOf } from "./support/truth.mjs";

const patience = { timeout: 60_000, polling: 30 };

const printer = `package main

import "fmt"

func main() {
	fmt.Println("hello from the host")
}
`;
const escaped = printer.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Notes the events of all players of a page as [id of the element, name, detail]. */
function listen() {
  if (window !== top) return;
  window.heard = [];
  for (const name of ["ready", "play", "pause", "step", "marker", "finding", "output", "error", "ended"]) {
    addEventListener(name, (event) => event instanceof CustomEvent && window.heard.push([event.target.id, name, event.detail]), true);
  }
}

/** Waits until a player has told so many events of a name; returns the last. */
async function heard(page, id, name, count = 1) {
  const handle = await page.waitForFunction(
    (i, n, c) => {
      const all = window.heard.filter(([from, what]) => from === i && what === n);
      return all.length >= c ? all.at(-1)[2] : null;
    },
    patience, id, name, count,
  ).catch(async (error) => {
    const all = await page.evaluate(() => window.heard.map(([i, n, d]) => `${i} ${n} ${d.message ?? d.currentStep}`).join("\n"));
    throw new Error(`expected ${count} events ${name} of ${id}, heard:\n${all}`, { cause: error });
  });
  return handle.jsonValue();
}

/** The document in the frame of an element. */
async function inside(page, id) {
  const frame = await page.evaluateHandle((i) => document.getElementById(i).shadowRoot.querySelector("iframe"), id);
  return frame.asElement().contentFrame();
}

function page(site, body, attributes = `lang="en"`) {
  return `<!doctype html><html ${attributes}><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>A host</title><script defer src="${site}gopark.js"></script>${body}</html>`;
}

suite(["Chromium", "Firefox"], (site) => {
  const pages = {};
  let hosts;
  let endCommand;
  before(async () => {
    endCommand = prepareCommand();
    hosts = await serveHosts(pages, strictPolicy(site.url));
  });
  after(() => {
    hosts.close();
    endCommand();
  });
  const on = (name, html, body, options = {}) => {
    pages[name] = html;
    return site.on(hosts.url + name, body, { before: listen, ...options });
  };

  test("an element on a page of another site: its steps, its events and its methods", async () => {
    const waitgroup = programOf("waitgroup");
    const { events } = traceOf(waitgroup);
    const kinds = events.map((e) => e.kind);
    const html = page(site.url, `<gopark-player id="a" scenario="waitgroup" start-at="waits" title="Workers"></gopark-player>`);
    await on("element", html, async (p) => {
      const { markers, duration, goroutines, source } = await heard(p, "a", "ready");
      assert.deepEqual([duration, goroutines, source], [events.length, 6, waitgroup.files[0].text]);
      assert.deepEqual(markers, waitgroup.marks.map(({ name, step, label }) => ({ name, step, label })));
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

      // The events tell what the trace says.
      const told = await p.evaluate(() => window.heard.filter(([, n]) => n === "step").map(([, , d]) => [d.currentStep, d.kind]));
      for (const [step, kind] of told) assert.equal(kind, step === 0 ? "" : kinds[step - 1], `the kind of step ${step}`);
      await p.evaluate(async () => {
        const a = document.getElementById("a");
        window.heard.length = 0;
        a.setAttribute("speed", "64");
        a.setAttribute("markers", "30=the thirtieth, 40=the fortieth");
        a.setAttribute("pause-on-markers", "");
        await a.play();
      });
      assert.equal((await heard(p, "a", "pause")).currentStep, 30);
      assert.deepEqual(await p.evaluate(async () => {
        const a = document.getElementById("a");
        a.removeAttribute("pause-on-markers");
        await a.play();
        return [a.paused, a.currentStep >= 30];
      }), [false, true]);
      assert.equal((await heard(p, "a", "ended")).outcome, "return");
      const all = await p.evaluate(() => Object.fromEntries(["marker", "output", "finding"].map((name) => [name, window.heard.filter(([, n]) => n === name).map(([, , d]) => d.label ?? d.text)])));
      assert.deepEqual(all.marker, ["the thirtieth", "the fortieth"]);
      assert.equal(all.output.join(""), events.filter((e) => e.kind === "print").map((e) => e.text).join(""));
      assert.deepEqual(all.finding.length, 1);

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
        window.heard.length = 0;
        document.body.append(a);
      }, printer);
      const back = await heard(p, "a", "step");
      assert.deepEqual([back.currentStep, back.source, back.procs, back.seed], [5, printer, 2, "7"]);
      // Nothing of all this is kept.
      const frame = await inside(p, "a");
      assert.deepEqual(await frame.evaluate(() => Object.keys(localStorage)), []);
      assert.equal(await p.evaluate(() => document.activeElement.tagName), "BODY");
    });
  });
});
