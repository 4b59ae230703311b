// What every file of browser tests begins with: the site on a plain host, and
// the browsers it is opened in.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { browsers } from "./browsers.mjs";
import { serve } from "./server.mjs";
import { dist } from "./truth.mjs";

/**
 * Describes tests of the built site in browsers ("Chromium", "Firefox").
 *
 * tests(site) registers them. site.name is the browser's; site.on(path, body, options) opens a page of the site and gives it to body as
 * a puppeteer page: nothing may have been thrown in it, and its storage is empty afterwards. Options: viewport; before, a function that
 * runs in every frame before anything else; errors: true lets body look at page.errors itself.
 * site.url, site.browser and site.downloads, the folder that downloads
 * go to, are there once tests run.
 */
export function suite(names, tests) {
  for (const { name, start } of browsers.filter((b) => names.includes(b.name))) {
    describe(name, () => {
      const site = {
        name,
        async on(path, body, { viewport, before: first, errors = false } = {}) {
          const page = await site.browser.newPage();
          page.errors = [];
          page.on("pageerror", (error) => page.errors.push(error.message));
          if (viewport) await page.setViewport(viewport);
          if (first) await page.evaluateOnNewDocument(first);
          try {
            await page.goto(new URL(path, site.url).href, { waitUntil: "load" });
            await body(page);
            if (!errors) assert.deepEqual(page.errors, []);
          } finally {
            await page.evaluate(() => localStorage.clear()).catch(() => {});
            await page.close();
          }
        },
      };
      let host;
      let stop;
      before(async () => {
        host = await serve(dist());
        site.url = host.url;
        ({ browser: site.browser, downloads: site.downloads, stop } = await start());
      });
      after(async () => {
        await stop?.();
        host?.close();
      });
      tests(site);
    });
  }
}
