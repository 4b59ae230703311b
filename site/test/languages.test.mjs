// A lesson page in each language: its frame is in that language, and changing
// it keeps the place.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { suite } from "./support/suite.mjs";

const table = (language) => {
  const file = join(dirname(fileURLToPath(import.meta.url)), "..", "strings", `${language}.json`);
  return Object.entries(JSON.parse(readFileSync(file, "utf8"))).filter(([key]) => !key.startsWith("@"));
};
const own = { en: "English", zh: "中文", es: "Español", ru: "Русский" };

/** What a page tells in its own language: texts and the names of things, and in which element. */
function textsOfFrame() {
  const found = [];
  const foreign = (element) => element.closest("[lang]") !== document.documentElement;
  for (const element of document.body.querySelectorAll("*")) {
    if (foreign(element) || element.closest("script, style, pre, .cm-editor, noscript, #sentence, #announce, #rows")) continue;
    const texts = ["aria-label", "title", "placeholder", "aria-valuetext"].map((name) => element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    for (const text of texts) if (text?.trim()) found.push(text.trim());
  }
  return found;
}

suite(["Chromium"], (site) => {
  test("the frame of a lesson is in the page's language", async () => {
    const english = new Map(table("en").map(([key, text]) => [text.trim(), key]));
    for (const language of Object.keys(own)) {
      await site.on(language === "en" ? "waitgroup.html" : `waitgroup.${language}.html`, async (page) => {
        await page.waitForFunction(() => document.querySelector("#help-keys").childElementCount > 0);
        const texts = new Set(await page.evaluate(textsOfFrame));
        const translated = new Map(table(language));
        if (language !== "en") {
          const left = [...texts].filter((text) => english.has(text) && translated.get(english.get(text)).trim() !== text);
          assert.deepEqual(left.map((text) => `${english.get(text)}: ${text}`), [], `English texts in the page in ${language}`);
        }
        for (const key of ["theme.auto", "controls.play", "code.run", "keys.tenth", "frame.licences"]) {
          assert.ok(texts.has(translated.get(key)), `${language}: expected the text of ${key} in the page`);
        }
      });
    }
  });

  test("the language is changed by a link, which keeps the step; the choice is remembered", () =>
    site.on("waitgroup.html#step=12", async (page) => {
      const at = async (path) => {
        await page.waitForFunction((path) => location.pathname.endsWith(path) && document.readyState === "complete", {}, path);
        return page.evaluate(() => [location.hash, document.documentElement.lang]);
      };
      const choose = (name) =>
        page.evaluate((name) => [...document.querySelectorAll(".foot .languages a")].find((a) => a.textContent === name).click(), name);
      assert.deepEqual(await at("/waitgroup.html"), ["#step=12", "en"]);
      assert.equal(await page.$eval(".languages [aria-current]", (a) => a.textContent), own.en);
      await choose(own.zh);
      assert.deepEqual(await at("/waitgroup.zh.html"), ["#step=12", "zh"]);
      await page.goto(new URL("waitgroup.html#step=3", site.url).href);
      assert.deepEqual(await at("/waitgroup.zh.html"), ["#step=3", "zh"]);
      await choose(own.en);
      assert.deepEqual(await at("/waitgroup.html"), ["#step=3", "en"]);
      await page.goto(new URL("index.html", site.url).href);
      assert.deepEqual(await at("/index.html"), ["", "en"]);
    }));
});
