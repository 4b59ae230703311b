// How somebody looks at the picture: what explains itself, who is followed,
// who is found, in which words, and how much of it is shown. The player keeps
// none of it over a new start of its frame: PlayerLink tells it again.
import { onChoice, showChoice } from "./choices.ts";
import { closeMore } from "./controls.ts";
import type { PageData, Settings } from "./data.ts";
import { Details } from "./details.ts";
import { byId } from "./elements.ts";
import { ExplainPopover } from "./explain-popover.ts";
import { FindPanel } from "./find-panel.ts";
import { FollowPanel } from "./follow-panel.ts";
import { wireOptions } from "./options-menu.ts";
import { stageZoom } from "./keys.ts";
import { listenToNames } from "./phrases.ts";
import type { PlayerLink } from "./player-link.ts";
import type { Explained, Found, View } from "./protocol.ts";
import { recall, recallNow, remember, rememberNow } from "./saved.ts";
import { TimelinePanel } from "./timeline-panel.ts";

/** From this width on there is room for panels beside the picture; see the styles. */
const wide = matchMedia("(min-width: 860px)");

export class Looking {
  private readonly details = new Details();
  private readonly follow: FollowPanel;
  private readonly popover: ExplainPopover;
  private readonly finder: FindPanel;
  private readonly timeline: TimelinePanel;
  private readonly procsShown = byId<HTMLInputElement>("procs-shown");
  private readonly wholeStage = byId<HTMLButtonElement>("whole-stage");
  private level: string;

  constructor(
    private readonly data: PageData,
    private readonly player: PlayerLink,
    settings: Settings,
  ) {
    this.follow = new FollowPanel(this.details, (name, arg) => player.command(name, arg));
    this.popover = new ExplainPopover(byId("player"), player.frame, {
      hold: (on) => player.command("hold", Number(on)),
      close: () => player.command("stopExplaining"),
    });
    this.finder = new FindPanel({
      opens: () => {
        closeMore();
        player.command("stopExplaining");
      },
      find: (query) => player.find(query),
      follow: (g) => player.command("select", g),
    });
    listenToNames({
      follow: (g) => player.command("select", g),
      explainObject: (obj) => player.command("explainObject", obj),
    });
    this.timeline = new TimelinePanel(this.details, player);
    byId("stage-in").addEventListener("click", () => player.command("stageZoom", stageZoom));
    byId("stage-out").addEventListener("click", () => player.command("stageZoom", 1 / stageZoom));
    this.wholeStage.addEventListener("click", () => player.command("stageZoom", 0));
    wireOptions();

    // The words are the reader's choice for all pages; in the tutorial they
    // begin simple.
    this.level = recall("level") ?? (data.tutorial ? "0" : "1");
    onChoice("level", (value) => this.setLevel(value));
    this.setLevel(this.level, false);
    const place = (): void => {
      if (wide.matches) byId("sentence").after(byId("level"));
      else byId("level-place").append(byId("level"));
    };
    wide.addEventListener("change", place);
    place();

    this.procsShown.addEventListener("change", () => this.setProcsShown(this.procsShown.checked));
    this.showProcsFor(settings);

    // The sheets of a phone stand on the controls.
    const controls = byId("controls");
    new ResizeObserver(() => document.documentElement.style.setProperty("--controls-height", `${controls.offsetHeight}px`)).observe(controls);

    const table = byId<HTMLDetailsElement>("table");
    table.addEventListener("toggle", () => player.set("table", Number(table.open)));
  }

  showView(view: View): void {
    this.follow.show(view.followed);
    this.timeline.show(view.timeline);
    this.wholeStage.disabled = !view.magnified;
    this.finder.outdated(view.playing);
  }

  showExplained(message: Explained): void {
    this.popover.show(message);
  }

  showFound(message: Found): void {
    this.finder.show(message);
  }

  /** The Ps are part of the picture from the second part of the curriculum on, where there are several; or as somebody has chosen. */
  showProcsFor(settings: Settings): void {
    const chosen = recallNow("procs-shown");
    const shown = chosen === null ? !this.data.tutorial && settings.procs > 1 : chosen === "1";
    this.procsShown.checked = shown;
    this.player.set("simple", Number(!shown));
  }

  /** The Ps are not part of the picture. */
  get simple(): boolean {
    return !this.procsShown.checked;
  }

  toggleProcs(): void {
    this.procsShown.checked = !this.procsShown.checked;
    this.setProcsShown(this.procsShown.checked);
  }

  toggleLevel(): void {
    this.setLevel(this.level === "0" ? "1" : "0");
  }

  find(): void {
    this.finder.open();
  }

  /** Begins explaining by keyboard. The arrow keys are then the picture's. */
  explain(): void {
    this.player.frame.focus();
    this.player.command("explain");
  }

  /** Ends what Esc ends first; false: there is nothing such. */
  escape(): boolean {
    if (this.popover.open) this.player.command("stopExplaining");
    else if (!this.wholeStage.disabled) this.player.command("stageZoom", 0);
    else return false;
    return true;
  }

  private setProcsShown(shown: boolean): void {
    rememberNow("procs-shown", shown ? "1" : "0");
    this.player.set("simple", Number(!shown));
  }

  private setLevel(level: string, chosen = true): void {
    this.level = level;
    if (chosen) remember("level", level);
    showChoice("level", level);
    this.player.set("level", Number(level));
  }
}
