// The script of pages with players inside: the home page and the tutorial.
import { effectiveTheme, onThemeChange, startTheme } from "../theme.ts";

startTheme();

/** A player within a text has a poster of the moment at which it begins. */
function setPosters(): void {
  for (const player of document.querySelectorAll<HTMLElement>("gopark-player[data-poster]")) {
    player.setAttribute("poster", `${player.dataset["poster"] ?? ""}-${effectiveTheme()}.svg`);
  }
}

setPosters();
// With room for both, the program stands beside its picture: see the styles of the element.
const hero = document.querySelector(".hero gopark-player");
if (hero && hero.clientWidth >= 860) hero.setAttribute("code", "show");
// The poster of a player that has started is not seen any more.
onThemeChange(() => {
  for (const player of document.querySelectorAll("gopark-player")) {
    if (!player.shadowRoot?.querySelector("iframe")) setPosters();
  }
});
