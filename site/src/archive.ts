// The text of a program may be an archive (txtar): several files, each under a
// line "-- name --". scenarios/lower/txtar.go divides it for a run; this is
// what the page needs to know of it: which line belongs to which file.

/** A file in a text. Its line n is line heading + n of the text. */
export interface Section {
  name: string;
  /** The line that names it, from 1; 0: the text begins with it. */
  heading: number;
}

/** The file above the first heading, as the Go playground calls it. */
const progName = "prog.go";
/** The file that is the program's standard input. */
export const stdinName = "stdin";

/** The name in a line that begins a file; null: it does not. */
export function nameIn(line: string): string | null {
  return /^-- (.*) --$/s.exec(line)?.[1]?.trim() || null;
}

/** The files of a text; a text without headings is one file of the given name. */
export function sectionsOf(name: string, lines: Iterable<string>): readonly Section[] {
  const headed: Section[] = [];
  let heading = 0;
  for (const line of lines) {
    heading++;
    const found = nameIn(line);
    if (found !== null) headed.push({ name: found, heading });
  }
  return [{ name: headed.length > 0 ? progName : name, heading: 0 }, ...headed];
}

/** The line of the text at which a file has its given line; null: there is no such file. */
export function lineIn(sections: readonly Section[], file: string, line: number): number | null {
  const section = sections.findLast((s) => s.name === file);
  return section ? section.heading + line : null;
}

/** The number, in its own file, of a line of the text; 0 for a heading. */
export function numberIn(sections: readonly Section[], line: number): number {
  return line - (sections.findLast((s) => s.heading <= line)?.heading ?? 0);
}
