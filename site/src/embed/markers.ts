// The markers that an author gives: steps with labels, "12=first, 40=second",
// or, where they carry more, a list in JSON.
import type { MarkerInfo } from "../element/gopark.d.ts";
import { strings } from "../strings.ts";

/** What of a value is not understood, and what is taken there. */
export class BadPart {
  constructor(
    readonly where: string,
    readonly found: string,
    readonly takes: string,
  ) {}
}

const asks: readonly string[] = ["next", "blocks", "prints"] satisfies MarkerInfo["ask"][];
const fields: readonly string[] = ["step", "name", "label", "ask", "note"] satisfies (keyof MarkerInfo)[];
const mostSteps = 999_999_999;

/** What is left out of a marker. */
function filled({ step, name, label, ask, note }: Partial<MarkerInfo> & { step: number }): MarkerInfo {
  const called = label || name || strings.range(step, step);
  return { name: name || called, step, label: called, ask: ask ?? "", note: note ?? "" };
}

/** undefined: it is not understood at all. */
export function parseMarkers(text: string): MarkerInfo[] | BadPart | undefined {
  const list = /^\s*\[/.test(text) ? fromJSON(text) : fromPairs(text);
  return Array.isArray(list) ? list.toSorted((a, b) => a.step - b.step) : list;
}

function fromPairs(text: string): MarkerInfo[] | undefined {
  const list: MarkerInfo[] = [];
  for (const part of text.split(",")) {
    const match = /^\s*(\d{1,9})\s*(?:=\s*(.*?)\s*)?$/.exec(part);
    if (!match) return undefined;
    list.push(filled({ step: Number(match[1]), ...(match[2] && { label: match[2] }) }));
  }
  return list;
}

function fromJSON(text: string): MarkerInfo[] | BadPart | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  const bad = list.map((item: unknown, i) => badIn(item, `markers[${i}]`)).find((part) => part !== undefined);
  return bad ?? (list as (Partial<MarkerInfo> & { step: number })[]).map(filled);
}

function badIn(item: unknown, where: string): BadPart | undefined {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return new BadPart(where, JSON.stringify(item), '{"step": 12, "label": "…"}');
  if (!Object.hasOwn(item, "step")) return new BadPart(`${where}.step`, "", strings.takes.step);
  for (const [name, value] of Object.entries(item)) {
    if (!fields.includes(name)) return new BadPart(where, name, fields.join(", "));
    const takes = misses(name, value);
    if (takes) return new BadPart(`${where}.${name}`, JSON.stringify(value), takes);
  }
  return undefined;
}

/** What a field takes, when a value is not that; "": it is. */
function misses(name: string, value: unknown): string {
  if (name === "step") return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostSteps ? "" : strings.takes.step;
  if (name === "ask") return value === "" || asks.includes(String(value)) ? "" : asks.join(", ");
  return typeof value === "string" ? "" : strings.takesText;
}
