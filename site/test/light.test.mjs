// What a page fetches before any player, and in which order. That it takes no
// more than 100 KB is a promise; how long it takes is measured by
// bench-light.mjs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";
import { Traffic } from "./support/traffic.mjs";
import { dist } from "./support/truth.mjs";

const budget = 100_000;

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

    async function on(path, body) {
      const page = await browser.newPage();
      const traffic = await Traffic.of(page);
      try {
        await page.goto(host.url + path, { waitUntil: "networkidle0" });
        await body(traffic);
      } finally {
        await page.close();
      }
    }

    const listed = (requests) => requests.map(({ name, bytes }) => `${name} ${bytes}`).join("\n");

    for (const path of ["waitgroup.html", "index.html", "embed.html?scenario=waitgroup"]) {
      test(`${path}: at most ${budget / 1000} KB before the player, and the editor after it`, () =>
        on(path, (traffic) => {
          assert.ok(traffic.own.every((request) => request.finished), listed(traffic.own));
          assert.ok(Traffic.bytes(traffic.own) <= budget, listed(traffic.own));
          if (path === "waitgroup.html") assert.ok(traffic.own.some((request) => request.url.includes("/posters/")), listed(traffic.own));
          const names = traffic.requests.map((request) => request.name);
          const editor = names.findIndex((file) => file.startsWith("editor-"));
          if (path !== "index.html") assert.ok(editor > names.indexOf("player.wasm.gz"), names.join("\n"));
        }));
    }
  });
}
