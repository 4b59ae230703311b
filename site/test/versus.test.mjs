// The page that compares goroutines with threads, in both browsers: its drawing
// is to scale, and its live runs run, stop, and die without taking the page
// along.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { dist } from "./support/truth.mjs";

const units = ["B", "KB", "MB", "GB", "TB"];
const bytesOf = (text) => {
  const [, number, unit] = /([\d.,]+)\s(\w+)/.exec(text);
  return Number(number.replaceAll(",", "")) * 1024 ** units.indexOf(unit);
};

/** Makes the worker of a run die once it is under way, as when memory runs out. */
function mortalWorkers() {
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (data.type !== "counting" || data.started < 1000) return;
        this.terminate();
        this.dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true }));
      });
    }
  };
}

let host;
before(async () => {
  host = await serve(dist());
});
after(() => host.close());

for (const { name, start } of browsers) {
  describe(name, () => {
    let browser;
    let stop;
    before(async () => ({ browser, stop } = await start()));
    after(() => stop?.());

    /** Runs a test on a page of its own, which must not have reported an error. */
    async function on(fragment, body, preload) {
      const page = await ScenarioPage.open(browser, `${host.url}goroutine-vs-thread.html${fragment}`, preload);
      page.page.on("console", (message) => {
        // This host has no service worker to give.
        const noWorker = message.location().url?.endsWith("/sw.js");
        if (message.type() === "error" && !noWorker) page.errors.push(message.text());
      });
      try {
        await body(page);
        assert.deepEqual(page.errors, []);
      } finally {
        await page.close();
      }
    }

    const still = (page) => page.until("the drawing stands still", () => document.querySelector("#drawing").dataset.still === "true");
    /** The areas that are drawn, in square pixels, outside of the lens. */
    const areas = (page) =>
      page.page.evaluate(() => {
        const area = (polygon) => {
          const points = [...polygon.points];
          const twice = points.reduce((sum, p, i) => {
            const q = points[(i + 1) % points.length];
            return sum + p.x * q.y - q.x * p.y;
          }, 0);
          return Math.abs(twice) / 2;
        };
        const of = (kind) => area(document.querySelector(`#drawing > .pile.${kind} polygon`));
        return { goroutines: of("goroutines"), reserved: of("reserved"), touched: of("touched"), memory: of("memory") };
      });
    const near = (got, want, tolerance, what) => assert.ok(Math.abs(got / want - 1) < tolerance, `${what}: expected ${want}, found ${got}`);

    test("the slider changes the figures, and the areas with them, to scale", () =>
      on("#n=1000", async (page) => {
        await still(page);
        assert.equal(await page.text("#g-title"), "1,000 goroutines");
        await page.page.focus("#amount-slider");
        let reserved = bytesOf(await page.text("#t-reserved"));
        for (const [key, n] of [["ArrowRight", "2,000"], ["ArrowRight", "5,000"], ["End", "1,000,000"]]) {
          await page.press(key);
          await still(page);
          assert.equal(await page.text("#t-title"), `${n} threads`);
          assert.equal(await page.page.$eval("#amount", (field) => field.value), n);
          const now = bytesOf(await page.text("#t-reserved"));
          assert.ok(now > reserved, `${n}: ${now} bytes after ${reserved}`);
          reserved = now;

          const count = Number(n.replaceAll(",", ""));
          const { goroutines, reserved: area, touched, memory } = await areas(page);
          near(area / memory, (count * 8 * 2 ** 20) / (16 * 2 ** 30), 1e-3, `${n}: threads to memory`);
          near(touched / area, 28 / 8192, 1e-3, `${n}: touched to reserved`);
          near(goroutines / area, 2528 / 2 ** 23, 1e-2, `${n}: goroutines to threads`);
          // What is said is what is drawn, rounded to two digits.
          near(bytesOf(await page.text("#g-bytes")) / reserved, goroutines / area, 0.06, `${n}: the figures`);
        }
        assert.match(await page.text("#verdict"), /1,000,000 goroutines fit\. 1,000,000 threads do not: Linux.* 32,765/);

        await page.page.$eval("#amount", (field) => (field.value = ""));
        await page.page.type("#amount", "123 456");
        await page.press("Enter");
        await still(page);
        assert.equal(await page.text("#g-title"), "123,456 goroutines");
        await page.page.select("#memory", "2");
        await page.page.click("[value=windows]");
        await still(page);
        const { reserved: area, memory } = await areas(page);
        near(area / memory, (123456 * 2 ** 20) / (2 * 2 ** 30), 1e-3, "Windows, 2 GB");
      }, () => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 16, configurable: true })));

    test("10,000 goroutines are started and measured", () =>
      on("#n=10000", async (page) => {
        const requests = [];
        page.page.on("request", (request) => requests.push(request.url()));
        await page.page.click("#start");
        await page.until("the result is there", () => document.querySelector("#results .measured") !== null);
        const row = (await page.text("#results .measured")).split(/\s*[\t\n]\s*/);
        assert.equal(row[0], "10,000");
        const each = bytesOf(row[1]);
        assert.ok(each >= 2048 && each < 65536, row.join(" | "));
        assert.match(row.join(" "), /[\d.]+\s[µn]s.* [\d.]+\s[µn]s/);
        assert.match(await page.text("#live-status"), /10,000 goroutines: started, blocked, woken and done in .* Each took 2,\d+ bytes/);
        assert.equal(requests.filter((url) => url.includes("measure.wasm.gz")).length, 1);

        await page.page.click("#usual button");
        await page.page.click("#start");
        await page.until("another result is there", () => document.querySelectorAll("#results .measured").length === 2);
        assert.equal(requests.filter((url) => url.includes("measure.wasm")).length, 1, "the program is loaded once");
      }));

    test("Stop ends a run, and the next one runs", () =>
      on("#n=1000000", async (page) => {
        await page.page.click("#start");
        await page.until("it is under way", () => /[1-9][\d,]* of 1,000,000/.test(document.querySelector("#live-so-far").textContent));
        assert.equal(await page.page.evaluate(() => document.activeElement.id), "stop");
        await page.press("Enter");
        await page.until("it is stopped", () => /^Stopped after /.test(document.querySelector("#live-status").textContent));
        await page.page.click("#usual button");
        await page.page.click("#start");
        await page.until("a result is there", () => document.querySelector("#results .measured") !== null);
      }));

    test("a run that is stopped while its program is loaded does not start later", () =>
      on("#n=1000", async (page) => {
        await page.page.evaluate(() => {
          window.made = 0;
          const [Real, load] = [Worker, fetch];
          window.Worker = class extends Real {
            constructor(...args) {
              super(...args);
              window.made++;
            }
          };
          window.fetch = async (...args) => {
            await new Promise((resolve) => (window.arrive = resolve));
            return load(...args);
          };
        });
        await page.page.click("#start");
        await page.page.click("#stop");
        await page.until("it is stopped", () => /^Stopped after 0 /.test(document.querySelector("#live-status").textContent));
        await page.page.evaluate(() => window.arrive());
        await page.page.click("#start");
        await page.until("a result is there", () => document.querySelector("#results .measured") !== null);
        assert.equal(await page.page.evaluate(() => window.made), 1);
      }));

    test("a run that dies is told of, and the results before it stay", () =>
      on("#n=500", async (page) => {
        await page.page.click("#start");
        await page.until("a result is there", () => document.querySelector("#results .measured") !== null);
        await page.page.evaluate(() => (location.hash = "#n=100000"));
        await page.page.click("#start");
        await page.until("the end is told", () => document.querySelector("#live-status").classList.contains("bad"));
        assert.match(await page.text("#live-status"), /ended at about [\d,]+ goroutines; .* at 2,\d+ bytes each, 100,000 need 2\d\d\sMB/);
        assert.equal((await page.page.$$("#results .measured")).length, 1);
        assert.equal(await page.page.evaluate(() => document.querySelector("#start").hidden), false);

        // When the whole page dies, nobody tells; the next one finds out.
        await page.page.evaluate(() => addEventListener("pagehide", () => sessionStorage.setItem("gopark:counting", "100000")));
        await page.page.reload({ waitUntil: "load" });
        await page.until("it is told", () => /did not survive 100,000 goroutines/.test(document.querySelector("#live-status").textContent));
      }, mortalWorkers));

    test("workers are started, timed and ended", () =>
      on("", async (page) => {
        await page.page.focus("#workers");
        await page.press("Home");
        for (let i = 0; i < 3; i++) await page.press("ArrowRight");
        await page.page.click("#start-workers");
        await page.until("they have answered", () => /answered/.test(document.querySelector("#workers-status").textContent));
        assert.match(await page.text("#workers-status"), /^4 workers answered after [\d.]+\s[mµ]?s, [\d.]+\s[mµ]?s for each/);
        if (name === "Chromium") assert.equal(page.page.workers().length, 0);
      }));

    test("nothing moves when results come, and nothing is cut off at 320 pixels", () =>
      on("#n=1000", async (page) => {
        await page.page.setViewport({ width: 320, height: 640 });
        await still(page);
        const places = () => page.page.$$eval("section, h2, h3", (all) => all.map((e) => Math.round(e.getBoundingClientRect().top + scrollY)));
        assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
        const before = await places();
        await page.page.click("#start");
        await page.until("the result is there", () => document.querySelector("#results .measured") !== null);
        assert.deepEqual(await places(), before);
      }));
  });
}
