// The table of what was measured: a row for each number of goroutines, those
// that have not been tried yet among them, so that nothing moves when one is
// filled.
import { create } from "../elements.ts";
import type { Counted } from "../protocol.ts";
import { integer } from "./format.ts";
import { strings } from "./strings.ts";

/** The right end of the gauges. */
const gaugeBytes = 4096;
/** Go takes stacks from the system sixteen at a time: fewer goroutines than this share what others would have filled. */
export const fewest = 100;
/** Browsers round their clocks, some to a millisecond. */
const shortestNs = 5e6;

export class Results {
  private readonly rows = new Map<number, HTMLTableRowElement>();

  constructor(
    private readonly body: HTMLTableSectionElement,
    ns: readonly number[],
  ) {
    for (const n of ns) this.row(n);
  }

  show(c: Counted): void {
    const row = this.row(c.goroutines);
    row.className = "measured";
    const timed = c.startNs >= shortestNs;
    row.replaceChildren(
      head(c.goroutines),
      c.goroutines < fewest ? cell(strings.tooFew) : memoryCell(c),
      cell(timed ? strings.duration(c.startNs / c.goroutines) : strings.tooFew),
      cell(strings.duration(c.switchNs)),
    );
  }

  /** The row of a number; a new one is put where it belongs. */
  private row(n: number): HTMLTableRowElement {
    let row = this.rows.get(n);
    if (!row) {
      row = create("tr", "", head(n), cell(strings.notRun), cell("–"), cell("–"));
      this.rows.set(n, row);
      const after = [...this.rows].filter(([other]) => other > n).sort(([a], [b]) => a - b)[0];
      this.body.insertBefore(row, after?.[1] ?? null);
    }
    return row;
  }
}

function head(n: number): HTMLTableCellElement {
  const th = create("th", "", integer(n));
  th.scope = "row";
  return th;
}

function cell(...children: (Node | string)[]): HTMLTableCellElement {
  return create("td", "", ...children);
}

function memoryCell(c: Counted): HTMLTableCellElement {
  const [stack, rest] = [c.stackBytes / c.goroutines, c.heapBytes / c.goroutines];
  const gauge = create("span", "gauge", part("stack", stack, gaugeBytes), part("rest", rest, gaugeBytes - stack));
  gauge.role = "img";
  gauge.ariaLabel = strings.gaugeTitle(stack, rest);
  return cell(create("span", "each", strings.eachBytes(stack + rest)), gauge);
}

function part(name: string, size: number, room: number): HTMLElement {
  const element = create("span", name);
  element.style.width = `${(100 * Math.max(0, Math.min(size, room))) / gaugeBytes}%`;
  return element;
}
