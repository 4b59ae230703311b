// What the program has printed up to a step, with who printed it.
import { byId, create } from "./elements.ts";
import type { Output } from "./protocol.ts";
import { strings } from "./strings.ts";

/** A piece of one write: at most one line of it. Rows are made of pieces by one writer to one descriptor. */
interface Piece {
  step: number;
  g: number;
  fd: number;
  text: string;
  opensRow: boolean;
}

/** Cuts writes into pieces of lines. A write that continues an unfinished line by the same goroutine stays in its row. */
export function piecesOf(outputs: readonly Output[]): Piece[] {
  const pieces: Piece[] = [];
  let open: Output | undefined; // whose line is not finished
  for (const output of outputs) {
    const lines = output.text.split("\n");
    const finished = lines[lines.length - 1] === "";
    if (finished) lines.pop();
    lines.forEach((text, i) => {
      const continues = i === 0 && open !== undefined && open.g === output.g && open.fd === output.fd;
      pieces.push({ step: output.step, g: output.g, fd: output.fd, text, opensRow: !continues });
    });
    open = finished ? undefined : output;
  }
  return pieces;
}

/** So much of a line is shown: browsers take seconds to break lines of a megabyte. */
const longest = 5000;

export class OutputPane {
  private pieces: Piece[] = [];
  private shown: HTMLElement[] = []; // the elements of pieces[0..shown.length)
  private step = -1;

  constructor(private readonly container: HTMLElement) {
    // In another size, too, the end is what is shown.
    new ResizeObserver(() => this.scroll()).observe(container);
  }

  load(outputs: readonly Output[]): void {
    this.pieces = piecesOf(outputs);
    this.shown = [];
    this.step = -1;
    this.container.replaceChildren();
  }

  show(step: number): void {
    if (step === this.step) return;
    this.step = step;
    while (this.shown.length > 0 && (this.pieces[this.shown.length - 1]?.step ?? 0) > step) {
      const element = this.shown.pop();
      const row = element?.parentElement;
      element?.remove();
      if (row && !row.querySelector(".piece")) row.remove();
    }
    for (let i = this.shown.length; i < this.pieces.length; i++) {
      const piece = this.pieces[i];
      if (!piece || piece.step > step) break;
      this.shown.push(this.add(piece));
    }
    for (const row of this.container.querySelectorAll(".fresh")) row.classList.remove("fresh");
    for (let i = this.shown.length - 1; i >= 0 && this.pieces[i]?.step === step; i--) {
      this.shown[i]?.parentElement?.classList.add("fresh");
    }
    byId("tab-output").dataset["lines"] = String(this.container.childElementCount || "");
    this.container.dataset["empty"] = this.shown.length === 0 ? strings.nothingPrinted : "";
    this.scroll();
  }

  private scroll(): void {
    this.container.scrollTop = this.container.scrollHeight;
  }

  private add(piece: Piece): HTMLElement {
    const { text } = piece;
    const element = create("span", "piece", text.length > longest ? strings.cut(text.slice(0, longest), text.length) : text);
    const last = this.container.lastElementChild;
    if (piece.opensRow || !last) {
      const who = create("span", "who", piece.g === 0 ? strings.runtime : `G${piece.g}`);
      if (piece.g > 0) who.dataset["g"] = String(piece.g);
      this.container.append(create("div", piece.fd === 2 ? "row stderr" : "row", who, element));
    } else {
      last.append(element);
    }
    return element;
  }
}
