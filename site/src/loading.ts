// The cover of the picture until it is there, and the sentence in its place
// when it cannot come.
import { byId } from "./elements.ts";
import { strings } from "./strings.ts";

export class Loading {
  private readonly cover = byId("loading");
  private readonly text = byId("loading-text");
  private readonly bar = byId<HTMLProgressElement>("loading-bar");

  progress(loaded: number, total: number): void {
    this.bar.value = total > 0 ? loaded / total : 0;
    this.text.textContent = loaded < total ? strings.loadingPicture(loaded, total) : strings.startingPicture;
  }

  /** The picture is on the screen: it takes the poster's place in one go. */
  done(): void {
    this.cover.hidden = true;
  }

  /** The picture will not come. */
  failed(sentence: string): void {
    this.cover.hidden = false;
    // How far it has come was not read out at every change; this is.
    this.text.ariaLive = "polite";
    this.text.textContent = sentence;
    this.bar.hidden = true;
  }
}
