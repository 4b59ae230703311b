// The texts of the page's language. They stand in site/strings, one table per
// language; the build parses them and puts those that scripts use into
// assets/strings.LANGUAGE.js, which a page loads before its scripts.
import { IntlMessageFormat } from "intl-messageformat";
import type english from "../strings/en.json";

export type Key = Exclude<keyof typeof english, `@${string}`>;

/** The messages by key: parsed, or as they are when there is nothing to fill in. */
export type Messages = Partial<Record<Key, ConstructorParameters<typeof IntlMessageFormat>[0]>>;

declare global {
  // var: a property of globalThis.
  var goparkMessages: { language: string; messages: Messages } | undefined;
}

/** The language of the texts, and of numbers. */
export const language = globalThis.goparkMessages?.language ?? "en";

/** The file of another page in the language, as site/strings.go names it. */
export function fileOf(page: string): string {
  return language === "en" ? `${page}.html` : `${page}.${language}.html`;
}

const formats = new Map<Key, IntlMessageFormat>();

/** The message with its placeholders filled in, in pieces where a value is a node. */
function fill<T>(key: Key, values: Record<string, string | number | T>): string | T | (string | T)[] {
  const message = globalThis.goparkMessages?.messages[key] ?? key;
  if (typeof message === "string") return message;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new IntlMessageFormat(message, language)));
  return format.format<T>(values);
}

export function say(key: Key, values: Record<string, string | number> = {}): string {
  return String(fill<never>(key, values));
}

/** A message some of whose placeholders are elements: its texts and these, in the language's order. */
export function sayWith(key: Key, values: Record<string, string | number | Node>): (string | Node)[] {
  const filled = fill<Node>(key, values);
  return Array.isArray(filled) ? filled : [filled];
}
