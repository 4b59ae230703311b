// Every text that scripts put on the page, by name. The texts themselves stand
// in site/strings, a table for each language: a new one is a key there and a
// line here.
import type { Outcome, Settings } from "./data.ts";
import type { ParameterName } from "./embed/names.ts";
import { language, say, sayWith } from "./messages.ts";

export type Theme = "auto" | "light" | "dark" | "contrast";

const megabyte = 1e6;

/** What is told by somebody else ends as a sentence does. */
function sentence(text: string): string {
  return /[.!?。]$/.test(text) ? text : text + ".";
}

/** As much of a text as says which one it is. */
function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export const strings = {
  number: (n: number) => n.toLocaleString(language),

  get themeName(): Record<Theme, string> {
    return { auto: say("theme.auto"), light: say("theme.light"), dark: say("theme.dark"), contrast: say("theme.contrast") };
  },

  loadingPicture: (loaded: number, total: number) =>
    total > 0 ? say("player.loadingPictureOf", { loaded: loaded / megabyte, total: total / megabyte }) : say("player.loadingPicture"),
  get startingPicture() {
    return say("player.startingPicture");
  },
  loadingEngine: (loaded: number, total: number) => say("run.loadingEngine", { loaded: loaded / megabyte, total: total / megabyte }),
  get startingEngine() {
    return say("run.startingEngine");
  },

  get noWebAssembly() {
    return say("player.noWebAssembly");
  },
  noPicture: (why: string) => say("player.noPicture", { why: sentence(why) }),
  whyNoPicture: (why: "webgl" | "ended" | "start", error: string) =>
    ({ webgl: say("player.why.webgl"), ended: say("player.why.ended"), start: say("player.why.start", { error }) })[why],
  get pictureSilent() {
    return say("player.pictureSilent");
  },
  get nothingToShow() {
    return say("player.nothingToShow");
  },
  noTrace: (why: string) => say("player.noTrace", { why: sentence(why) }),
  pictureTrouble: (why: string) => say("player.pictureTrouble", { why: sentence(why) }),

  settingsLine: ({ procs, seed, policy, schedule }: Settings) => {
    const parts = [say("player.settings", { procs, seed })];
    if (policy !== "go") parts.push(say("player.policy", { policy }));
    if (schedule !== "") parts.push(say("player.ownSchedule"));
    return parts.join(" · ");
  },
  counter: (step: number, steps: number) => say("controls.counter", { step, steps }),
  sliderValue: (step: number, steps: number) => say("controls.sliderValue", { step, steps }),
  virtualTime: (time: string) => say("player.virtualTime", { time }),
  get play() {
    return say("controls.play");
  },
  get pause() {
    return say("controls.pause");
  },
  speed: (x: number) => say("controls.speedTimes", { x }),
  get policyNames(): Record<string, string> {
    return { go: say("options.policyGo"), random: say("options.policyRandom") };
  },

  linkIsNewer: (made: number, known: number) => say("link.newer", { made, known }),
  get linkProgramDamaged() {
    return say("link.programDamaged");
  },
  get linkScheduleDamaged() {
    return say("link.scheduleDamaged");
  },
  linkOtherRun: (step: number, then: number, now: number) => say("link.otherRun", { step, then, now }),
  stepBeyond: (step: number, steps: number) => say("link.stepBeyond", { step, steps }),
  get yourVersion() {
    return say("code.yours");
  },
  get linkedProgram() {
    return say("code.linked");
  },

  unknownParameter: (name: string) => say("embed.unknownParameter", { name }),
  badParameter: (name: string, value: string, takes: string) => say("embed.badParameter", { name, value: shortened(value), takes }),
  /** What each parameter of an embedded player takes. */
  get takes(): Record<ParameterName, string> {
    const flag = "true, false";
    return {
      scenario: say("embed.takes.scenario"),
      src: say("embed.takes.src"),
      procs: say("embed.takes.procs"),
      policy: "go, random",
      seed: say("embed.takes.seed"),
      schedule: say("embed.takes.schedule"),
      step: say("embed.takes.step"),
      "start-at": say("embed.takes.startAt"),
      autoplay: flag,
      loop: flag,
      speed: say("embed.takes.speed"),
      theme: "light, dark, contrast, auto",
      view: "stage, timeline, both",
      code: "show, hide",
      editable: flag,
      controls: "true, false, auto",
      poster: say("embed.takes.poster"),
      preload: "none, near, auto",
      markers: say("embed.takes.markers"),
      "pause-on-markers": flag,
      predict: flag,
      lang: "en, es, ru, zh",
    };
  },
  get takesText() {
    return say("embed.takes.text");
  },
  markerBeyond: (name: string, step: number, steps: number) => say("embed.markerBeyond", { name, step, steps }),
  notLive: (name: string) => say("embed.notLive", { name }),
  noAnswer: (url: string) => say("embed.noAnswer", { url }),
  get tryAgain() {
    return say("embed.tryAgain");
  },
  unknownScenario: (name: string) => say("embed.unknownScenario", { name }),
  noSource: (url: string, why: string) => say("embed.noSource", { url, why: sentence(why) }),
  get noProgram() {
    return say("embed.noProgram");
  },
  noMarker: (name: string) => say("embed.noMarker", { name }),
  get startPlayer() {
    return say("embed.start");
  },

  shareStep: (step: number, steps: number) => say("share.step", { step, steps }),
  shareLength: (n: number) => say("share.length", { n }),
  shareTooLong: (n: number, most: number) => say("share.tooLong", { n, most }),
  shareNoQR: (most: number) => say("share.noQR", { most }),
  get copied() {
    return say("share.copied");
  },
  get copyByHand() {
    return say("share.copyByHand");
  },

  get edited() {
    return say("run.edited");
  },
  get inputChanged() {
    return say("run.inputChanged");
  },
  get running() {
    return say("run.running");
  },
  get stillRunning() {
    return say("run.stillRunning");
  },
  get stopped() {
    return say("run.stopped");
  },
  get engineDied() {
    return say("run.engineDied");
  },
  engineMissing: (why: string) => say("run.engineMissing", { why }),
  problems: (n: number, shown: boolean) => say(shown ? "run.problems" : "run.problemsOnly", { n }),
  get badSeed() {
    return say("run.badSeed");
  },

  get predict() {
    return say("predict.option");
  },
  get predictSkip() {
    return say("predict.skip");
  },
  get predictGoOn() {
    return say("predict.goOn");
  },
  get predictRight() {
    return say("predict.right");
  },
  predictWrong: (right: string) => say("predict.wrong", { right }),
  predictScore: (right: number, asked: number) => say("predict.score", { right, asked }),

  /** Where a problem is; nothing when it is nowhere in the program. */
  place: (file: string, line: number, col: number) => (line > 0 ? `${file}:${line}:${col}` : ""),

  /** In the place of a file's name, when there are several in its text. */
  get archive() {
    return say("code.archive");
  },
  get stdin() {
    return say("code.stdin");
  },
  stdinLines: (n: number) => say("code.stdinLines", { n }),
  get stdinHint() {
    return say("code.stdinHint");
  },

  outcome: ({ outcome, message, exitStatus: status }: Outcome): string => {
    switch (outcome) {
      case "return":
        return say("outcome.return");
      case "exit":
        return say("outcome.exit", { status });
      case "panic":
      case "deadlock":
      case "fatal":
        // Go's own words.
        return say("outcome.failed", { message, status });
      case "limit":
        return say("outcome.limit", { message });
      case "stopped":
        return say("outcome.stopped");
      default:
        return message;
    }
  },
  cut: (text: string, length: number) => say("details.cut", { text, length }),
  get nothingPrinted() {
    return say("details.nothingPrinted");
  },
  get runtime() {
    return say("details.runtime");
  },
  otherGoroutines: (n: number) => `+${n}`,
  manyGoroutines: "…",
  get manyGoroutinesTitle() {
    return say("code.manyGoroutines");
  },
  markerTitle: (g: number, state: string) => say("code.markerTitle", { g, state }),
  moreGoroutines: (n: number) => say("table.more", { n }),

  get notYet() {
    return say("follow.notYet");
  },
  createdBy: (who: Node, step: Node) => sayWith("follow.createdBy", { who, step }),
  wokenBy: (who: Node, step: Node) => sayWith("follow.wokenBy", { who, step }),
  created: (who: Node, step: Node) => sayWith("follow.created", { who, step }),
  woke: (who: Node, step: Node) => sayWith("follow.woke", { who, step }),
  inStep: (step: number) => say("follow.inStep", { step }),
  goToStep: (step: number) => say("follow.goToStep", { step }),
  /** How many lessons the gallery shows of how many. */
  lessonsFound: (n: number, all: number) => (n === all ? say("gallery.all", { n }) : n === 0 ? say("gallery.none") : say("gallery.found", { n })),

  atStep: (step: number) => say("lesson.atStep", { step }),
  mark: (step: number, label: string) => say("controls.mark", { step, label }),

  get allGoroutines() {
    return say("range.all");
  },
  range: (from: number, to: number) => (from === to ? say("range.step", { step: from }) : say("range.steps", { from, to })),
  rangeLength: (time: string, n: number) => say("range.length", { time, n }),
  times: (n: number) => say("range.times", { n }),

  get findHint() {
    return say("find.hint");
  },
  found: (n: number, listed: number) => (listed < n ? say("find.foundFirst", { n, listed }) : say("find.found", { n })),
  foundNone: (query: string) => say("find.none", { query }),
  get foundWhenPaused() {
    return say("find.whenPaused");
  },

  present: {
    get presentation() {
      return say("present.presentation");
    },
    get marksOnly() {
      return say("present.marksOnly");
    },
    get spotlight() {
      return say("present.spotlight");
    },
    get laser() {
      return say("present.laser");
    },
    get blank() {
      return say("present.blank");
    },
    get speaker() {
      return say("present.speaker");
    },
    get stop() {
      return say("present.stop");
    },
    get isBlank() {
      return say("present.isBlank");
    },
    get atStart() {
      return say("present.atStart");
    },
    get atEnd() {
      return say("present.atEnd");
    },
    get fullAgain() {
      return say("present.fullAgain");
    },
    get popupRefused() {
      return say("present.popupRefused");
    },
  },

  speaker: {
    title: (lesson: string) => say("speaker.titleOf", { lesson }),
    noteOf: (label: Node, step: number) => sayWith("speaker.noteOf", { label, step }),
    left: (time: string) => say("speaker.left", { time }),
    over: (time: string) => say("speaker.over", { time }),
    timeOfDay: (now: Date) => now.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false }),
    get waiting() {
      return say("speaker.waiting");
    },
    get closed() {
      return say("speaker.closed");
    },
    get noLesson() {
      return say("speaker.noLesson");
    },
    get notPresented() {
      return say("speaker.notPresented");
    },
    get notes() {
      return say("speaker.notes");
    },
    get noNoteYet() {
      return say("speaker.noNoteYet");
    },
    get noMarks() {
      return say("speaker.noMarks");
    },
    get nothingNext() {
      return say("speaker.nothingNext");
    },
    get now() {
      return say("speaker.now");
    },
    get pictureOfNext() {
      return say("speaker.pictureOfNext");
    },
    get pointHere() {
      return say("speaker.pointHere");
    },
    get startTimer() {
      return say("speaker.startTimer");
    },
    get pauseTimer() {
      return say("speaker.pauseTimer");
    },
    get isBlank() {
      return say("speaker.isBlank");
    },
    get asked() {
      return say("speaker.asked");
    },
  },

  get keys(): readonly (readonly [string, string])[] {
    return [
      [say("keys.space"), say("keys.play")],
      ["→ ←", say("keys.step")],
      ["Shift + → ←", say("keys.transition")],
      [". ,", say("keys.line")],
      ["] [", say("keys.mark")],
      ["Home End", say("keys.ends")],
      ["0 – 9", say("keys.tenth")],
      ["+ −", say("keys.speed")],
      ["e", say("keys.explain")],
      ["/", say("keys.find")],
      ["g", say("keys.queues")],
      ["v", say("keys.words")],
      ["i o", say("keys.stage")],
      ["w s a d", say("keys.timeline")],
      ["z l x", say("keys.timelineOrder")],
      ["r", say("keys.range")],
      ["f", say("keys.fullScreen")],
      ["p", say("keys.present")],
      ["t", say("keys.theme")],
      ["?", say("keys.help")],
      ["Esc", say("keys.leave")],
      ["Ctrl + Enter", say("keys.run")],
      ["PageDown PageUp", say("keys.clicker")],
      [". b", say("keys.blank")],
      ["m", say("keys.marksOnly")],
      ["h", say("keys.spotlight")],
      ["k", say("keys.laser")],
      ["n", say("keys.speaker")],
      ["F5 Esc", say("keys.startStop")],
    ];
  },
};
