// What the picture says, in every language: formatted as a library formats it,
// and in the page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { suite } from "./support/suite.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const languages = ["en", "es", "ru", "zh"];

test("every message of the narration says what a library makes of it", () => {
  const numbers = [0, 1, 2, 5, 11, 21, 101];
  const said = JSON.parse(execFileSync("go", ["run", "site/test/support/formatted.go", ...numbers.map(String)], { cwd: root, maxBuffer: 1 << 26 }));
  assert.deepEqual(Object.keys(said).sort(), languages);
  for (const language of languages) {
    const messages = JSON.parse(readFileSync(join(root, "viz", "model", "locale", `${language}.json`), "utf8"));
    for (const [key, message] of Object.entries(messages)) {
      if (key.startsWith("@")) continue;
      const numeric = [...message.matchAll(/\{\s*(\w+)\s*,/g)].map((m) => m[1]);
      const format = new IntlMessageFormat(message, language);
      const names = [...message.matchAll(/\{\s*(\w+)\s*\}/g)].map((m) => m[1]);
      for (const [i, n] of numbers.entries()) {
        const values = { b: (parts) => `<b>${parts.join("")}</b>` };
        for (const name of names) values[name] = `[${name}]`;
        for (const name of numeric) values[name] = n;
        assert.equal(said[language][key]?.[i], format.format(values), `${language} ${key} with ${n}`);
      }
    }
  }
});

suite(["Chromium"], (site) => {
  const until = (page, selector, pattern) =>
    page.waitForFunction((s, source) => new RegExp(source, "u").test(document.querySelector(s).textContent), { timeout: 20_000 }, selector, pattern.source);

  test("the picture speaks the language of the page: sentences, the table, what is found", () =>
    site.on("waitgroup.zh.html#step=12", async (page) => {
      await until(page, "#sentence", /\p{Script=Han}.*。$/u);
      assert.match(await page.$eval("#counter", (e) => e.textContent), /12/);
      await page.$eval("#table", (details) => (details.open = true));
      await until(page, "#rows", /第 \d+ 行/);
      await page.$eval("#find-button", (button) => button.click());
      await page.type("#find-query", "可运行");
      await until(page, "#find-list", /G\d.*(队首|在排队)/);
    }));

  test("with a broken table the picture goes on in English, and the page says what is wrong", () =>
    site.on("index.html", async (page) => {
      await page.setRequestInterception(true);
      page.on("request", (request) => (/narration\.ru/.test(request.url()) ? request.respond({ contentType: "application/json", body: '{"start": "{"}' }) : request.continue()));
      await page.goto(new URL("waitgroup.ru.html#step=12", site.url).href);
      await page.waitForSelector("#player[data-loaded]", { timeout: 20_000 });
      await until(page, "#sentence", /^[ -~]+\.$/);
      await until(page, "#status", /"ru": start: at byte/);
    }));
});
