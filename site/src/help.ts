// The dialog that lists the keys.
import { byId, create } from "./elements.ts";
import { strings } from "./strings.ts";

export function fillHelp(): void {
  byId("help-keys").replaceChildren(
    ...strings.keys.map(([keys, meaning]) => create("div", "", create("dt", "", create("kbd", "", keys)), create("dd", "", meaning))),
  );
}

export function openHelp(): void {
  const dialog = byId<HTMLDialogElement>("help");
  if (!dialog.open) dialog.showModal();
}
