// <gopark-player> for React and MDX: its attributes as properties, its events as
// functions. See gopark.d.ts of the player's site for the types of both.
import React, { useEffect, useRef } from "react";

interface Props {
  scenario?: string;
  src?: string;
  /** A program, in the place of a scenario. */
  program?: string;
  startAt?: number | string;
  procs?: number;
  seed?: number | string;
  speed?: number;
  view?: "stage" | "timeline" | "both";
  code?: "show" | "hide";
  controls?: "true" | "false" | "auto";
  editable?: boolean;
  autoplay?: boolean;
  loop?: boolean;
  markers?: string;
  pauseOnMarkers?: boolean;
  predict?: boolean;
  /** In CSS: "400px". */
  height?: string;
  onStep?(detail: { currentStep: number; duration: number; kind: string; sentence: string }): void;
}

/** startAt is start-at; what is false is not there. */
function attributesOf(props: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(props)
      .filter(([, value]) => value !== undefined && value !== false)
      .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value === true ? "" : String(value)]),
  );
}

export default function Gopark({ program, height, onStep, ...parameters }: Props): React.ReactElement {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || !onStep) return;
    const listener = (event: Event): void => onStep((event as CustomEvent).detail);
    element.addEventListener("step", listener);
    return () => element.removeEventListener("step", listener);
  }, [onStep]);
  const style = height ? { "--gopark-height": height } : undefined;
  return React.createElement(
    "gopark-player",
    { ref, style, ...attributesOf(parameters) },
    program && <pre><code>{program.trim() + "\n"}</code></pre>,
  );
}
