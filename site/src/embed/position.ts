// The position of an embedded player outlives a reload of its frame: hosts such
// as slide decks unload frames that are out of sight.

/** Frames with the same address share it; the storage is that of the window. */
const key = "gopark:position:" + location.search + location.hash;

export function keptPosition(): number | null {
  try {
    const step = sessionStorage.getItem(key);
    return step === null ? null : Number(step);
  } catch {
    return null;
  }
}

export function keepPosition(step: number): void {
  try {
    sessionStorage.setItem(key, String(step));
  } catch {
    // Storage may be refused; then the position is lost with the frame.
  }
}
