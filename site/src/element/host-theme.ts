// Whether the page around the player is light or dark. The system's setting
// does not tell: many pages have only one theme, or a switch of their own. So
// it is read off the colour behind the element.

/** The relative luminance (WCAG 2.2) at which black and white text are as legible. */
const middle = 0.179;

let canvas: CanvasRenderingContext2D | null | undefined;

/** The red, green, blue and alpha, 0 to 255, of a colour in any of the notations of CSS. */
function valuesOf(colour: string): Uint8ClampedArray {
  canvas ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  if (!canvas) return new Uint8ClampedArray(4);
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
}

function luminance(...values: number[]): number {
  const [r = 0, g = 0, b = 0] = values.map((value) => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The elements around an element, through the borders of shadow trees. */
function* around(element: Element): Generator<Element> {
  for (let e: Element | null = element; e; ) {
    yield e;
    const root: Node = e.getRootNode();
    e = e.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
}

export function effectiveTheme(element: Element): "light" | "dark" | "auto" {
  if (matchMedia("(prefers-contrast: more)").matches) return "auto";
  for (const e of around(element)) {
    const [r = 0, g = 0, b = 0, alpha = 0] = valuesOf(getComputedStyle(e).backgroundColor);
    if (alpha >= 128) return luminance(r, g, b) < middle ? "dark" : "light";
  }
  // Nothing is painted: it is the browser's own page, in the scheme that is used.
  const scheme = getComputedStyle(element).colorScheme;
  if (!scheme.includes("dark")) return "light";
  return !scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Calls back when the theme of the page around an element may have changed; the function returned ends that. */
export function onHostTheme(element: Element, changed: () => void): () => void {
  let asked = 0;
  const later = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(changed);
  };
  const media = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((m) => matchMedia(m));
  for (const m of media) m.addEventListener("change", later);
  // By which attribute of which element a page switches is its own business.
  const observer = new MutationObserver(later);
  for (const e of around(element)) if (e !== element) observer.observe(e, { attributes: true });
  // Where the colour fades over, it is right only in the end.
  const faded = (event: TransitionEvent): void => {
    if (event.propertyName === "background-color") later();
  };
  document.addEventListener("transitionend", faded);
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    document.removeEventListener("transitionend", faded);
    for (const m of media) m.removeEventListener("change", later);
  };
}
