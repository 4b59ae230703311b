// A QR code as SVG. It is always dark on white, whatever the theme: many
// cameras do not read it the other way round.
import { encode } from "uqr";

/** How long a text may be; a code of more is too fine to be read off a wall. */
export const maxQR = 1200;

export function qrOf(text: string): SVGElement | null {
  if (text.length > maxQR) return null;
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  let path = "";
  data.forEach((row, y) => row.forEach((dark, x) => (path += dark ? `M${x} ${y}h1v1h-1z` : "")));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", text);
  const ground = document.createElementNS(svg.namespaceURI, "path");
  ground.setAttribute("d", `M0 0h${size}v${size}h-${size}z`);
  ground.setAttribute("fill", "#fff");
  const dots = document.createElementNS(svg.namespaceURI, "path");
  dots.setAttribute("d", path);
  dots.setAttribute("fill", "#000");
  dots.setAttribute("shape-rendering", "crispEdges");
  svg.append(ground, dots);
  return svg as SVGElement;
}
