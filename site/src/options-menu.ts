// The panel of options over the controls. On a phone it is part of them, always
// open (styles/controls.css).
import { byId } from "./elements.ts";

export function wireOptions(): void {
  const button = byId("options-button");
  const panel = byId("options");
  const show = (open: boolean): void => {
    panel.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  const isOpen = (): boolean => panel.classList.contains("open");
  button.addEventListener("click", () => show(!isOpen()));
  // Elsewhere, or in the frame of the picture, which keeps its events.
  addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !panel.contains(event.target) && !button.contains(event.target)) show(false);
  });
  addEventListener("blur", () => show(false));
  byId("settings").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.preventDefault();
    show(false);
    button.focus();
  });
}
