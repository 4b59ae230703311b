// Every message of every table, as the pages' scripts format it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat } from "intl-messageformat";

const site = join(dirname(fileURLToPath(import.meta.url)), "..");
const tables = {};
for (const file of readdirSync(join(site, "strings"))) {
  const texts = Object.entries(JSON.parse(readFileSync(join(site, "strings", file), "utf8")));
  tables[file.replace(".json", "")] = new Map(texts.filter(([key]) => !key.startsWith("@")));
}
const languages = Object.keys(tables);

/** The placeholders of a message: "number" where one is chosen by or written as a number. */
function placeholders(parts, found = {}) {
  for (const part of parts) {
    if (part.type === 1) found[part.value] ??= "text";
    if (part.type === 2 || part.type === 6) found[part.value] = "number";
    for (const option of Object.values(part.options ?? {})) placeholders(option.value, found);
  }
  return found;
}

/** The plurals in a message. */
const pluralsIn = (parts) =>
  parts.flatMap((part) => (part.type === 6 ? [part] : []).concat(Object.values(part.options ?? {}).flatMap((option) => pluralsIn(option.value))));

test("the placeholders of a message are the same in every language", () => {
  for (const language of languages) {
    for (const [key, text] of tables[language]) {
      const want = Object.keys(placeholders(parse(tables.en.get(key)))).sort();
      assert.deepEqual(Object.keys(placeholders(parse(text))).sort(), want, `strings/${language}.json: ${key}`);
    }
  }
});

test("every message has words for every number", () => {
  for (const language of languages) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, text] of tables[language]) {
      const parts = parse(text);
      const kinds = placeholders(parts);
      for (const n of [0, 1, 2, 3, 5, 11, 21, 100, 12345]) {
        const values = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kind === "number" ? n : `<${name}>`]));
        const said = new IntlMessageFormat(text, language).format(values);
        assert.equal(typeof said, "string", `${language} ${key}`);
        for (const [name, kind] of Object.entries(kinds)) if (kind === "text") assert.ok(said.includes(`<${name}>`), `${language} ${key}: ${said}`);
      }
      // What PluralRules calls many in Spanish are millions; English says nothing of them either.
      const needed = language === "es" ? ["one", "other"] : forms;
      for (const plural of pluralsIn(parts)) {
        // What only singles out numbers, =1 and others, has no plural.
        if (!Object.keys(plural.options).some((form) => forms.includes(form) && form !== "other")) continue;
        assert.deepEqual(needed.filter((form) => !plural.options[form]), [], `strings/${language}.json: ${key}: forms that {${plural.value}, plural, …} lacks`);
      }
    }
  }
});

test("Russian has its plurals, and numbers are grouped as the language does", () => {
  const say = (language, key, n) => new IntlMessageFormat(tables[language].get(key), language).format({ n, time: "1 ms" }).replaceAll("\u00a0", " ");
  const cases = { 0: "переходов", 1: "переход", 2: "перехода", 3: "перехода", 5: "переходов", 11: "переходов", 21: "переход", 100: "переходов" };
  for (const n in cases) assert.ok(say("ru", "range.length", Number(n)).endsWith(` ${n} ${cases[n]}`), say("ru", "range.length", Number(n)));
  assert.deepEqual(
    ["en", "zh", "es", "ru"].map((language) => say(language, "find.found", 12345)),
    ["12,345 goroutines", "12,345 个 goroutine", "12.345 goroutines", "12 345 goroutine"],
  );
});

test("Han stands apart from Latin, and questions and quotations are those of the language", () => {
  const narration = (language) => Object.entries(JSON.parse(readFileSync(join(site, "..", "viz", "model", "locale", `${language}.json`), "utf8")));
  const wrong = {
    zh: /[a-z]\p{sc=Han}|\p{sc=Han}[a-z]|\p{sc=Han}[,;:?!]|["“][^”]*"/iu,
    es: /^[^¿]*\?|["“]|\d \d{3}/,
    ru: /["“]/,
  };
  for (const language in wrong) {
    for (const [key, text] of [...tables[language], ...narration(language).filter(([key]) => !key.startsWith("@"))]) {
      const prose = text.replaceAll(/`[^`]*`|\[[^\]]*\]\([^)]*\)|<[^>]*>|'[^']*'/g, "").replaceAll(/\w+, (number[^}]*|(plural|selectordinal),)/g, "").replaceAll(/(=\d|zero|one|two|few|many|other) ?\{/g, "{");
      assert.doesNotMatch(prose, wrong[language], `${language}: ${key}`);
    }
  }
});

test("scripts give every placeholder its value", () => {
  const sources = readdirSync(join(site, "src"), { recursive: true }).filter((name) => name.endsWith(".ts"));
  let calls = 0;
  for (const name of sources) {
    const code = readFileSync(join(site, "src", name), "utf8");
    for (const [, key, values = ""] of code.matchAll(/\bsay(?:With)?\(\s*"([^"]+)"\s*(?:,\s*\{(.*?)\}\s*)?,?\s*\)/gs)) {
      calls++;
      const given = [...values.replaceAll(/\([^()]*\)/g, "").matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]).sort();
      assert.deepEqual(given, Object.keys(placeholders(parse(tables.en.get(key)))).sort(), `src/${name}: ${key}`);
    }
  }
  assert.ok(calls > 50, `found ${calls} calls`);
});
