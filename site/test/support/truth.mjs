// What the recorded traces say, by way of the command's JSON twin: the page is
// compared with it, not with itself.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** The folder of the built site, from the environment. */
export function dist() {
  const dir = process.env.GOPARK_DIST;
  if (!dir) throw new Error("expected the folder of the built site in GOPARK_DIST (gopark build -o DIR)");
  return dir;
}

/** The names of the scenarios, which are those of their folders. */
export function scenarios() {
  const catalog = join(repository, "scenarios", "catalog");
  return readdirSync(catalog).filter((name) => existsSync(join(catalog, name, "scenario.json"))).sort();
}

let command;

/** Finds the command in GOPARK_COMMAND, or builds it once for all tests; returns what removes it. */
export function prepareCommand() {
  command = process.env.GOPARK_COMMAND;
  if (command) return () => {};
  const dir = mkdtempSync(join(tmpdir(), "gopark-command-"));
  command = join(dir, "gopark");
  execFileSync("go", ["build", "-o", command, "."], { cwd: repository });
  return () => rmSync(dir, { recursive: true, force: true });
}

/** What a verb of the command writes about a program with its settings. */
function told({ files, settings }, verb, ...flags) {
  const dir = mkdtempSync(join(tmpdir(), "gopark-program-"));
  try {
    for (const file of files) writeFileSync(join(dir, file.name), file.text);
    const args = [verb, "-procs", String(settings.procs), "-seed", settings.seed, "-policy", settings.policy, ...flags];
    return execFileSync(command, [...args, ...files.map((file) => file.name)], { cwd: dir, maxBuffer: 1 << 28 });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The trace of a page's program, parsed from the JSON twin. */
export function traceOf(program) {
  return JSON.parse(told(program, "trace", "-json"));
}

/** The trace as the player takes it. */
export function recordingOf(program) {
  return told(program, "trace");
}

/** A step of the run as SVG, as large as the player. */
export function drawingOf(program, step, { width, height }, theme, simple = false) {
  return told(program, "draw", "-size", `${width}x${height}`, "-steps", String(step), "-theme", theme, `-simple=${simple}`).toString();
}

/** The program and the settings of a page, read from the built site. */
export function programOf(name) {
  const page = readFileSync(join(dist(), `${name}.html`), "utf8");
  return JSON.parse(page.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
}
