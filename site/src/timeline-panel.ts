// How the timeline is looked at: the choices of its order and axis, the way back
// to the whole run, and what happened in the range that is selected in it.
import { onChoice, showChoice } from "./choices.ts";
import type { Details } from "./details.ts";
import { byId, create } from "./elements.ts";
import type { PlayerLink } from "./player-link.ts";
import type { Spent, Summary, Timeline } from "./protocol.ts";
import { strings } from "./strings.ts";

export class TimelinePanel {
  private readonly wholeRun = byId<HTMLButtonElement>("whole-run");
  private readonly title = byId("range-title");
  private readonly rows = byId("range-rows");
  private shown = "";

  constructor(
    private readonly details: Details,
    private readonly player: PlayerLink,
  ) {
    onChoice("sort", (value) => player.set("sort", Number(value)));
    onChoice("axis", (value) => player.set("byTime", Number(value)));
    byId("timeline-in").addEventListener("click", () => player.command("zoomIn"));
    byId("timeline-out").addEventListener("click", () => player.command("zoomOut"));
    this.wholeRun.addEventListener("click", () => player.command("zoomAll"));
    byId("range-clear").addEventListener("click", () => player.command("clearRange"));
  }

  show(timeline: Timeline): void {
    const key = JSON.stringify(timeline);
    if (key === this.shown) return;
    this.shown = key;
    // Keys and the picture change them, too.
    showChoice("sort", String(timeline.sort));
    showChoice("axis", String(Number(timeline.byTime)));
    this.player.keep("sort", timeline.sort);
    this.player.keep("byTime", Number(timeline.byTime));
    this.wholeRun.disabled = timeline.whole;
    this.showSummary(timeline.summary);
  }

  private showSummary(summary: Summary | null): void {
    if (!summary) {
      this.details.remove("range");
      return;
    }
    this.title.replaceChildren(create("strong", "", summary.name || strings.allGoroutines), strings.rangeLength(summary.time, summary.transitions));
    this.rows.replaceChildren(
      ...summary.states.flatMap((state) => [rowOf(state), ...(state.state === "blocked" ? summary.waits.map(rowOf) : [])]),
    );
    this.details.offer("range", strings.range(summary.from, summary.to));
  }
}

function rowOf(spent: Spent): HTMLElement {
  const name = spent.why
    ? create("th", "why", spent.why, " ", create("span", "times", strings.times(spent.count)))
    : create("th", "", create("span", `dot state-${spent.state}`, spent.state));
  name.scope = "row";
  return create("tr", "", name, create("td", "", strings.number(spent.steps)), create("td", "", spent.time));
}
