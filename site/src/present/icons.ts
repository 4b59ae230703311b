// The pictures on the buttons of a presentation: lines in a square of 20.
const lines = {
  blank: "M2.5 4h15v10.5h-15zM2.5 14.5 17.5 4M7 17.5h6",
  laser: "M3 17 9.5 10.5M13 7m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M13 1.2v1M18.2 7h1M17 3l-.8.8",
  spotlight: "M6.5 2.5h7L17 17.5H3zM5.2 10h9.6",
  marksOnly: "M5 18V2.5h10l-2.5 3.75L15 10H5",
  speaker: "M2.5 3h9v6.5h-9zM7 9.500v3M10 13.500h7.500v4H10z",
  stop: "M8 2.500v5.500H2.500M12 17.500V12h5.500M8 8 2.500 2.500M12 12l5.500 5.500",
} as const;

export type Icon = keyof typeof lines;

export function icon(name: Icon): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.ariaHidden = "true";
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", lines[name]);
  svg.append(path);
  return svg;
}
