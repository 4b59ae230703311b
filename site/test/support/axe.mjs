// What axe finds on a page, or in a part of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const contrast = { type: "rule", values: ["color-contrast"] };

/**
 * What axe finds in the page and in the picture, one line each; within: a selector of what it looks at. A page of its own in a frame, the
 * embedded player, has its own test.
 */
export async function violations(page, { within, runOnly = rules } = {}) {
  for (const frame of page.frames()) {
    if (frame.parentFrame() && frame.url().includes("embed.")) continue;
    if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe);
  }
  return page.evaluate(async (within, runOnly) => {
    const { violations } = await globalThis.axe.run(within ?? document, { pingWaitTime: 100, runOnly, resultTypes: ["violations"] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.flat().join(" ")}: ${n.failureSummary.replace(/\s+/g, " ")}`));
  }, within, runOnly);
}

/** The same, and whether it can be read in every theme. */
export async function everything(page, within) {
  const found = await violations(page, { within });
  for (const theme of ["light", "dark", "contrast"]) {
    for (const frame of page.frames()) await frame.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    const poor = await violations(page, { within, runOnly: contrast });
    found.push(...poor.map((line) => `${theme}: ${line}`));
  }
  return found;
}
