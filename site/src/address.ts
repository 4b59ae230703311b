// What of a run the page's address may say, and keeping the address up to
// date. Its form is that of links: link/link.ts.
import type { Settings } from "./data.ts";

export const policies: readonly string[] = ["go", "random"];
export const maxProcs = 8;
const maxSeed = (1n << 64n) - 1n;

/** A seed as the engine takes it, or null when the text is not one. */
export function parseSeed(text: string): string | null {
  if (!/^\d{1,20}$/.test(text.trim())) return null;
  const seed = BigInt(text.trim());
  return seed <= maxSeed ? seed.toString() : null;
}

export function sameSettings(a: Settings, b: Settings): boolean {
  return a.procs === b.procs && a.seed === b.seed && a.policy === b.policy && a.schedule === b.schedule;
}

/** Keeps the address up to date, quietly: no history entries, and not at every frame of a playing run. */
export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly delayMs = 300;

  /** Shows, soon, the fragment that is right by then. */
  show(current: () => Promise<string>): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void current().then((fragment) => {
        if (location.hash !== fragment) history.replaceState(history.state, "", fragment || location.pathname + location.search);
      });
    }, this.delayMs);
  }
}
