// A lesson on paper: its text, the whole program and the storyboard of its
// marked steps (templates/lesson.html: paper; styles/print.css).
import { byId, create } from "./elements.ts";
import type { Player } from "./player.ts";

/** Keeps what is printed ready: the program as it is at that moment, and the picture once there is nothing else to load. */
export function preparePaper(player: Player): void {
  // The program as the build has coloured it; the editor will take its place.
  const original = [...document.querySelectorAll("#editor > pre")].map((pre) => ({ text: pre.textContent.trimEnd(), pre: pre.cloneNode(true) }));
  addEventListener("beforeprint", () => {
    loadStoryboard();
    // It shows the run that was recorded, and no other.
    for (const picture of document.querySelectorAll<HTMLElement>("#paper img")) picture.hidden = !player.showsRecording;
    byId("paper-code").replaceChildren(...player.program().texts.map((text) => original.find((o) => o.text === text.trimEnd())?.pre ?? listing(text)));
  });
  player.on("loaded", loadStoryboard);
}

function loadStoryboard(): void {
  const picture = document.querySelector<HTMLImageElement>("#paper img[data-src]");
  if (!picture) return;
  picture.src = picture.dataset["src"] ?? "";
  delete picture.dataset["src"];
}

/** Lines that the styles number. */
function listing(text: string): HTMLElement {
  const lines = text.replace(/\n$/, "").split("\n");
  const code = create("code", "", ...lines.flatMap((line) => [create("span", "line", line), "\n"]));
  return create("pre", "static-code", code);
}
