// What fits what is chosen: within a group one of the chosen is enough, and
// every group, and every word that is searched for, must agree.

export const groups = ["primitive", "problem", "level"] as const;
export type Group = (typeof groups)[number];

export type Choices = Record<Group, readonly string[]> & { query: string };

export interface Entry extends Record<Group, readonly string[]> {
  /** What is searched, in lower case. */
  words: string;
}

export function fitting(entries: readonly Entry[], choices: Choices): boolean[] {
  const words = choices.query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.map(
    (entry) =>
      groups.every((g) => choices[g].length === 0 || choices[g].some((c) => entry[g].includes(c))) && words.every((w) => entry.words.includes(w)),
  );
}

/** The choices as the fragment of an address; "": nothing is chosen. */
export function fragmentOf(choices: Choices): string {
  const params = new URLSearchParams();
  for (const g of groups) if (choices[g].length > 0) params.set(g, choices[g].join(","));
  const query = choices.query.trim();
  if (query) params.set("q", query);
  return params.toString().replaceAll("%2C", ",");
}

export function choicesIn(fragment: string): Choices {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  const of = (g: Group): string[] => (params.get(g) ?? "").split(",").filter(Boolean);
  return { primitive: of("primitive"), problem: of("problem"), level: of("level"), query: params.get("q") ?? "" };
}
