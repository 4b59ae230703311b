// What players tell the page that they are embedded in.
export const patience = { timeout: 60_000, polling: 30 };

/** Notes the events of all players of a page as [id of the element, name, detail]. */
export function listen() {
  if (window !== top) return;
  window.heard = [];
  for (const name of ["ready", "play", "pause", "step", "marker", "finding", "output", "error", "ended", "score"]) {
    addEventListener(name, (event) => event instanceof CustomEvent && window.heard.push([event.target.id, name, event.detail]), true);
  }
}

/** Waits until a player has told so many events of a name; returns the last. */
export async function heard(page, id, name, count = 1) {
  const handle = await page.waitForFunction(
    (i, n, c) => {
      const all = window.heard.filter(([from, what]) => from === i && what === n);
      return all.length >= c ? all.at(-1)[2] : null;
    },
    patience, id, name, count,
  ).catch(async (error) => {
    const all = await page.evaluate(() => window.heard.map(([i, n, d]) => `${i} ${n} ${d.message ?? d.currentStep}`).join("\n"));
    throw new Error(`expected ${count} events ${name} of ${id}, heard:\n${all}`, { cause: error });
  });
  return handle.jsonValue();
}
