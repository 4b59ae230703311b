// The table of the schedules in which a program was checked: a row for each,
// which is filled in when its verdict is there.
import type { Settings } from "../data.ts";
import { byId, create } from "../elements.ts";
import type { Checked } from "../protocol.ts";
import { faults, words } from "./strings.ts";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

interface Row {
  element: HTMLTableRowElement;
  button: HTMLButtonElement;
  fault: HTMLElement;
  verdict?: Checked;
}

export class Results {
  private readonly title = byId("checks-title");
  private readonly bar = byId<HTMLProgressElement>("progress");
  private readonly onlyFailed = byId<HTMLInputElement>("only-failed");
  private rows: Row[] = [];
  private done = 0;
  private passed = 0;

  constructor(
    private readonly runs: readonly Settings[],
    private readonly chosen: (run: Settings, verdict: Checked) => void,
  ) {
    this.onlyFailed.addEventListener("change", () => {
      for (const { element, verdict } of this.rows) element.hidden = this.onlyFailed.checked && verdict?.passed === true;
    });
  }

  begin(): void {
    byId("checks").hidden = false;
    this.rows = this.runs.map((run, i) => this.row(run, i));
    byId("rows").replaceChildren(...this.rows.map((row) => row.element));
    this.done = 0;
    this.passed = 0;
    this.onlyFailed.checked = false;
    byId("only-failed-place").hidden = true;
    this.bar.hidden = false;
    this.title.className = "verdict";
    this.title.textContent = words.preparing;
    this.bar.removeAttribute("value");
    this.scrollIntoSight();
  }

  show(verdict: Checked): void {
    const row = this.rows[verdict.run];
    if (!row) return;
    row.verdict = verdict;
    this.done++;
    if (verdict.passed) this.passed++;
    row.element.className = verdict.passed ? "passed" : "failed";
    row.button.textContent = verdict.passed ? words.passed : words.failed;
    row.fault.textContent = faults(verdict)[0]?.split("\n")[0] ?? "";
    this.showProgress();
  }

  /** There will be no more verdicts; returns in how many schedules the program passed, null unless all are there. */
  end(): number | null {
    const all = this.done === this.runs.length;
    this.bar.hidden = true;
    for (const { button, verdict } of this.rows) button.disabled = !verdict;
    byId("only-failed-place").hidden = this.passed === 0 || this.passed === this.done;
    this.title.textContent = all ? words.verdict(this.passed, this.done) : words.stopped(this.done, this.runs.length);
    if (all) this.title.classList.add(this.passed === this.done ? "good" : "bad");
    this.showFirstFailed();
    this.scrollIntoSight();
    return all ? this.passed : null;
  }

  hide(): void {
    byId("checks").hidden = true;
  }

  private row(run: Settings, i: number): Row {
    const button = create("button", "verdict-button", words.waiting);
    button.type = "button";
    button.disabled = true;
    const schedule = create("span", "sr-only", words.schedule(run));
    schedule.id = `schedule-${i}`;
    button.setAttribute("aria-describedby", schedule.id);
    const fault = create("td", "fault");
    const cells = [create("td", "", button, schedule), ...[String(run.procs), run.policy, run.seed].map((text) => create("td", "", text)), fault];
    const row: Row = { element: create("tr", "waiting", ...cells), button, fault };
    // On a phone the rows are no longer laid out as a table, and would not be told as one.
    row.element.role = "row";
    for (const cell of cells) cell.role = "cell";
    // The whole row can be clicked; the button is there for the keyboard.
    row.element.addEventListener("click", () => {
      if (button.disabled || !row.verdict) return;
      for (const other of this.rows) other.button.removeAttribute("aria-current");
      button.setAttribute("aria-current", "true");
      this.chosen(run, row.verdict);
    });
    return row;
  }

  /** The results stand below the program, which may fill the window. */
  private scrollIntoSight(): void {
    byId("verdicts").scrollIntoView({ block: "nearest", behavior: reducedMotion.matches ? "instant" : "smooth" });
  }

  /** Brings it into the part of the table that is seen. */
  private showFirstFailed(): void {
    const first = this.rows.find(({ verdict }) => verdict?.passed === false)?.element;
    if (first) byId("schedules").scrollTop = first.offsetTop - 2 * first.offsetHeight;
  }

  private showProgress(): void {
    this.title.textContent = words.running(this.done, this.runs.length);
    this.bar.value = this.done / this.runs.length;
  }
}
