// The list of what does not compile, under the code.
import { byId, create } from "./elements.ts";
import type { Diagnostic } from "./protocol.ts";
import { strings } from "./strings.ts";

export function showProblems(problems: readonly Diagnostic[], goTo: (problem: Diagnostic) => void): void {
  const list = byId("problems");
  list.hidden = problems.length === 0;
  list.replaceChildren(
    ...problems.map((p) => {
      const place = create("code", "", strings.place(p.file, p.line, p.col));
      const button = create("button", "problem", place, " ", p.message);
      button.type = "button";
      if (p.hint) button.append(create("span", "hint", p.hint));
      button.addEventListener("click", () => goTo(p));
      return create("li", "", button);
    }),
  );
}
