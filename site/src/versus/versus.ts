// The script of goroutine-vs-thread: how many, of what system, in how much
// memory; the drawing and the words that follow from it; and the live runs.
import { byId, create } from "../elements.ts";
import { startTheme } from "../theme.ts";
import { most, parseAmount, positionOf, stops } from "./amount.ts";
import { descriptor, goroutineBytes, limitsOf, systems, touched, type System } from "./facts.ts";
import { bytes, integer } from "./format.ts";
import { Live, liveWorkers, usual } from "./live.ts";
import type { MeasureFiles } from "./measure.ts";
import { Picture } from "./picture.ts";
import { strings } from "./strings.ts";

const gigabyte = 2 ** 30;

const slider = byId<HTMLInputElement>("amount-slider");
const field = byId<HTMLInputElement>("amount");
const usualButtons = document.querySelectorAll<HTMLButtonElement>("#usual button");
const memorySelect = byId<HTMLSelectElement>("memory");
const picture = new Picture(document.querySelector<SVGSVGElement>("#drawing")!);

let n = amountOfAddress() ?? 10_000;
let live: Live | undefined;

function system(): System {
  const id = document.querySelector<HTMLInputElement>("[name=system]:checked")?.value;
  return systems.find((s) => s.id === id) ?? systems[0]!;
}

function memory(): number {
  return Number(memorySelect.value) * gigabyte;
}

function amountOfAddress(): number | null {
  const n = new URLSearchParams(location.hash.slice(1)).get("n");
  return n === null ? null : parseAmount(n);
}

function choose(amount: number): void {
  n = amount;
  history.replaceState(null, "", `#n=${n}`);
  update();
}

function update(): void {
  const s = system();
  const goroutine = goroutineBytes(s);
  slider.value = String(positionOf(n));
  slider.ariaValueText = strings.sliderValue(n, goroutine, s.reserve);
  slider.style.setProperty("--filled", `${(100 * positionOf(n)) / (stops.length - 1)}%`);
  field.value = integer(n);
  field.setCustomValidity("");

  picture.show({ n, goroutine, reserved: s.reserve, touched, memory: memory() });
  byId("g-title").textContent = strings.goroutines(n);
  byId("g-bytes").textContent = bytes(n * goroutine);
  byId("g-text").textContent = strings.goroutineText(s.goroutineStack, descriptor, n * goroutine, memory());
  byId("t-title").textContent = strings.threads(n);
  byId("t-reserved").textContent = bytes(n * s.reserve);
  byId("t-reserved-text").textContent = strings.reservedText(s.reserve);
  byId("t-touched").textContent = bytes(n * touched);
  byId("t-touched-text").textContent = strings.touchedText(touched, n * touched, memory());
  byId("verdict").textContent = verdict(s);
  showLimits(s);
  for (const [i, button] of usualButtons.entries()) button.ariaPressed = String(usual[i] === n);
  live?.choose(n);
}

function verdict(s: System): string {
  const say = strings.verdict;
  const first = limitsOf(s, memory())[0]!;
  if (n * goroutineBytes(s) > memory()) return say.neither(n);
  if (n <= first.threads) {
    const reserved = n * s.reserve;
    const fit = say.bothFit(touched / goroutineBytes(s));
    return reserved > memory() ? `${fit} ${say.onlyAddresses(reserved)}` : fit;
  }
  if (first.id === "memory") return say.threadsTooLarge(n);
  return say.threadsStop(n, first.threads, strings.limitNames[first.id], strings.systemNames[s.id]);
}

function showLimits(s: System): void {
  const rows = limitsOf(s, memory()).map((limit) => {
    const name = create("th", "", create("code", "", strings.limitNames[limit.id]));
    name.scope = "row";
    const row = create("tr", n > limit.threads ? "reached" : "", name, create("td", "", integer(limit.threads)));
    row.append(create("td", "", strings.limitWhy[limit.id]), create("td", "", n > limit.threads ? strings.limitReached : ""));
    return row;
  });
  byId("limits").replaceChildren(...rows);
  byId("limits-note").textContent = s.limits.length === 0 ? strings.noLimit : "";
}

function start(): void {
  startTheme();
  slider.max = String(stops.length - 1);
  // Chromium tells, rounded and at most 8 GB in many versions; the reader may know better.
  const told = (navigator as { deviceMemory?: number }).deviceMemory;
  const options = [...memorySelect.options].map((o) => Number(o.value));
  if (told !== undefined && options.includes(told)) memorySelect.value = String(told);

  slider.addEventListener("input", () => choose(stops[Number(slider.value)] ?? most));
  field.addEventListener("change", () => {
    const amount = parseAmount(field.value);
    if (amount !== null) return choose(amount);
    field.setCustomValidity(strings.badAmount);
    field.reportValidity();
  });
  memorySelect.addEventListener("change", update);
  for (const radio of document.querySelectorAll("[name=system]")) radio.addEventListener("change", update);
  for (const [i, button] of usualButtons.entries()) button.addEventListener("click", () => choose(usual[i] ?? most));
  addEventListener("hashchange", () => choose(amountOfAddress() ?? n));

  if (typeof WebAssembly === "object") {
    live = new Live(JSON.parse(byId("data").textContent ?? "") as MeasureFiles);
  } else {
    byId("live-status").textContent = strings.noWebAssembly;
    byId<HTMLButtonElement>("start").disabled = true;
  }
  liveWorkers(() => live?.goroutineNs ?? null);
  update();
}

start();
