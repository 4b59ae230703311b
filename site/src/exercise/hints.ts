// The hints, of which one more is given each time, and the model answer, which
// warns the first time.
import { byId } from "../elements.ts";
import { keep, progressOf } from "./progress.ts";
import { words } from "./strings.ts";

export function startHints(exercise: string): void {
  const hints = [...document.querySelectorAll<HTMLDetailsElement>(".hint")];
  const button = byId<HTMLButtonElement>("next-hint");
  let given = Math.min(progressOf(exercise).hints, hints.length);
  const show = (): void => {
    hints.forEach((hint, i) => hint.classList.toggle("given", i < given));
    button.hidden = given === hints.length;
    button.textContent = words.nextHint(given + 1, hints.length);
  };
  button.addEventListener("click", () => {
    const hint = hints[given];
    if (!hint) return;
    given++;
    keep(exercise, { hints: given });
    show();
    hint.open = true;
    hint.querySelector("summary")?.focus();
  });
  show();
}

export function startAnswer(exercise: string): void {
  const reveal = (): void => byId("answer").classList.add("revealed");
  if (progressOf(exercise).answer) reveal();
  byId("show-answer").addEventListener("click", () => {
    keep(exercise, { answer: true });
    reveal();
    byId("answer-text").querySelector<HTMLElement>("pre")?.focus();
  });
}
