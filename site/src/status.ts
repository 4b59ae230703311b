// A line in which the page says how things stand. It is read out as well, so
// what it stands in is a live region and is there from the beginning: browsers
// do not read what comes into one that is shown only then. How far something
// has loaded changes too often to be read out.
import { byId } from "./elements.ts";

export function showStatus(text: string, { bad = false, progress = false } = {}): void {
  const line = byId("status");
  if (line.parentElement) line.parentElement.ariaLive = progress ? "off" : "polite";
  line.textContent = text;
  line.hidden = text === "";
  line.classList.toggle("bad", bad);
}
