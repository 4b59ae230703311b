// Presenter mode for a page with a player. It is fetched when somebody asks for it.
import type { PageData } from "../data.ts";
import { byId } from "../elements.ts";
import type { Player } from "../player.ts";
import { type FromSpeaker, listen } from "./channel.ts";
import type { Presenter } from "./presenter.ts";

export function startPresenting(player: Player, data: PageData): void {
  let presenter: Promise<Presenter> | undefined;
  const fetched = (): Promise<Presenter> => (presenter ??= import("./presenter.ts").then((module) => new module.Presenter(player, data)));
  const start = (): void => void fetched().then((there) => there.start());
  player.on("present", start);
  const button = byId("present");
  button.hidden = false;
  button.addEventListener("click", start);
  // Another page of this window has opened a speaker's window, which asks until it is answered.
  listen<FromSpeaker>(({ type }) => type === "hello" && void fetched());
}
