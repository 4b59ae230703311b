// A red dot where the pointer is, with a short trail where movement is welcome.
// While it is on, it lies over everything but the controls: a hand that points
// at the picture must not press things in it.
import { create } from "../elements.ts";

/** The dot's radius as a part of the window's height, and at least, in pixels. */
const share = 1 / 90;
const least = 8;
/** How long a place stays in the trail, in milliseconds. */
const trailMs = 180;
const colour = "255 40 40";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

interface Place {
  x: number;
  y: number;
  at: number;
}

export class Laser {
  private readonly canvas = create("canvas", "laser");
  /** The last is where the dot is. */
  private places: Place[] = [];
  private drawing = false;

  constructor(place: HTMLElement) {
    this.canvas.hidden = true;
    this.canvas.ariaHidden = "true";
    this.canvas.addEventListener("pointermove", (event) => this.point(event.clientX, event.clientY));
    this.canvas.addEventListener("pointerleave", () => this.lift());
    place.append(this.canvas);
  }

  get on(): boolean {
    return !this.canvas.hidden;
  }

  show(on: boolean): void {
    this.canvas.hidden = !on;
    if (!on) this.places = [];
  }

  /** Moves the dot, in CSS pixels of the window. */
  point(x: number, y: number): void {
    if (reducedMotion.matches) this.places = [];
    this.places.push({ x, y, at: performance.now() });
    this.draw();
  }

  /** Takes the dot away. */
  lift(): void {
    this.places = [];
    this.draw();
  }

  private draw(): void {
    if (this.drawing || !this.on) return;
    this.drawing = true;
    requestAnimationFrame((now) => {
      this.drawing = false;
      this.paint(now);
      if (this.places.length > 1) this.draw();
    });
  }

  private paint(now: number): void {
    const { canvas } = this;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(innerWidth * ratio), Math.round(innerHeight * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d");
    if (!context) return;
    const radius = Math.max(least, innerHeight * share);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, innerWidth, innerHeight);
    this.places = this.places.filter((place, i) => i === this.places.length - 1 || now - place.at < trailMs);
    context.lineCap = "round";
    this.places.forEach((place, i) => {
      const before = this.places[i - 1];
      if (!before) return;
      const age = Math.max(0, 1 - (now - place.at) / trailMs);
      context.strokeStyle = `rgb(${colour} / ${0.6 * age})`;
      context.lineWidth = 2 * radius * age;
      context.beginPath();
      context.moveTo(before.x, before.y);
      context.lineTo(place.x, place.y);
      context.stroke();
    });
    const dot = this.places.at(-1);
    if (!dot) return;
    context.fillStyle = `rgb(${colour})`;
    // A rim of the opposite lightness keeps it in sight on any ground.
    context.strokeStyle = "white";
    context.lineWidth = 2;
    context.beginPath();
    context.arc(dot.x, dot.y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
