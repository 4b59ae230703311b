// Numbers for people. Sizes of memory count in 1,024, as Go and operating
// systems do: 1 KB is 1,024 bytes.

const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** Between a number and its unit: lines are not broken there. */
const space = "\u00a0";

/** A number with two digits that count, or as many as stand before the point. */
function short(n: number): string {
  return n < 9.95 ? n.toFixed(1).replace(".0", "") : Math.round(n).toLocaleString("en");
}

export function bytes(n: number): string {
  let unit = 0;
  while (unit < units.length - 1 && Math.round(n) >= 1024) {
    n /= 1024;
    unit++;
  }
  return `${unit === 0 ? Math.round(n) : short(n)}${space}${units[unit]}`;
}

export function integer(n: number): string {
  return Math.round(n).toLocaleString("en");
}

export function duration(ns: number): string {
  if (ns < 999.5) return `${Math.round(ns)}${space}ns`;
  if (ns < 999.5e3) return `${short(ns / 1e3)}${space}µs`;
  if (ns < 999.5e6) return `${short(ns / 1e6)}${space}ms`;
  return `${short(ns / 1e9)}${space}s`;
}

/** A part of a whole, in percent. */
export function share(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (percent < 0.1) return "less than 0.1%";
  return `${short(percent)}%`;
}
