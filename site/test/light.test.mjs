// What a page fetches before any player, and in which order. That it takes no
// more than 100 KB is a promise; how long it takes is measured by
// bench-light.mjs.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";
import { Traffic } from "./support/traffic.mjs";
import { dist } from "./support/truth.mjs";

const budget = 100_000;

/** What a page names that it fetches at once, with what its scripts import, and the largest of its posters: names, of files of the site. */
function fetchedAtOnce(file) {
  const html = readFileSync(join(dist(), file), "utf8").replaceAll("&amp;", "&");
  const named = (pattern, text = html) => [...text.matchAll(pattern)].map(([, url]) => url.replace(/\?.*/, ""));
  const size = (name) => statSync(join(dist(), name + ".gz"), { throwIfNoEntry: false })?.size ?? statSync(join(dist(), name)).size;
  const files = new Set([file, ...named(/<(?:script|link rel="(?:stylesheet|icon)")[^>]* (?:src|href)="([^"]+)"/g)]);
  for (const name of files) {
    // A set that grows is walked through to its end.
    if (name.endsWith(".js")) for (const chunk of named(/(?:from|import)"\.\/([^"]+)"/g, readFileSync(join(dist(), name), "utf8"))) files.add(`assets/${chunk}`);
  }
  const posters = named(/(?:src|srcset)="(posters\/[^"]+)"/g).sort((a, b) => size(b) - size(a));
  return [...files, ...posters.slice(0, 1)].map((name) => ({ name, bytes: size(name) }));
}

test("every page in every language, by what stands in it", () => {
  for (const file of readdirSync(dist()).filter((name) => name.endsWith(".html"))) {
    const fetched = fetchedAtOnce(file);
    assert.ok(fetched.some(({ name }) => name === "assets/page.css"), file);
    assert.ok(fetched.reduce((sum, { bytes }) => sum + bytes, 0) <= budget, `${file}\n${fetched.map(({ name, bytes }) => `${name} ${bytes}`).join("\n")}`);
  }
});

for (const { name, start } of browsers.filter((b) => b.name === "Chromium")) {
  describe(name, () => {
    let host;
    let browser;
    let stop;
    before(async () => {
      host = await serve(dist(), { compressed: true });
      ({ browser, stop } = await start());
    });
    after(async () => {
      await stop?.();
      host.close();
    });

    /** Opens a page; wanted, a part of a request's address, is waited for. */
    async function on(path, { wanted, before: first = () => {} }, body) {
      const page = await browser.newPage();
      const traffic = await Traffic.of(page);
      try {
        await first(page);
        await page.goto(host.url + path, { waitUntil: "load" });
        if (wanted) await traffic.asked(wanted);
        await body(traffic, page);
        await traffic.settled();
        assert.ok(Traffic.bytes(traffic.own) <= budget, listed(traffic.own));
      } finally {
        await page.close();
      }
    }

    const listed = (requests) => requests.map(({ name, bytes }) => `${name} ${bytes}`).join("\n");
    const editorOf = (traffic) => traffic.requests.findIndex((request) => request.name.startsWith("editor-"));
    const programOf = (traffic) => traffic.requests.findIndex((request) => request.name === "player.wasm.gz");

    test("a lesson: its text and its poster, then the picture, then the editor", () =>
      on("waitgroup.html", { wanted: "/editor-" }, (traffic) => {
        assert.ok(traffic.own.some((request) => request.url.includes("/posters/")), listed(traffic.own));
        assert.ok(programOf(traffic) >= 0 && editorOf(traffic) > programOf(traffic), listed(traffic.requests));
      }));

    test("an embedded player whose picture is still on its way: the editor is there for who wants it", () => {
      const program = "player.wasm.gz";
      // Its requests are paused and never continued.
      const hold = async (page) => {
        const devtools = await page.createCDPSession();
        await devtools.send("Fetch.enable", { patterns: [{ urlPattern: `*${program}*` }] });
      };
      return on("embed.html?scenario=waitgroup", { wanted: program, before: hold }, async (traffic, page) => {
        assert.ok(programOf(traffic) >= 0 && editorOf(traffic) < 0, listed(traffic.requests));
        await page.waitForSelector(".static-code");
        await page.focus(".static-code");
        await page.waitForSelector(".cm-content");
      });
    });

    test("a lesson whose scripts do not come: its text, its code and its poster are there", async () => {
      const page = await browser.newPage();
      const devtools = await page.createCDPSession();
      await devtools.send("Fetch.enable", { patterns: [{ urlPattern: "*.js*" }] });
      page.goto(host.url + "waitgroup.html").catch(() => {}); // it is never loaded
      await page.waitForFunction(() => {
        const seen = [...document.querySelectorAll("img.poster, #lesson p, .static-code, #sentence")].filter((e) => e.checkVisibility() && (e.localName !== "img" || e.naturalWidth > 0));
        const painted = performance.getEntriesByName("first-contentful-paint").length > 0;
        return painted && new Set(seen.map((e) => e.localName)).size === 3 && seen.some((e) => e.id === "sentence");
      });
      await page.close();
    });

    test("the home page", () => on("index.html", {}, () => {}));
  });
}
