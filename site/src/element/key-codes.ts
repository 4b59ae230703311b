// The old numbers of keys, by which many pages still know them; those of
// letters and digits are the codes of the characters.
export const keyCodes: Readonly<Record<string, number>> = {
  Enter: 13, Escape: 27, " ": 32, PageUp: 33, PageDown: 34, End: 35, Home: 36,
  ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, F5: 116,
  ",": 188, ".": 190, "/": 191,
};
