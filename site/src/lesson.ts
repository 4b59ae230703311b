// The page of a lesson: its program in the player, and what stands around it.
import { Address } from "./address.ts";
import { readPageData } from "./data.ts";
import { byId } from "./elements.ts";
import { fillHelp, openHelp } from "./help.ts";
import { LessonPane } from "./lesson-pane.ts";
import { isLink, otherRun, readLink, writeLink } from "./link/link.ts";
import { Player } from "./player.ts";
import { startPresenting } from "./present/start.ts";
import { preparePaper } from "./print.ts";
import { offerSharing } from "./share/share.ts";
import { strings } from "./strings.ts";
import { recallNow } from "./saved.ts";
import { startTheme } from "./theme.ts";

async function start(): Promise<void> {
  startTheme();
  fillHelp();
  byId("help-button").addEventListener("click", openHelp);

  const data = readPageData();
  const link = await readLink(location.hash, data.settings);
  const player = new Player(data, { ...link, keptAs: link.program ? undefined : data.name, predict: recallNow("predict") === "1" });
  player.say(link.problems.join(" "));
  offerSharing(player, data, location.pathname.split("/").at(-1) || "index.html");
  startPresenting(player, data);

  const text = new LessonPane((step) => player.command("seek", step));
  preparePaper(player);
  player.on("view", (view) => text.show(view.step));
  player.on("loaded", () => text.setInStep(player.showsRecording));

  // A program that came by a link stays in the address, and what is typed into
  // it goes there: a reload must not lose it.
  let { program } = link;
  const address = new Address();
  address.follow(isLink);
  const showAddress = (): void => {
    address.show(() => writeLink({ step: player.step, settings: player.shown.settings, program }, data.settings));
  };
  player.on("view", ({ step }) => {
    byId("bar-counter").textContent = strings.counter(step, player.loaded?.steps ?? step);
    showAddress();
  });
  player.on("edited", (typed) => {
    if (!program) return;
    program = typed;
    showAddress();
  });
  player.on("shown", ({ settings }) => {
    byId("settings-line").textContent = strings.settingsLine(settings);
  });
  player.on("loaded", ({ steps }) => {
    const other = otherRun(link, steps);
    if (other) player.say(other);
    link.of = link.step = null;
  });
}

void start();
