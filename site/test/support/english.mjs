// Gives scripts that run without a page the English texts.
import { readFileSync } from "node:fs";
import { parse } from "@formatjs/icu-messageformat-parser";

const table = JSON.parse(readFileSync(new URL("../../strings/en.json", import.meta.url), "utf8"));
globalThis.goparkMessages = {
  language: "en",
  messages: Object.fromEntries(
    Object.entries(table)
      .filter(([key]) => !key.startsWith("@"))
      .map(([key, text]) => [key, parse(text)]),
  ),
};
