// The code pane: the program as it is typed, in the editor and in the box for
// its standard input. What is typed is kept for the next visit.
import type { PageData } from "./data.ts";
import type { Editor } from "./editor.ts";
import { byId } from "./elements.ts";
import { languageOf, withLanguage } from "./language-version.ts";
import { showProblems } from "./problems.ts";
import type { Diagnostic, Marker } from "./protocol.ts";
import { type Program, recallProgram, rememberProgram, samePrograms } from "./saved.ts";
import { StdinBox } from "./stdin-box.ts";
import { strings } from "./strings.ts";

/** How long typing rests before the text is remembered. */
const rememberAfterMs = 400;

export interface CodePaneOptions {
  /** The name under which what is typed is kept; without one nothing is. */
  keptAs?: string | undefined;
  readOnly?: boolean | undefined;
}

export interface CodePaneEvents {
  /** The program is another one. */
  changed(): void;
  /** Somebody has typed, or chosen other rules. */
  edited(program: Program): void;
  /** Somebody wants it run. */
  run(): void;
  /** The editor got the focus. */
  focused(): void;
}

export class CodePane {
  private readonly stdin: StdinBox;
  private editor: Editor | undefined;
  /** The program that the editor is to show once it is there. */
  private unread: Program | undefined;
  /** Changes of the text are somebody's typing. */
  private typed = true;
  /** The program was typed in an earlier visit, and not run since. */
  fromEarlierVisit = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** original is the program of the page itself, begun the one to begin with. */
  constructor(
    private readonly data: PageData,
    private readonly original: Program,
    private readonly begun: Program,
    private readonly options: CodePaneOptions,
    private readonly on: CodePaneEvents,
  ) {
    this.stdin = new StdinBox({ changed: () => this.onChange(), run: () => this.on.run() });
    if (data.versionSwitch) byId("versions").addEventListener("change", (event) => this.onVersion(event));
    this.show();
  }

  /** Puts the editor into the place of the text that stands there. */
  async start(): Promise<void> {
    const { Editor } = await import("./editor.ts");
    const { keptAs, readOnly = false } = this.options;
    const kept = keptAs === undefined || this.unread ? null : recallProgram(keptAs, this.original.texts.length);
    const program = this.unread ?? kept ?? this.begun;
    this.fromEarlierVisit = program !== this.unread && !samePrograms(program, this.original);
    this.stdin.show(program.stdin);
    this.editor = new Editor(byId("editor"), this.data.files, program.texts, readOnly, {
      changed: () => {
        // The editor keeps its marks where their text still stands; the list would name wrong lines.
        showProblems([], () => {});
        this.onChange();
      },
      run: () => this.on.run(),
      focused: () => this.on.focused(),
      fileShown: (index) => this.showTab(index),
    });
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      tab.addEventListener("click", () => this.editor?.showFile(Number(tab.dataset["file"])));
    }
    this.showTab(0);
    this.show();
    this.on.changed();
  }

  /** The program as it is typed now. */
  get program(): Program {
    return this.editor ? { texts: this.editor.texts(), stdin: this.stdin.text } : (this.unread ?? this.begun);
  }

  /** Whether it is another than the page's own. */
  get isChanged(): boolean {
    return !samePrograms(this.program, this.original);
  }

  /** Puts a program into the pane; nobody has typed it. */
  put(program: Program): void {
    this.unread = program;
    if (this.editor) {
      this.typed = false;
      this.editor.replace(program.texts);
      this.stdin.show(program.stdin);
      this.typed = true;
    }
    this.show();
    this.on.changed();
  }

  /** Puts the page's own program into the pane, and forgets what was typed. */
  restore(): void {
    this.put(this.original);
    this.remember();
    this.on.edited(this.original);
  }

  /** Keeps the program for the next visit. */
  remember(): void {
    clearTimeout(this.timer);
    // What is remembered is not in the editor yet.
    if (!this.editor || this.options.keptAs === undefined) return;
    rememberProgram(this.options.keptAs, this.isChanged ? this.program : null);
  }

  /** Marks the lines of goroutines, in the files that the run names; cut: there are more than those. */
  mark(markers: readonly Marker[], cut: boolean, files: readonly string[], still: boolean): void {
    this.editor?.mark(markers, cut, files, still);
  }

  /** Lists the problems of the program as it is, and marks their places. */
  setProblems(problems: readonly Diagnostic[]): void {
    showProblems(problems, (problem) => this.editor?.goTo(problem));
    this.editor?.setProblems(problems);
  }

  private onChange(): void {
    if (!this.editor) return;
    this.show();
    if (this.typed) {
      this.on.edited(this.program);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.remember(), rememberAfterMs);
    }
    this.on.changed();
  }

  /** Shows what stands around the text. */
  private show(): void {
    if (!this.isChanged) this.fromEarlierVisit = false;
    this.stdin.setHidden(!this.editor || this.editor.hasStdin());
    this.nameTabs();
    this.showVersion();
  }

  private showTab(index: number): void {
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      const on = Number(tab.dataset["file"]) === index;
      tab.classList.toggle("on", on);
      if (tab.getAttribute("role") === "tab") tab.setAttribute("aria-selected", String(on));
    }
  }

  /** The one tab of a text with several files says so, since the name is none of theirs. */
  private nameTabs(): void {
    const [tab, ...others] = byId("tabs").querySelectorAll<HTMLElement>(".tab");
    if (!tab || others.length > 0) return;
    tab.textContent = this.editor?.isArchive(0) ? strings.archive : (this.data.files[0]?.name ?? "");
  }

  /** Changes the rules for loop variables. */
  private onVersion(event: Event): void {
    if (!(event.target instanceof HTMLInputElement) || !this.editor) return;
    const [first = "", ...rest] = this.program.texts;
    this.editor.replace([withLanguage(first, event.target.value), ...rest]);
    this.on.run();
  }

  private showVersion(): void {
    if (!this.data.versionSwitch) return;
    const version = languageOf(this.program.texts[0] ?? "");
    for (const input of byId("versions").querySelectorAll("input")) input.checked = input.value === version;
  }
}
