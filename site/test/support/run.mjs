// Runs the browser tests (npm test), two files at a time; with arguments, only
// those files. Both processors are then busy throughout, and a page that waits
// for its turn is late. So a file that has failed is run once more, by itself;
// what fails again has failed. What does not is a race all the same, in a test
// or in a page, and the last lines name it.
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const asked = process.argv.slice(2).map((name) => resolve(name));
const all = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).map((name) => join(folder, name));

/** Runs a file of tests and prints what became of them; reports whether all is well. */
async function passes(file) {
  let well = true;
  const tests = run({ files: [file] });
  tests.on("test:fail", () => (well = false));
  const report = await text(tests.compose(new spec()));
  console.log(`\n${basename(file)}\n${report}`);
  return well;
}

/** Runs files of tests, so many at a time; returns those that have failed. */
async function failing(files, atOnce) {
  const [left, failed] = [[...files], []];
  const work = async () => {
    for (let file; (file = left.shift()); ) if (!(await passes(file))) failed.push(file);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}

const names = (files) => files.map((file) => basename(file)).join(", ");
const first = await failing(asked.length > 0 ? asked : all, 2);
if (first.length > 0) {
  console.log(`\nfailed, and run again by themselves: ${names(first)}`);
  const again = await failing(first, 1);
  const flaky = first.filter((file) => !again.includes(file));
  if (flaky.length > 0) console.log(`\nFLAKY, failed only among others: ${names(flaky)}`);
  if (again.length > 0) console.log(`\nFAILED twice: ${names(again)}`);
  process.exitCode = again.length > 0 ? 1 : 0;
}
