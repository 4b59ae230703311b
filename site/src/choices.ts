// Groups of radio buttons and what was chosen in them.
import { byId } from "./elements.ts";

/** Calls back when another of a group of radio buttons is chosen. */
export function onChoice(id: string, chosen: (value: string) => void): void {
  byId(id).addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) chosen(event.target.value);
  });
}

export function showChoice(id: string, value: string): void {
  for (const input of byId(id).querySelectorAll("input")) input.checked = input.value === value;
}
