// The options of a select in groups, in the order in which they come.
import { create } from "../elements.ts";

export function appendGroups<T>(select: HTMLSelectElement, list: readonly T[], groupOf: (item: T) => string, optionOf: (item: T) => HTMLOptionElement): void {
  const groups = new Map<string, HTMLOptGroupElement>();
  for (const item of list) {
    const label = groupOf(item);
    let group = groups.get(label);
    if (!group) {
      group = create("optgroup");
      group.label = label;
      groups.set(label, group);
      select.append(group);
    }
    group.append(optionOf(item));
  }
}
