// Light, dark, high contrast, or as the system says; remembered between pages.
import { create } from "./elements.ts";
import { recall, remember } from "./saved.ts";
import { strings, type Theme } from "./strings.ts";

const order: readonly Theme[] = ["auto", "light", "dark", "contrast"];
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const moreContrast = matchMedia("(prefers-contrast: more)");
const listeners: (() => void)[] = [];

/** The theme of a page that does not follow the reader's choice: an embedded player. */
let own: Theme | undefined;

function chosen(): Theme {
  if (own) return own;
  const saved = recall("theme");
  return order.find((t) => t === saved) ?? "auto";
}

/** The theme that is in effect. */
export function effectiveTheme(): "light" | "dark" | "contrast" {
  const theme = chosen();
  if (theme !== "auto") return theme;
  if (moreContrast.matches) return "contrast";
  return systemDark.matches ? "dark" : "light";
}

export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

export function nextTheme(): void {
  const next = order[(order.indexOf(chosen()) + 1) % order.length] ?? "auto";
  if (own) own = next;
  else remember("theme", next);
  apply();
}

function apply(): void {
  const theme = chosen();
  // The styles do not know auto once there are scripts: it is resolved here.
  document.documentElement.dataset["theme"] = effectiveTheme();
  const button = document.getElementById("theme");
  if (button) {
    const icon = create("span", "", "◐ ");
    icon.ariaHidden = "true";
    button.replaceChildren(icon, create("span", "label", strings.themeName[theme]));
    button.setAttribute("aria-label", strings.themeName[theme]);
  }
  for (const listener of listeners) listener();
}

/** Sets the theme of this page alone. */
export function setOwnTheme(theme: Theme): void {
  own = theme;
  apply();
}

export function startTheme(): void {
  systemDark.addEventListener("change", apply);
  moreContrast.addEventListener("change", apply);
  const button = document.getElementById("theme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", nextTheme);
  }
  apply();
}
