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

/** The texts typed for a scenario, in the order of its files; null when there are none of the right number. */
export function recallTexts(scenario: string, files: number): string[] | null {
  const saved = recall("code:" + scenario);
  if (saved === null) return null;
  try {
    const texts: unknown = JSON.parse(saved);
    if (Array.isArray(texts) && texts.length === files && texts.every((t) => typeof t === "string")) return texts;
  } catch {
    // Not written by us.
  }
  return null;
}

export function rememberTexts(scenario: string, texts: string[] | null): void {
  remember("code:" + scenario, texts === null ? null : JSON.stringify(texts));
}
