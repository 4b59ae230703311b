// The language version of a file, as the compiler takes it from the file's
// //go:build line: go1.21 there gives loop variables the rule of before 1.22.

const line = /^\/\/go:build go1\.(\d+)\n\n?/m;
const oldLine = "//go:build go1.21\n\n";

/** "1.21" or "1.22", the two rules that the page offers. */
export function languageOf(text: string): "1.21" | "1.22" {
  const match = line.exec(text);
  return match && Number(match[1]) < 22 ? "1.21" : "1.22";
}

export function withLanguage(text: string, version: string): string {
  if (languageOf(text) === version) return text;
  const without = text.replace(line, "");
  return version === "1.21" ? oldLine + without : without;
}
