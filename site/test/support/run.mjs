// Runs the browser tests (npm test), two files at a time; with arguments, only
// those files. Both processors are then busy throughout, and a page that waits
// for its turn is late. So a file that has failed is run once more, by itself;
// what fails again has failed. What does not is a race all the same, in a test
// or in a page, and the last lines name it.
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const asked = process.argv.slice(2).map((name) => resolve(name));
const all = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).map((name) => join(folder, name));

/** Runs files of tests; returns those that have failed. */
async function failing(files, concurrency) {
  const failed = new Set();
  const tests = run({ files, concurrency });
  // Of a file that dies no test is told but the file itself.
  tests.on("test:fail", ({ file, name }) => failed.add(file ?? resolve(name)));
  const report = tests.compose(new spec());
  report.pipe(process.stdout, { end: false });
  await finished(report);
  return [...failed];
}

const names = (files) => files.map((file) => basename(file)).join(", ");
const first = await failing(asked.length > 0 ? asked : all, 2);
if (first.length > 0) {
  console.log(`\nfailed, and run again by themselves: ${names(first)}\n`);
  const again = await failing(first, 1);
  const flaky = first.filter((file) => !again.includes(file));
  if (flaky.length > 0) console.log(`\nFLAKY, failed only among others: ${names(flaky)}`);
  if (again.length > 0) console.log(`\nFAILED twice: ${names(again)}`);
  process.exitCode = again.length > 0 ? 1 : 0;
}
