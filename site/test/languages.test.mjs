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
  test("a link changes the language and keeps the step; the frame is in the language, and the choice is remembered", () =>
    site.on("waitgroup.html#step=12", async (page) => {
      const english = new Map(table("en").map(([key, text]) => [text.trim(), key]));
      const arrive = (path, hash) =>
        page.waitForFunction((path, hash) => location.pathname.endsWith(path) && location.hash === hash && document.readyState === "complete", {}, path, hash);
      const choose = (language) => page.$eval(`.foot .languages [lang="${language}"]`, (link) => link.click());

      for (const language of Object.keys(own)) {
        if (language !== "en") await choose(language);
        await arrive(language === "en" ? "/waitgroup.html" : `/waitgroup.${language}.html`, "#step=12");
        await page.waitForFunction(() => document.querySelector("#help-keys").childElementCount > 0);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
        assert.equal(await page.$eval(".foot .languages [aria-current]", (link) => link.textContent), own[language]);

        const texts = new Set(await page.evaluate(textsOfFrame));
        const translated = new Map(table(language));
        const left = language === "en" ? [] : [...texts].filter((text) => english.has(text) && translated.get(english.get(text))?.trim() !== text);
        assert.deepEqual(left.map((text) => `${english.get(text)}: ${text}`), [], `English texts in the page in ${language}`);
        for (const key of ["theme.auto", "controls.play", "code.run", "keys.tenth", "frame.licences", "player.noWebAssembly"]) {
          assert.ok(texts.has(translated.get(key)), `${language}: expected the text of ${key} in the page`);
        }
      }

      await page.goto(new URL("index.html", site.url).href);
      await arrive("/index.ru.html", "");
      await choose("en");
      await arrive("/index.html", "");
      // The player's program, which has no part in this, takes most of the time.
    }, { before: () => delete globalThis.WebAssembly }));
});
