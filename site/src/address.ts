// The position and the settings in the fragment of the page's address:
// #step=12&procs=2&seed=7&policy=random. What equals the scenario's own
// settings is left out.
import type { Settings } from "./data.ts";

export interface Position {
  step: number | null;
  settings: Settings;
}

export const policies: readonly string[] = ["go", "random"];
export const maxProcs = 8;
const maxSeed = (1n << 64n) - 1n;

/** A seed as the engine takes it, or null when the text is not one. */
export function parseSeed(text: string): string | null {
  if (!/^\d{1,20}$/.test(text.trim())) return null;
  const seed = BigInt(text.trim());
  return seed <= maxSeed ? seed.toString() : null;
}

export function readAddress(fragment: string, own: Settings): Position {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  const settings = { ...own };
  const procs = Number(params.get("procs"));
  if (Number.isInteger(procs) && procs >= 1 && procs <= maxProcs) settings.procs = procs;
  settings.seed = parseSeed(params.get("seed") ?? "") ?? own.seed;
  const policy = params.get("policy");
  if (policy !== null && policies.includes(policy)) settings.policy = policy;
  const step = params.get("step");
  return { step: step !== null && /^\d{1,9}$/.test(step) ? Number(step) : null, settings };
}

export function fragmentOf(step: number, settings: Settings, own: Settings): string {
  const params = new URLSearchParams();
  if (step > 0) params.set("step", String(step));
  if (settings.procs !== own.procs) params.set("procs", String(settings.procs));
  if (settings.seed !== own.seed) params.set("seed", settings.seed);
  if (settings.policy !== own.policy) params.set("policy", settings.policy);
  const text = params.toString();
  return text ? "#" + text : "";
}

export function sameSettings(a: Settings, b: Settings): boolean {
  return a.procs === b.procs && a.seed === b.seed && a.policy === b.policy;
}

/** Keeps the address up to date, quietly: no history entries, and not at every frame of a playing run. */
export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly delayMs = 300;

  show(fragment: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (location.hash !== fragment) history.replaceState(history.state, "", fragment || location.pathname + location.search);
    }, this.delayMs);
  }
}
