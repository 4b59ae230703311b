// Sentences of the player as elements. What they name can be pressed: a
// goroutine is followed, an object explained. One listener for the whole page
// serves them, and everything else that carries data-g: see listenToNames.
import { create } from "./elements.ts";
import type { Phrase } from "./protocol.ts";

export function textOf(phrases: readonly Phrase[]): string {
  return phrases.map((p) => p.text).join("");
}

export function nodesOf(phrases: readonly Phrase[]): (Node | string)[] {
  return phrases.map((p) => {
    if (p.g > 0) return nameOf(p.text, "g", p.g, p.strong);
    if (p.obj > 0) return nameOf(p.text, "obj", p.obj, p.strong);
    return p.strong ? create("strong", "", p.text) : p.text;
  });
}

export function nameOf(text: string, kind: "g" | "obj", id: number, strong = false): HTMLElement {
  const button = create("button", strong ? "name strong-name" : "name", text);
  button.type = "button";
  button.dataset[kind] = String(id);
  return button;
}

/** Replaces what an element shows; a name in it that has the focus keeps it. */
export function showPhrases(element: HTMLElement, phrases: readonly Phrase[]): void {
  const focused = element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset : undefined;
  element.replaceChildren(...nodesOf(phrases));
  if (!focused) return;
  const names = [...element.querySelectorAll<HTMLElement>(".name")];
  const same = names.find((n) => n.dataset["g"] === focused["g"] && n.dataset["obj"] === focused["obj"]);
  (same ?? names[0])?.focus({ preventScroll: true });
}

export interface NameEvents {
  follow(g: number): void;
  explainObject(obj: number): void;
}

export function listenToNames(on: NameEvents): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const { g, obj } = event.target.closest<HTMLElement>("[data-g], [data-obj]")?.dataset ?? {};
    if (g) on.follow(Number(g));
    else if (obj) on.explainObject(Number(obj));
  });
}
