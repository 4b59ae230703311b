// The buttons of presenter mode, beside the slider: quiet, and always there.
import { byId, create } from "../elements.ts";
import { strings } from "../strings.ts";
import { speakerWindow } from "./channel.ts";
import { icon } from "./icons.ts";

/** The buttons that stay pressed. */
const toggleNames = ["marksOnly", "spotlight", "laser", "blank"] as const;
type Toggle = (typeof toggleNames)[number];
export type BarAction = Toggle | "speaker" | "stop";

const keys: Readonly<Record<BarAction, string>> = { marksOnly: "m", spotlight: "h", laser: "k", blank: "b", speaker: "n", stop: "Esc" };

export class Bar {
  private readonly toggles = new Map<Toggle, HTMLButtonElement>();
  private readonly hint = create("p", "present-hint");

  /** speaker is the address of the speaker's window; "": there can be none. act reports whether the action is done; what is not is left to the link. */
  constructor(speaker: string, act: (action: BarAction) => boolean) {
    this.hint.role = "status";
    const bar = create("div", "present-bar", this.hint);
    bar.role = "group";
    bar.ariaLabel = strings.present.presentation;
    for (const name of toggleNames) {
      const button = create("button");
      button.type = "button";
      this.toggles.set(name, button);
      bar.append(button);
    }
    const link = create("a");
    link.href = speaker;
    link.hidden = speaker === "";
    link.target = speakerWindow;
    const stop = create("button");
    stop.type = "button";
    bar.append(link, stop);
    const all: [BarAction, HTMLElement][] = [...this.toggles, ["speaker", link], ["stop", stop]];
    for (const [name, element] of all) {
      element.append(icon(name));
      element.classList.add("icon");
      element.ariaLabel = strings.present[name];
      element.title = `${strings.present[name]} (${keys[name]})`;
      element.addEventListener("click", (event) => {
        if (act(name)) event.preventDefault();
      });
    }
    byId("controls").append(bar);
  }

  show(state: Readonly<Record<Toggle, boolean>>): void {
    for (const [name, button] of this.toggles) button.ariaPressed = String(state[name]);
  }

  /** Says something beside the buttons; "": nothing. */
  say(sentence: string): void {
    if (this.hint.textContent !== sentence) this.hint.textContent = sentence;
  }
}
