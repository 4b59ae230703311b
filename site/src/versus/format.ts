// Numbers for people. Sizes of memory count in 1,024, as Go and operating
// systems do: 1 KB is 1,024 bytes.
import { language, say } from "../messages.ts";

const units = ["unit.B", "unit.KB", "unit.MB", "unit.GB", "unit.TB"] as const;

/** A number with two digits that count, or as many as stand before the point. */
function short(n: number): string {
  return n < 9.95 ? n.toLocaleString(language, { maximumFractionDigits: 1 }) : integer(n);
}

export function bytes(n: number): string {
  let unit = 0;
  while (unit < units.length - 1 && Math.round(n) >= 1024) {
    n /= 1024;
    unit++;
  }
  return say(units[unit]!, { n: unit === 0 ? integer(n) : short(n) });
}

/** As bytes, all of them counted. */
export function exactBytes(n: number): string {
  return say("unit.B", { n: integer(n) });
}

export function integer(n: number): string {
  return Math.round(n).toLocaleString(language);
}

export function duration(ns: number): string {
  if (ns < 999.5) return say("unit.ns", { n: integer(ns) });
  if (ns < 999.5e3) return say("unit.us", { n: short(ns / 1e3) });
  if (ns < 999.5e6) return say("unit.ms", { n: short(ns / 1e6) });
  return say("unit.s", { n: short(ns / 1e9) });
}

/** A part of a whole, in percent. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return percent < 0.1 ? say("unit.littlePercent") : say("unit.percent", { n: short(percent) });
}
