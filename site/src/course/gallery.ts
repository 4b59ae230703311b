// The gallery: all lessons are in the page; what is chosen and searched for
// hides those that do not fit, and stands in the address.
import { byId } from "../elements.ts";
import { strings } from "../strings.ts";
import { startTheme } from "../theme.ts";
import { choicesIn, type Choices, fitting, fragmentOf, groups, type Entry } from "./filter.ts";

startTheme();

const form = byId<HTMLFormElement>("filters");
const query = byId<HTMLInputElement>("query");
const boxes = [...form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
const cards = [...document.querySelectorAll<HTMLElement>(".card")];
const entries: Entry[] = cards.map((card) => ({
  primitive: (card.dataset["primitive"] ?? "").split(" "),
  problem: [card.dataset["problem"] ?? ""],
  level: [card.dataset["level"] ?? ""],
  words: card.textContent.toLowerCase(),
}));

/** The texts of the lessons are fetched when somebody searches. */
let texts: Promise<void> | undefined;
function fetchTexts(): Promise<void> {
  texts ??= (async () => {
    const response = await fetch(form.dataset["texts"] ?? "");
    const all = (await response.json()) as Record<string, string>;
    cards.forEach((card, i) => {
      const entry = entries[i];
      if (entry) entry.words += " " + (all[card.dataset["name"] ?? ""] ?? "").toLowerCase();
    });
    show();
  })().catch(() => {}); // titles and summaries are searched all the same
  return texts;
}

function chosen(): Choices {
  const of = (name: string): string[] => boxes.filter((b) => b.name === name && b.checked).map((b) => b.value);
  return { primitive: of("primitive"), problem: of("problem"), level: of("level"), query: query.value };
}

function show(): void {
  const choices = chosen();
  const fits = fitting(entries, choices);
  cards.forEach((card, i) => (card.hidden = !fits[i]));
  for (const part of document.querySelectorAll<HTMLElement>(".gallery-part")) {
    part.hidden = part.querySelector(".card:not([hidden])") === null;
  }
  // How many there would be with a box alone in its group.
  for (const box of boxes) {
    const group = groups.find((g) => g === box.name);
    if (!group) continue;
    const n = fitting(entries, { ...choices, [group]: [box.value] }).filter(Boolean).length;
    const label = box.closest("label");
    const count = label?.querySelector(".fits");
    if (count) count.textContent = strings.number(n);
    label?.classList.toggle("empty", n === 0);
  }
  byId("found").textContent = strings.lessonsFound(fits.filter(Boolean).length, entries.length);
  byId("clear").hidden = fragmentOf(choices) === "";
}

function changed(): void {
  show();
  const fragment = fragmentOf(chosen());
  // Typing must not fill the history.
  history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
}

function readAddress(): void {
  const choices = choicesIn(location.hash);
  for (const box of boxes) {
    const group = groups.find((g) => g === box.name);
    box.checked = group !== undefined && choices[group].includes(box.value);
  }
  query.value = choices.query;
  if (choices.query) void fetchTexts();
  show();
}

form.addEventListener("input", () => {
  if (query.value) void fetchTexts();
  changed();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const box of boxes) box.checked = false;
  query.value = "";
  changed();
  query.focus();
});
query.addEventListener("focus", () => void fetchTexts());
addEventListener("hashchange", readAddress);
readAddress();
