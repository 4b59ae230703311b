// Ebitengine reads the device pixel ratio once. Here it is told a ratio of 1
// and a body measured in device pixels (see player.html), so that a change of
// the ratio arrives as a change of size.

export function followPixelRatio(changed: () => void): void {
  const apply = (): void => {
    document.documentElement.style.setProperty("--ratio", String(devicePixelRatio));
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", apply, { once: true });
    changed();
  };
  apply();
}
