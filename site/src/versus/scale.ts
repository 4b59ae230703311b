// The drawing to scale, as numbers: an area of the drawing stands for so many
// bytes, the same for all that is drawn. Sizes are in CSS pixels, y grows
// downwards. Nothing here knows how it is put on the screen.

export interface Amounts {
  /** How many goroutines, and how many threads. */
  n: number;
  /** Bytes of each, and of the machine. */
  goroutine: number;
  reserved: number;
  touched: number;
  memory: number;
}

/** n equal squares, laid in rows from the bottom left: together as square as they get. */
export interface Pile {
  points: [x: number, y: number][];
  x: number;
  base: number;
  width: number;
  height: number;
  /** The side of one of them. */
  cell: number;
  columns: number;
  n: number;
  /** Too small to be seen: drawn as one pixel, larger than it is. */
  raised: boolean;
}

export interface ScaleBar {
  bytes: number;
  side: number;
}

/** The piles at one scale; some are left out where they would not fit. */
export interface Piles {
  goroutines: Pile;
  touched: Pile;
  reserved: Pile | null;
  memory: Pile | null;
  bar: ScaleBar;
}

export interface Lens extends Piles {
  x: number;
  y: number;
  width: number;
  height: number;
  /** How many times longer a line is in it. */
  times: number;
}

export interface Drawing extends Piles {
  reserved: Pile;
  memory: Pile;
  /** The middle of the line of scale. */
  barY: number;
  /** For what is too small beside the rest. */
  lens: Lens | null;
}

const barLine = 26;
const valueLine = 24;
const nameLine = 28;
const lensLine = 30;
const lensPadding = 14;

const columnsOf = (n: number) => Math.ceil(Math.sqrt(n));

function pile(n: number, cell: number, x: number, base: number): Pile {
  const columns = columnsOf(n);
  const rows = Math.floor(n / columns);
  const rest = n - rows * columns;
  const width = columns * cell;
  const height = (rows + (rest > 0 ? 1 : 0)) * cell;
  if (width < 1) return { ...pile(1, 1, x, base), cell, columns, n, raised: true };
  const full = base - rows * cell;
  const top = base - height;
  const step: Pile["points"] = rest > 0 ? [[x, top], [x + rest * cell, top], [x + rest * cell, full]] : [[x, full]];
  return { points: [[x, base], ...step, [x + width, full], [x + width, base]], x, base, width, height, cell, columns, n, raised: false };
}

/** The largest square of 1, 4, 16, 64 or 256 units that is small enough for the line of scale. */
function scaleBar(perRoot: number): ScaleBar {
  let bytes = 1;
  while (2 * Math.sqrt(bytes) * perRoot <= 18) bytes *= 4;
  return { bytes, side: Math.sqrt(bytes) * perRoot };
}

/** Lays out the drawing in a box: goroutines, threads and memory beside each other on one line. */
export function layOut(a: Amounts, width: number, height: number): Drawing {
  const compact = width < 560;
  const [first, gap] = compact ? [66, 12] : [104, 28];
  const room = height - barLine - valueLine - nameLine;
  const side = Math.max(40, Math.min(room, (width - first - 2 * gap - 2) / 2));
  const left = 1 + Math.max(0, (width - 2 - first - 2 * gap - 2 * side) / 2);
  const top = barLine + valueLine + Math.max(0, (room - side) / 2);
  const base = top + side;
  const threadsAt = left + first + gap;
  const memoryAt = threadsAt + side + gap;

  // The largest thing fills its place.
  const perRoot = Math.min(side / Math.sqrt(a.memory), side / (columnsOf(a.n) * Math.sqrt(a.reserved)));
  const of = (size: number, n: number, x: number) => pile(n, Math.sqrt(size) * perRoot, x, base);
  const reserved = of(a.reserved, a.n, threadsAt);
  const memory = of(a.memory, 1, memoryAt);

  const lensHeight = Math.round(0.66 * side);
  const small = side - lensHeight - valueLine - 6;
  let lens: Lens | null = null;
  if (reserved.height <= small) {
    lens = lensOnThreads(a, perRoot, { x: left, y: top - 12, width: first + gap + side, height: lensHeight }, first + gap);
  } else if (memory.height <= small) {
    lens = lensOnMemory(a, perRoot, { x: memoryAt, y: top - 12, width: width - 1 - memoryAt, height: lensHeight });
  }
  return {
    goroutines: of(a.goroutine, a.n, left),
    touched: of(a.touched, a.n, threadsAt),
    reserved,
    memory,
    bar: scaleBar(perRoot),
    barY: barLine / 2,
    lens,
  };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A few threads beside as many goroutines. */
function lensOnThreads(a: Amounts, outside: number, box: Box, threadsAt: number): Lens {
  const side = Math.min(box.height - lensLine - lensPadding, box.width - threadsAt - lensPadding);
  const perRoot = side / (columnsOf(a.n) * Math.sqrt(a.reserved));
  const base = box.y + box.height - lensPadding;
  const of = (size: number, x: number) => pile(a.n, Math.sqrt(size) * perRoot, x, base);
  return {
    ...box,
    goroutines: of(a.goroutine, box.x + lensPadding),
    touched: of(a.touched, box.x + threadsAt),
    reserved: of(a.reserved, box.x + threadsAt),
    memory: null,
    bar: scaleBar(perRoot),
    times: perRoot / outside,
  };
}

/** The memory with the goroutines in it, beside what the threads touch. */
function lensOnMemory(a: Amounts, outside: number, box: Box): Lens {
  const width = box.width - 3 * lensPadding;
  const height = box.height - lensLine - lensPadding;
  const [memory, touched] = [Math.sqrt(a.memory), columnsOf(a.n) * Math.sqrt(a.touched)];
  const perRoot = Math.min(width / (memory + touched), height / Math.max(memory, touched));
  const base = box.y + box.height - lensPadding;
  const x = box.x + lensPadding;
  return {
    ...box,
    goroutines: pile(a.n, Math.sqrt(a.goroutine) * perRoot, x, base),
    touched: pile(a.n, Math.sqrt(a.touched) * perRoot, x + memory * perRoot + lensPadding, base),
    reserved: null,
    memory: pile(1, memory * perRoot, x, base),
    bar: scaleBar(perRoot),
    times: perRoot / outside,
  };
}
