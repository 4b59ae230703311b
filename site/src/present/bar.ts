// The buttons of presenter mode, beside the slider: quiet, and always there.
import { byId, create } from "../elements.ts";
import { strings } from "../strings.ts";
import { icon } from "./icons.ts";

/** The buttons that stay pressed. */
const toggleNames = ["marksOnly", "spotlight", "laser", "blank"] as const;
type Toggle = (typeof toggleNames)[number];
export type BarAction = Toggle | "speaker" | "stop";

const keys: Readonly<Record<BarAction, string>> = { marksOnly: "m", spotlight: "h", laser: "k", blank: "b", speaker: "n", stop: "Esc" };

export class Bar {
  private readonly toggles = new Map<Toggle, HTMLButtonElement>();
  private readonly hint = create("p", "present-hint");

  constructor(act: (action: BarAction) => void) {
    this.hint.role = "status";
    const bar = create("div", "present-bar", this.hint);
    bar.role = "group";
    bar.ariaLabel = strings.present.presentation;
    for (const name of [...toggleNames, "speaker", "stop"] as const) {
      const button = create("button", "icon");
      button.type = "button";
      button.append(icon(name));
      button.ariaLabel = strings.present[name];
      button.title = `${strings.present[name]} (${keys[name]})`;
      button.addEventListener("click", () => act(name));
      if (name !== "speaker" && name !== "stop") this.toggles.set(name, button);
      bar.append(button);
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
