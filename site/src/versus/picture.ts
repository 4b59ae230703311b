// The drawing of scale.ts as SVG, moving from one state to the next.
import { bytes } from "./format.ts";
import { layOut, type Amounts, type Drawing, type Lens, type Pile, type Piles, type ScaleBar } from "./scale.ts";
import { strings } from "./strings.ts";

const durationMs = 380;
/** Lines between the squares of a pile are drawn when these are at least so wide. */
const visibleCell = 5;

const reduced = matchMedia("(prefers-reduced-motion: reduce)");

function svg<K extends keyof SVGElementTagNameMap>(tag: K, className = ""): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  if (className) element.setAttribute("class", className);
  return element;
}

function set(element: SVGElement, attributes: Record<string, number | string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === "number" ? value.toFixed(3) : value);
  }
}

/** A pile and the lines between its squares. */
class PileShape {
  readonly element = svg("g");
  private readonly area = svg("polygon");
  private readonly lines = svg("path", "cells");

  constructor(className: string) {
    this.element.setAttribute("class", `pile ${className}`);
    this.element.append(this.area, this.lines);
  }

  draw(p: Pile | null): void {
    this.element.style.display = p ? "" : "none";
    if (!p) return;
    set(this.area, { points: p.points.map(([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`).join(" ") });
    this.element.classList.toggle("raised", p.raised);
    this.element.classList.toggle("small", p.width < 30);
    const visible = p.n > 1 && p.cell >= visibleCell;
    this.lines.setAttribute("d", visible ? cellLines(p) : "");
  }
}

function cellLines(p: Pile): string {
  const full = Math.floor(p.n / p.columns);
  const rest = p.n - full * p.columns;
  let d = "";
  for (let row = 1; row < full + (rest > 0 ? 1 : 0); row++) {
    d += `M${p.x} ${p.base - row * p.cell}h${p.columns * p.cell}`;
  }
  for (let column = 1; column < p.columns; column++) {
    d += `M${p.x + column * p.cell} ${p.base}v${-(full + (column < rest ? 1 : 0)) * p.cell}`;
  }
  return d;
}

/** "this square is 1 MB", its right end at x. */
class BarShape {
  readonly element = svg("g", "scale-bar");
  private readonly square = svg("rect");
  private readonly text = svg("text");

  constructor() {
    this.text.setAttribute("text-anchor", "end");
    this.element.append(this.square, this.text);
  }

  draw(bar: ScaleBar, right: number, y: number): void {
    this.text.textContent = strings.drawing.scale(bar.bytes);
    set(this.text, { x: right, y: y + 4.5 });
    set(this.square, { x: right - this.text.getComputedTextLength() - 8 - bar.side, y: y - bar.side / 2, width: bar.side, height: bar.side });
  }
}

class PilesShape {
  readonly elements: SVGElement[];
  private readonly memory = new PileShape("memory");
  private readonly reserved = new PileShape("reserved");
  private readonly touched = new PileShape("touched");
  private readonly goroutines = new PileShape("goroutines");
  private readonly bar = new BarShape();

  constructor() {
    this.elements = [this.memory, this.reserved, this.touched, this.goroutines, this.bar].map((shape) => shape.element);
  }

  draw(p: Piles, barRight: number, barY: number): void {
    this.memory.draw(p.memory);
    this.reserved.draw(p.reserved);
    this.touched.draw(p.touched);
    this.goroutines.draw(p.goroutines);
    this.bar.draw(p.bar, barRight, barY);
  }
}

const things = ["goroutines", "threads", "memory"] as const;

export class Picture {
  private readonly main = new PilesShape();
  private readonly values = { goroutines: svg("text", "value"), threads: svg("text", "value"), memory: svg("text", "value") };
  private readonly names = { goroutines: svg("text", "name"), threads: svg("text", "name"), memory: svg("text", "name") };
  private readonly touchedText = svg("text", "inside");
  private readonly raised = svg("text", "muted");
  private readonly lens = svg("g", "lens");
  private readonly glass = svg("rect", "glass");
  private readonly times = svg("text", "muted");
  private readonly enlarged = new PilesShape();
  /** What is on the screen, and what will be when nothing moves any more. */
  private shown: Amounts | null = null;
  private target: Amounts | null = null;
  private frame = 0;

  constructor(private readonly root: SVGSVGElement) {
    this.lens.append(this.glass, this.times, ...this.enlarged.elements);
    root.append(...this.main.elements, this.touchedText, this.raised, ...Object.values(this.values), ...Object.values(this.names), this.lens);
    for (const thing of things) this.names[thing].textContent = strings.drawing[thing];
    this.raised.textContent = strings.drawing.raised;
    new ResizeObserver(() => this.shown && this.draw(this.shown)).observe(root);
  }

  show(amounts: Amounts): void {
    this.root.setAttribute(
      "aria-label",
      strings.drawing.described(amounts.n, amounts.goroutine, amounts.reserved, amounts.touched, amounts.memory),
    );
    cancelAnimationFrame(this.frame);
    this.target = amounts;
    this.root.dataset["still"] = "false";
    const from = this.shown;
    if (!from || reduced.matches) {
      this.draw(amounts);
      return;
    }
    let began: number | null = null;
    const step = (now: number) => {
      began ??= now;
      const t = Math.min(1, (now - began) / durationMs);
      this.draw(t < 1 ? between(from, amounts, 1 - (1 - t) ** 3) : amounts);
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  private draw(a: Amounts): void {
    this.shown = a;
    const { clientWidth: width, clientHeight: height } = this.root;
    if (width === 0) return;
    this.root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const d = layOut(a, width, height);
    this.main.draw(d, width - 1, d.barY);
    // The texts tell where the drawing goes, not every value on its way.
    this.label(this.target ?? a, d);
    this.drawLens(d.lens);
    this.root.dataset["still"] = String(a === this.target);
  }

  private label(a: Amounts, d: Drawing): void {
    const piles = { goroutines: d.goroutines, threads: d.reserved, memory: d.memory };
    const texts = {
      goroutines: bytes(a.n * a.goroutine),
      threads: strings.drawing.reserved(bytes(a.n * a.reserved)),
      memory: bytes(a.memory),
    };
    for (const thing of things) {
      const p = piles[thing];
      this.values[thing].textContent = texts[thing];
      set(this.values[thing], { x: p.x, y: p.base - p.height - 8 });
      set(this.names[thing], { x: p.x, y: p.base + 20 });
    }
    set(this.raised, { x: d.goroutines.x, y: d.barY + 4.5 });
    this.raised.style.display = d.goroutines.raised ? "" : "none";
    this.touchedText.textContent = strings.drawing.touched(bytes(a.n * a.touched));
    set(this.touchedText, { x: d.touched.x + d.touched.width + 8, y: d.touched.base - 9 });
    const room = d.reserved.width - d.touched.width - 16;
    this.touchedText.style.visibility = this.touchedText.getComputedTextLength() < room ? "" : "hidden";
  }

  private drawLens(lens: Lens | null): void {
    this.lens.style.display = lens ? "" : "none";
    if (!lens) return;
    set(this.glass, { x: lens.x, y: lens.y, width: lens.width, height: lens.height, rx: 8 });
    this.times.textContent = strings.drawing.enlarged(lens.times);
    set(this.times, { x: lens.x + 14, y: lens.y + 20 });
    this.enlarged.draw(lens, lens.x + lens.width - 14, lens.y + 15);
    // Where there is no room for both, how much it is enlarged says enough.
    this.lens.classList.toggle("narrow", lens.width < 340);
  }
}

/** Sizes change by their ratio: a step from 10 to 100 moves as one from 1,000 to 10,000 does. */
function between(from: Amounts, to: Amounts, t: number): Amounts {
  const mix = (a: number, b: number) => a ** (1 - t) * b ** t;
  return {
    n: Math.max(1, Math.round(mix(from.n, to.n))),
    goroutine: mix(from.goroutine, to.goroutine),
    reserved: mix(from.reserved, to.reserved),
    touched: mix(from.touched, to.touched),
    memory: mix(from.memory, to.memory),
  };
}
