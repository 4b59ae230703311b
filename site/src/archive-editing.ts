// What the editor does with a text of several files: headings that look like
// headings, line numbers that begin anew, and Go's syntax only in Go files.
import { goLanguage } from "@codemirror/lang-go";
import { defineLanguageFacet, Language, languageDataProp } from "@codemirror/language";
import { EditorState, type Extension, Facet, type Range, RangeSet, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutterLineClass, GutterMarker, lineNumbers } from "@codemirror/view";
import { type Input, NodeType, Parser, type PartialParse, parseMixed, Tree, type TreeFragment } from "@lezer/common";

import { nameIn, numberIn, type Section, sectionsOf } from "./archive.ts";

const fileName = Facet.define<string, string>({ combine: (names) => names[0] ?? "" });

const sections = StateField.define<readonly Section[]>({
  create: (state) => sectionsOf(state.facet(fileName), state.doc.iterLines()),
  update: (old, { docChanged, state }) => (docChanged ? sectionsOf(state.facet(fileName), state.doc.iterLines()) : old),
});

export function sectionsIn(state: EditorState): readonly Section[] {
  return state.field(sections);
}

const headingLine = Decoration.line({ class: "heading" });
const headingName = Decoration.mark({ class: "heading-name" });
const headingGutter = new (class extends GutterMarker {
  override elementClass = "heading";
})();

function headingsOf(state: EditorState): { lines: Range<Decoration>[]; gutter: Range<GutterMarker>[] } {
  const lines: Range<Decoration>[] = [];
  const gutter: Range<GutterMarker>[] = [];
  for (const { name, heading } of sectionsIn(state)) {
    if (heading === 0) continue;
    const { from, text } = state.doc.line(heading);
    const at = from + text.indexOf(name, 3);
    lines.push(headingLine.range(from), headingName.range(at, at + name.length));
    gutter.push(headingGutter.range(from));
  }
  return { lines, gutter };
}

const data = defineLanguageFacet();
const archive = NodeType.define({ id: 0, name: "Archive", top: true, props: [[languageDataProp, data]] });
const heading = NodeType.define({ id: 1, name: "Heading" });
const goFile = NodeType.define({ id: 2, name: "GoFile" });
const otherFile = NodeType.define({ id: 3, name: "OtherFile" });

/** Divides a text into its files, at once. */
class ArchiveParse implements PartialParse {
  parsedPos = 0;
  stoppedAt: number | null = null;

  constructor(private readonly input: Input) {}

  advance(): Tree {
    const text = this.input.read(0, this.input.length);
    const nodes: Tree[] = [];
    const positions: number[] = [];
    const add = (type: NodeType, from: number, to: number): void => {
      if (from === to) return;
      nodes.push(new Tree(type, [], [], to - from));
      positions.push(from);
    };
    let type = goFile;
    let begin = 0; // of the file
    for (let from = 0; from <= text.length; ) {
      const end = text.indexOf("\n", from);
      const to = end < 0 ? text.length : end;
      const name = nameIn(text.slice(from, to));
      if (name !== null) {
        add(type, begin, from);
        add(heading, from, to);
        begin = to;
        type = name.endsWith(".go") ? goFile : otherFile;
      }
      from = to + 1;
    }
    add(type, begin, text.length);
    this.parsedPos = text.length;
    return new Tree(archive, nodes, positions, text.length);
  }

  stopAt(pos: number): void {
    this.stoppedAt = pos;
  }
}

const mixed = parseMixed((node) => (node.type === goFile ? { parser: goLanguage.parser } : null));

class ArchiveParser extends Parser {
  createParse(input: Input, fragments: readonly TreeFragment[], ranges: readonly { from: number; to: number }[]): PartialParse {
    return mixed(new ArchiveParse(input), input, fragments, ranges);
  }
}

const language = new Language(data, new ArchiveParser(), [], "archive");

/** Edits a text that is one Go file of the given name, or an archive. */
export function archiveEditing(name: string): Extension {
  return [
    fileName.of(name),
    sections,
    language,
    lineNumbers({ formatNumber: (n, state) => String(numberIn(sectionsIn(state), n) || "") }),
    EditorView.decorations.compute([sections], (state) => Decoration.set(headingsOf(state).lines, true)),
    gutterLineClass.compute([sections], (state) => RangeSet.of(headingsOf(state).gutter)),
  ];
}
