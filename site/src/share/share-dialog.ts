// The dialog that makes links, the code for other pages, and a QR code for a
// classroom. It is loaded when it is first opened.
import type { PageData } from "../data.ts";
import { byId, create } from "../elements.ts";
import { maxLink, writeLink } from "../link/link.ts";
import type { Player } from "../player.ts";
import { samePrograms } from "../saved.ts";
import { strings } from "../strings.ts";
import { embedCode, frameCode } from "./embed-code.ts";
import { maxQR, qrOf } from "./qr.ts";

export class ShareDialog {
  private readonly dialog = byId<HTMLDialogElement>("share");
  private readonly link = byId<HTMLInputElement>("share-link");
  private readonly code = byId<HTMLTextAreaElement>("share-code");
  private readonly qr = byId("share-qr");
  private readonly says = byId("share-says");
  private readonly atStep = byId<HTMLInputElement>("share-step");
  private readonly withSchedule = byId<HTMLInputElement>("share-schedule");
  private readonly asFrame = byId<HTMLInputElement>("share-frame");
  private objectURLs: string[] = [];

  /** page is the file of the page that links lead to. */
  constructor(
    private readonly player: Player,
    private readonly data: PageData,
    private readonly page: string,
  ) {
    this.dialog.addEventListener("change", () => void this.fill());
    this.dialog.addEventListener("close", () => this.forget());
    byId("share-copy-link").addEventListener("click", () => void this.copy(this.link));
    byId("share-copy-code").addEventListener("click", () => void this.copy(this.code));
    byId("share-large").addEventListener("click", () => {
      const large = this.qr.classList.toggle("large");
      byId("share-large").setAttribute("aria-pressed", String(large));
    });
  }

  async open(): Promise<void> {
    if (this.dialog.open) return;
    this.player.command("pause");
    await this.fill();
    this.dialog.showModal();
    this.link.select();
  }

  private async fill(): Promise<void> {
    const { player, data } = this;
    const typed = player.program();
    // The step belongs to the run in the picture; a program that was changed since has not run yet.
    const shown = samePrograms(typed, player.shown.program) && player.loaded !== undefined;
    this.atStep.disabled = !shown;
    byId("share-step-label").textContent = strings.shareStep(player.step, player.loaded?.steps ?? 0);
    const step = shown && this.atStep.checked ? player.step : 0;
    const schedule = shown && this.withSchedule.checked ? (player.loaded?.schedule ?? "") : player.shown.settings.schedule;
    const settings = { ...player.shown.settings, schedule };
    const program = data.trace !== "" && samePrograms(typed, player.original) ? undefined : typed;
    const fragment = await writeLink({ step, ...(step > 0 && { of: player.loaded?.steps ?? 0 }), settings, program }, data.settings);
    const url = new URL(this.page + fragment, location.href).href;

    const tooLong = url.length > maxLink;
    this.link.value = tooLong ? "" : url;
    this.says.textContent = tooLong ? strings.shareTooLong(url.length, maxLink) : strings.shareLength(url.length);
    this.says.classList.toggle("bad", tooLong);
    const make = this.asFrame.checked ? frameCode : embedCode;
    this.code.value = await make({ scenario: program ? "" : data.name, step, settings, own: data.settings, program, title: data.title });
    const picture = tooLong ? null : qrOf(url);
    this.qr.replaceChildren(picture ?? create("p", "", strings.shareNoQR(maxQR)));
    byId("share-large").hidden = !picture;
    this.offerFiles(typed.texts[0] ?? "");
  }

  private offerFiles(text: string): void {
    this.forget();
    const archive = /^-- .* --$/m.test(text);
    this.offer("share-program", archive ? "program.txtar" : "main.go", new Blob([text], { type: "text/plain" }));
    const { trace } = this.player;
    if (trace) this.offer("share-trace", `${this.data.name || "run"}.trace`, new Blob([new Uint8Array(trace)]));
    byId("share-trace").hidden = !trace;
  }

  private offer(id: string, name: string, content: Blob): void {
    const link = byId<HTMLAnchorElement>(id);
    link.href = URL.createObjectURL(content);
    link.download = name;
    this.objectURLs.push(link.href);
  }

  private forget(): void {
    for (const url of this.objectURLs.splice(0)) URL.revokeObjectURL(url);
  }

  private async copy(field: HTMLInputElement | HTMLTextAreaElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.says.textContent = strings.copied;
    } catch {
      // Refused, as in frames: what is selected can be copied by hand.
      this.says.textContent = strings.copyByHand;
    }
  }
}
