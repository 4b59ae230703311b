// The question in sight: over the timeline, which could give the answer away,
// or on a phone a sheet on the controls. It takes no focus by itself: whoever
// steps with keys answers with 1 to 5.
import { byId, create } from "../elements.ts";
import { nodesOf, textOf } from "../phrases.ts";
import type { Question } from "../protocol.ts";
import { strings } from "../strings.ts";

export interface PanelEvents {
  choose(answer: number): void;
  /** No answer is given, or enough of it is seen. */
  leave(): void;
}

export class PredictPanel {
  private readonly heading = create("p", "predict-question");
  private readonly answers = create("div", "predict-answers");
  private readonly result = create("p", "predict-result");
  private readonly score = create("span", "predict-score");
  private readonly leave = create("button", "predict-leave");
  private readonly element: HTMLElement;
  /** What is announced. */
  private readonly status = create("p", "sr-only");

  constructor(private readonly on: PanelEvents) {
    this.heading.id = "predict-question";
    this.answers.role = "group";
    this.answers.setAttribute("aria-labelledby", this.heading.id);
    this.leave.type = "button";
    this.leave.addEventListener("click", () => on.leave());
    this.status.role = "status";
    this.element = create("section", "pane predict", this.heading, this.answers, this.result, create("div", "predict-foot", this.score, this.leave));
    this.element.id = "predict";
    this.element.setAttribute("aria-labelledby", this.heading.id);
    this.element.hidden = true;
    byId("controls").before(this.element, this.status);
  }

  ask(question: Question, score: string): void {
    this.heading.replaceChildren(...nodesOf(question.text));
    this.answers.replaceChildren(
      ...question.answers.map(({ phrases }, i) => {
        const button = create("button", "", create("kbd", "", String(i + 1)), create("span", "", textOf(phrases)));
        button.type = "button";
        button.addEventListener("click", () => this.on.choose(i));
        return button;
      }),
    );
    this.result.hidden = true;
    this.score.textContent = score;
    this.leave.textContent = strings.predictSkip;
    this.leave.title = "Esc";
    this.leave.classList.remove("strong");
    this.element.classList.remove("answered");
    this.element.hidden = false;
    const list = question.answers.map(({ phrases }, i) => `${i + 1}: ${textOf(phrases)}`).join(", ");
    this.status.textContent = `${textOf(question.text)} ${list}`;
  }

  /** Shows which answer is right, and why. */
  reveal(question: Question, chosen: number, score: string): void {
    const focused = this.answers.contains(document.activeElement);
    [...this.answers.children].forEach((button, i) => {
      button.ariaDisabled = "true";
      const state = i === question.right ? "right" : i === chosen ? "wrong" : "";
      if (!state) return;
      button.classList.add(state);
      button.firstElementChild?.replaceWith(create("span", "predict-mark", state === "right" ? "✓" : "✗"));
    });
    const right = question.answers[question.right]?.phrases ?? [];
    const verdict = chosen === question.right ? strings.predictRight : strings.predictWrong(textOf(right));
    this.result.replaceChildren(create("strong", "", verdict), " ", ...nodesOf(question.why));
    this.element.classList.add("answered");
    this.result.hidden = false;
    this.score.textContent = score;
    this.leave.textContent = strings.predictGoOn;
    this.leave.classList.add("strong");
    this.status.textContent = `${verdict} ${textOf(question.why)} ${score}`;
    if (focused) this.leave.focus();
  }

  close(): void {
    if (this.element.hidden) return;
    const focused = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.status.textContent = "";
    if (focused) byId("play").focus();
  }
}
