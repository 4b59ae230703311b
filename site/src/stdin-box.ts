// The box for the program's standard input, under the code.
import { byId } from "./elements.ts";
import { strings } from "./strings.ts";

export interface StdinEvents {
  /** Somebody typed. */
  changed(): void;
  /** Ctrl+Enter. */
  run(): void;
}

const minRows = 2;
const maxRows = 6;

export class StdinBox {
  private readonly box = byId<HTMLDetailsElement>("stdin");
  private readonly summary = byId("stdin-summary");
  private readonly area = byId<HTMLTextAreaElement>("stdin-text");

  constructor(on: StdinEvents) {
    this.area.placeholder = strings.stdinHint;
    this.area.setAttribute("aria-label", strings.stdin);
    this.area.addEventListener("input", () => {
      this.sayWhatIsIn();
      on.changed();
    });
    this.area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      on.run();
    });
  }

  get text(): string {
    return this.area.value;
  }

  /** Puts a text into the box, which is open when there is one. */
  show(text: string): void {
    this.area.value = text;
    this.box.open = text !== "";
    this.sayWhatIsIn();
  }

  /** The box is there unless a file of the program is read instead; what is in it stays. */
  setHidden(hidden: boolean): void {
    this.box.hidden = hidden;
  }

  private sayWhatIsIn(): void {
    const lines = this.text.split("\n").length;
    this.area.rows = Math.min(Math.max(lines, minRows), maxRows);
    if (this.text === "") this.summary.textContent = strings.stdin;
    else this.summary.textContent = strings.stdinLines(this.text.endsWith("\n") ? lines - 1 : lines);
  }
}
