// Whether the page around the player is light or dark. The system's setting
// does not tell: many pages have only one theme, or a switch of their own. So
// it is read off the colour behind the element.

/** The relative luminance (WCAG 2.2) at which black and white text are as legible. */
const middle = 0.179;

export function effectiveTheme(element: Element): "light" | "dark" | "auto" {
  if (matchMedia("(prefers-contrast: more)").matches) return "auto";
  for (let e: Element | null = element; e; e = e.parentElement) {
    const colour = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(getComputedStyle(e).backgroundColor);
    if (!colour || Number(colour[4] ?? 1) < 0.5) continue;
    const [r, g, b] = [colour[1], colour[2], colour[3]].map((c) => {
      const v = Number(c) / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0) < middle ? "dark" : "light";
  }
  // Nothing is painted: it is the browser's own page, in the scheme that is used.
  const scheme = getComputedStyle(element).colorScheme;
  if (!scheme.includes("dark")) return "light";
  return !scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back when the theme of the page may have changed; the function returned ends that. */
export function onHostTheme(changed: () => void): () => void {
  const later = (): void => void requestAnimationFrame(changed);
  const media = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((m) => matchMedia(m));
  for (const m of media) m.addEventListener("change", later);
  const observer = new MutationObserver(later);
  for (const e of [document.documentElement, document.body]) {
    if (e) observer.observe(e, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-md-color-scheme", "data-bs-theme"] });
  }
  return () => {
    observer.disconnect();
    for (const m of media) m.removeEventListener("change", later);
  };
}
