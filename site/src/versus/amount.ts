// How many: a number from 1 to 1,000,000. The slider has a position for 1, 2,
// 5, 10, 20, 50 and so on; the field beside it takes any number.

export const most = 1_000_000;

/** The numbers that the slider stops at. */
export const stops: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((n) => [n, 2 * n, 5 * n]).concat(most);

/** The position of the slider that is nearest, as people see distances between numbers: by their ratio. */
export function positionOf(n: number): number {
  let best = 0;
  const distance = (i: number) => Math.abs(Math.log(n / (stops[i] ?? 1)));
  for (let i = 1; i < stops.length; i++) if (distance(i) < distance(best)) best = i;
  return best;
}

/** What somebody has typed, commas and spaces allowed; null when it is no number. */
export function parseAmount(text: string): number | null {
  const digits = text.replace(/[\s,._’']/g, "");
  if (!/^\d+$/.test(digits)) return null;
  return Math.min(most, Math.max(1, Number(digits)));
}
