// The list of the exercises: how far each has come, and the progress as a
// file: out, in, and gone.
import { byId, create } from "../elements.ts";
import { startTheme } from "../theme.ts";
import { readData } from "./data.ts";
import { allProgress, BadFile, parse, type Progress, replaceProgress, write } from "./progress.ts";
import { words } from "./strings.ts";

const names = readData<string[]>();
const status = byId("progress-status");
const file = byId<HTMLInputElement>("import-file");

function show(): void {
  const progress = allProgress();
  for (const item of byId("list").querySelectorAll<HTMLElement>("[data-exercise]")) {
    const entry = progress[item.dataset["exercise"] ?? ""];
    item.classList.toggle("solved", (entry?.solved ?? null) !== null);
    const state = item.querySelector(".exercise-state");
    if (state) state.textContent = entry ? words.state(entry) : "";
  }
  const solved = names.filter((name) => (progress[name]?.solved ?? null) !== null).length;
  byId("overall").textContent = words.overall(solved, names.length);
  const empty = Object.keys(progress).length === 0;
  byId<HTMLButtonElement>("export").disabled = empty;
  byId<HTMLButtonElement>("forget").disabled = empty;
}

/** Says what has happened; with a way back to what was kept before. */
function say(text: string, before?: Progress): void {
  status.replaceChildren(text);
  status.classList.toggle("bad", before === undefined && text !== words.undone);
  if (!before) return;
  const undo = create("button", "link", words.undo);
  undo.type = "button";
  undo.addEventListener("click", () => {
    replaceProgress(before);
    show();
    say(words.undone);
    byId("import").focus();
  });
  status.append(" ", undo);
}

function exportFile(): void {
  const url = URL.createObjectURL(new Blob([write(allProgress())], { type: "application/json" }));
  const link = create("a");
  link.href = url;
  link.download = "gopark-exercises.json";
  link.click();
  URL.revokeObjectURL(url);
}

/** What the file has takes the place of what is kept; other exercises stay as they are. */
async function importFile(chosen: File): Promise<void> {
  let text: string;
  try {
    text = await chosen.text();
  } catch {
    say(words.unreadable);
    return;
  }
  let progress: Progress;
  try {
    progress = parse(text);
  } catch (error) {
    say(words.badFile(error as BadFile));
    return;
  }
  const before = allProgress();
  replaceProgress({ ...before, ...progress });
  show();
  const unknown = Object.keys(progress).filter((name) => !names.includes(name));
  const told = [words.imported(Object.keys(progress).length - unknown.length)];
  if (unknown.length > 0) told.push(words.unknown(unknown.join(", ")));
  say(told.join(" "), before);
}

byId("export").addEventListener("click", exportFile);
byId("import").addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  const [chosen] = file.files ?? [];
  file.value = ""; // the same file may be chosen again
  if (chosen) void importFile(chosen);
});
byId("forget").addEventListener("click", () => {
  const before = allProgress();
  replaceProgress({});
  show();
  say(words.forgotten, before);
});
// Another tab may solve one meanwhile, and a page that is gone back to may be as it was left.
addEventListener("storage", show);
addEventListener("pageshow", show);
startTheme();
