// What survives a reload. Storage may be refused (private windows, embedded
// pages); then nothing is kept and nothing fails.

const prefix = "gopark:";

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Not kept; see above.
  }
}

/** As recall and remember, but only until the page's window is closed. */
export function recallNow(key: string): string | null {
  try {
    return sessionStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

export function rememberNow(key: string, value: string): void {
  try {
    sessionStorage.setItem(prefix + key, value);
  } catch {
    // Not kept; see above.
  }
}

/** What somebody has made of a scenario: its texts, in the order of its files, and the standard input. */
export interface Program {
  texts: readonly string[];
  stdin: string;
}

export function samePrograms(a: Program, b: Program): boolean {
  return sameTexts(a.texts, b.texts) && a.stdin === b.stdin;
}

export function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/** The program typed for a scenario; null when there is none with that number of files. */
export function recallProgram(scenario: string, files: number): Program | null {
  const saved = recall("code:" + scenario);
  if (saved === null) return null;
  try {
    const value: unknown = JSON.parse(saved);
    // Before there was a standard input, the texts stood alone.
    const program = (Array.isArray(value) ? { texts: value, stdin: "" } : value) as Program;
    if (program.texts.length === files && [...program.texts, program.stdin].every((t) => typeof t === "string")) return program;
  } catch {
    // Not written by us.
  }
  return null;
}

export function rememberProgram(scenario: string, program: Program | null): void {
  remember("code:" + scenario, program === null ? null : JSON.stringify(program));
}
