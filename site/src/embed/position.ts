// The position of an embedded player outlives a reload of its frame: slide
// decks unload frames that are out of sight and load them again. It is kept in
// the name of the frame's window, which lives just as long as the frame: in a
// storage, all players of a site with the same address would share it.
const prefix = "gopark:";
const address = location.search + location.hash;

export function keptPosition(): number | null {
  if (!window.name.startsWith(prefix)) return null;
  const [, step, of] = /^(\d+) (.*)$/s.exec(window.name.slice(prefix.length)) ?? [];
  return step !== undefined && of === address ? Number(step) : null;
}

export function keepPosition(step: number): void {
  // A name that the host has given is the host's.
  if (window.name === "" || window.name.startsWith(prefix)) window.name = `${prefix}${step} ${address}`;
}
