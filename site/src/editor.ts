// The code pane: CodeMirror with one marker per goroutine at its current
// line. It is loaded after the picture; until then the page shows the same
// code as plain text.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic as Squiggle, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, RangeSet, type Range, StateEffect, StateField, type Text, Transaction } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  gutter,
  gutterLineClass,
  GutterMarker,
  highlightActiveLine,
  keymap,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

import { lineIn, stdinName } from "./archive.ts";
import { archiveEditing, sectionsIn } from "./archive-editing.ts";
import type { SourceFile } from "./data.ts";
import { create } from "./elements.ts";
import type { Diagnostic, Marker } from "./protocol.ts";
import { strings } from "./strings.ts";

export interface EditorEvents {
  /** Somebody typed, undid, or replaced the text. */
  changed(): void;
  /** Ctrl+Enter. */
  run(): void;
  /** The editor got the focus. */
  focused(): void;
  /** Another text is shown. */
  fileShown(index: number): void;
}

/** How many pills stand at one line before the rest are counted. */
const maxPills = 3;
/** Lines kept free above and below the acting line before the code scrolls. */
const marginLines = 2;

/** A line of one of the texts. */
interface Place {
  index: number;
  line: number;
}

interface LineMarks {
  state: string;
  markers: Marker[];
  cut: boolean;
}

const setMarks = StateEffect.define<ReadonlyMap<number, LineMarks>>();

class Pills extends GutterMarker {
  private readonly key: string;

  /** cut: there are more goroutines than those, here or elsewhere. */
  constructor(
    private readonly markers: readonly Marker[],
    private readonly cut: boolean,
  ) {
    super();
    this.key = markers.map((m) => `${m.g}${m.state}${m.acts}`).join(" ") + cut;
  }

  override eq(other: Pills): boolean {
    return other.key === this.key;
  }

  override toDOM(): Node {
    const pills = this.markers.slice(0, maxPills).map((m) => {
      const pill = create("span", `pill state-${m.state}${m.acts ? " acts" : ""}`, `G${m.g}`);
      pill.title = strings.markerTitle(m.g, m.state);
      pill.dataset["g"] = String(m.g);
      return pill;
    });
    const rest = this.markers.length - maxPills;
    if (rest > 0) {
      // Their number would be wrong where not all are known.
      const more = create("span", "pill more", this.cut ? strings.manyGoroutines : strings.otherGoroutines(rest));
      more.title = this.cut ? strings.manyGoroutinesTitle : this.markers.slice(maxPills).map((m) => `G${m.g}`).join(" ");
      pills.push(more);
    }
    return create("span", "pills", ...pills);
  }
}

class TintedGutter extends GutterMarker {
  constructor(state: string) {
    super();
    this.elementClass = `tint-${state}`;
  }
}

interface Marks {
  lines: ReturnType<typeof Decoration.set>;
  pills: RangeSet<GutterMarker>;
  tints: RangeSet<GutterMarker>;
}

const noMarks: Marks = { lines: Decoration.none, pills: RangeSet.empty, tints: RangeSet.empty };

function marksOf(doc: Text, byLine: ReadonlyMap<number, LineMarks>): Marks {
  const lines: Range<Decoration>[] = [];
  const pills: Range<GutterMarker>[] = [];
  const tints: Range<GutterMarker>[] = [];
  for (const [number, { state, markers, cut }] of [...byLine].sort(([a], [b]) => a - b)) {
    if (number < 1 || number > doc.lines) continue;
    const at = doc.line(number).from;
    lines.push(Decoration.line({ class: `tint-${state}` }).range(at));
    pills.push(new Pills(markers, cut).range(at));
    tints.push(new TintedGutter(state).range(at));
  }
  return { lines: Decoration.set(lines), pills: RangeSet.of(pills), tints: RangeSet.of(tints) };
}

const marksField = StateField.define<Marks>({
  create: () => noMarks,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return marksOf(transaction.state.doc, effect.value);
    }
    // Lines of the old text mean nothing in the new one.
    return transaction.docChanged ? noMarks : marks;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (marks) => marks.lines),
    gutterLineClass.from(field, (marks) => marks.tints),
  ],
});

/** The position of a line and a column in bytes, as the Go compiler counts. */
function positionOf(doc: Text, line: number, byteCol: number): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let bytes = 1;
  let offset = 0;
  for (const char of at.text) {
    if (bytes >= byteCol) break;
    bytes += new TextEncoder().encode(char).length;
    offset += char.length;
  }
  return at.from + offset;
}

/** The end of what a diagnostic is about: as long as it says, or the word that begins there, or one character. */
function endOf(doc: Text, from: number, bytes: number): number {
  const line = doc.lineAt(from);
  const rest = line.text.slice(from - line.from);
  if (bytes > 0) {
    let used = 0;
    let length = 0;
    for (const char of rest) {
      if (used >= bytes) break;
      used += new TextEncoder().encode(char).length;
      length += char.length;
    }
    return from + length;
  }
  const word = /^[\p{L}\p{N}_]+/u.exec(rest)?.[0] ?? rest.slice(0, 1);
  return from + word.length;
}

export class Editor {
  private readonly view: EditorView;
  private readonly states: EditorState[];
  private current = 0;
  private byFile: Map<number, LineMarks>[] = [];
  /** The line where the step happened; 0: it is at none. */
  private acting = 0;
  private revealed = false;
  private problems: readonly Diagnostic[] = [];

  constructor(
    container: HTMLElement,
    private readonly files: readonly SourceFile[],
    texts: readonly string[],
    readOnly: boolean,
    private readonly events: EditorEvents,
  ) {
    this.states = files.map((file, i) => EditorState.create({ doc: texts[i] ?? file.text, extensions: [EditorState.readOnly.of(readOnly || file.fixed === true), this.extensions(file.name)] }));
    container.replaceChildren();
    const state = this.states[0];
    if (!state) throw new Error("a scenario has at least one file");
    this.view = new EditorView({ state, parent: container });
    // What was in sight may not be any more. CodeMirror itself lets a change of
    // size pass that comes soon after another change.
    new ResizeObserver(() => {
      this.view.requestMeasure({ read: () => {}, write: () => this.reveal(this.acting, true) });
    }).observe(this.view.scrollDOM);
  }

  texts(): string[] {
    this.keepState();
    return this.states.map((state) => state.doc.toString());
  }

  /** Replaces the texts, as one edit per file that can be undone. */
  replace(texts: readonly string[]): void {
    texts.forEach((text, i) => {
      const old = this.stateOf(i);
      if (old.doc.toString() === text) return;
      const change = { changes: { from: 0, to: old.doc.length, insert: text } };
      if (i === this.current) this.view.dispatch(change);
      else this.states[i] = old.update(change).state;
    });
    this.events.changed();
  }

  showFile(index: number): void {
    if (index === this.current || !this.states[index]) return;
    this.keepState();
    this.current = index;
    this.view.setState(this.states[index]);
    this.applyMarks();
    this.applyProblems();
    this.events.fileShown(index);
  }

  /** Whether a text is an archive of several files. */
  isArchive(index: number): boolean {
    return sectionsIn(this.stateOf(index)).length > 1;
  }

  /** Whether one of the program's files is its standard input. */
  hasStdin(): boolean {
    return this.files.some((_, i) => lineIn(sectionsIn(this.stateOf(i)), stdinName, 1) !== null);
  }

  /** Puts the markers, the most important first, at their lines in the files of a run, given by name; an empty list takes them away. cut: not all goroutines have one. */
  mark(markers: readonly Marker[], cut: boolean, files: readonly string[], reducedMotion: boolean): void {
    this.byFile = this.files.map(() => new Map<number, LineMarks>());
    let acting: Place | undefined;
    for (const marker of markers) {
      const place = this.placeOf(files[marker.file] ?? "", marker.line);
      const lines = this.byFile[place?.index ?? -1];
      if (!place || !lines) continue;
      if (marker.acts) acting ??= place;
      const marks = lines.get(place.line);
      if (marks) marks.markers.push(marker);
      else lines.set(place.line, { state: marker.state, markers: [marker], cut });
    }
    if (acting && acting.index !== this.current) this.showFile(acting.index);
    else this.applyMarks();
    this.acting = acting?.line ?? 0;
    this.reveal(this.acting, reducedMotion);
  }

  setProblems(problems: readonly Diagnostic[]): void {
    this.problems = problems;
    this.applyProblems();
  }

  goTo(problem: Diagnostic): void {
    const place = this.placeOf(problem.file, problem.line);
    if (place) this.showFile(place.index);
    const at = positionOf(this.view.state.doc, place?.line ?? 1, problem.col);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  /** Where a line of one of the program's files is. */
  private placeOf(file: string, line: number): Place | null {
    for (const index of this.files.keys()) {
      const found = lineIn(sectionsIn(this.stateOf(index)), file, line);
      if (found !== null) return { index, line: found };
    }
    return null;
  }

  private stateOf(index: number): EditorState {
    const state = index === this.current ? this.view.state : this.states[index];
    if (!state) throw new Error(`no file ${index}`);
    return state;
  }

  private keepState(): void {
    this.states[this.current] = this.view.state;
  }

  private applyMarks(): void {
    this.view.dispatch({ effects: setMarks.of(this.byFile[this.current] ?? new Map<number, LineMarks>()) });
  }

  private applyProblems(): void {
    const doc = this.view.state.doc;
    const squiggles: Squiggle[] = [];
    for (const p of this.problems) {
      const place = p.line >= 1 ? this.placeOf(p.file, p.line) : null;
      if (place?.index !== this.current) continue;
      const from = positionOf(doc, place.line, p.col);
      const message = p.hint ? `${p.message}\n${p.hint}` : p.message;
      squiggles.push({ from, to: endOf(doc, from, p.len), severity: "error", message });
    }
    this.view.dispatch(setDiagnostics(this.view.state, squiggles));
  }

  /** Scrolls, calmly, only when the line is not well in sight. */
  private reveal(line: number, atOnce: boolean): void {
    const doc = this.view.state.doc;
    if (line < 1 || line > doc.lines) return;
    const block = this.view.lineBlockAt(doc.line(line).from);
    const scroller = this.view.scrollDOM;
    const margin = marginLines * this.view.defaultLineHeight;
    const top = scroller.scrollTop;
    if (block.top >= top + margin && block.bottom <= top + scroller.clientHeight - margin) return;
    const target = block.top - (scroller.clientHeight - block.height) / 2;
    // Where the reader arrives, nothing has been seen yet that could move.
    scroller.scrollTo({ top: target, behavior: atOnce || !this.revealed ? "instant" : "smooth" });
    this.revealed = true;
  }

  private extensions(name: string): Extension {
    return [
      marksField,
      archiveEditing(name),
      gutter({
        class: "cm-pills",
        side: "after",
        markers: (view) => view.state.field(marksField).pills,
      }),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      syntaxHighlighting(classHighlighter),
      // As gofmt writes it.
      indentUnit.of("\t"),
      EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
      keymap.of([
        {
          key: "Mod-Enter",
          run: () => {
            this.events.run();
            return true;
          },
        },
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      // Tab passes through for who only passes through: it indents once
      // somebody has clicked, typed or moved the cursor here, until Esc.
      EditorView.domEventHandlers({
        focus: (_, view) => view.setTabFocusMode(true),
        click: (_, view) => view.setTabFocusMode(false),
      }),
      EditorView.updateListener.of((update) => {
        if (update.transactions.some((t) => t.annotation(Transaction.userEvent) !== undefined)) update.view.setTabFocusMode(false);
        if (update.docChanged) this.events.changed();
        if (update.focusChanged && update.view.hasFocus) this.events.focused();
      }),
    ];
  }
}
