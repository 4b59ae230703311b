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
  private leaving = false;

  /**
   * Opens a link that is put into the address bar of this window: it differs in the fragment only, for which no browser loads a page.
   * isLink tells links from the names of places on the page.
   */
  follow(isLink: (fragment: string) => boolean): void {
    addEventListener("hashchange", ({ newURL }) => {
      if (!isLink(new URL(newURL).hash)) return;
      this.leaving = true;
      history.replaceState(history.state, "", newURL);
      location.reload();
    });
  }

  /** Shows, soon, the fragment that is right by then. */
  show(current: () => Promise<string>): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void current().then((fragment) => {
        if (this.leaving || location.hash === fragment) return;
        history.replaceState(history.state, "", fragment || location.pathname + location.search);
      });
    }, this.delayMs);
  }
}
