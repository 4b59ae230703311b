// The button that opens the share dialog.
import type { PageData } from "../data.ts";
import { byId } from "../elements.ts";
import type { Player } from "../player.ts";
import type { ShareDialog } from "./share-dialog.ts";

/** page is the file of the page that links lead to. */
export function offerSharing(player: Player, data: PageData, page: string): void {
  let dialog: Promise<ShareDialog> | undefined;
  byId("share-button").addEventListener("click", () => {
    dialog ??= import("./share-dialog.ts").then(({ ShareDialog }) => new ShareDialog(player, data, page));
    void dialog.then((d) => d.open());
  });
}
