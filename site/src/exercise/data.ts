// What the build (site/exercises.go: exerciseData) tells the page of an exercise.
import type { EngineFiles, Settings } from "../data.ts";

export interface ExerciseData {
  name: string;
  /** The starter is right, and compared with what becomes of it. */
  rewrite: boolean;
  /** The scenario that is most like it. */
  like: string;
  starter: string;
  tests: string;
  /** Kinds of objects that the program may not use. */
  without: string[];
  runs: Settings[];
  engine: EngineFiles;
}

export const programName = "main.go";
export const testsName = "check_test.go";

export function readData<T>(): T {
  const element = document.getElementById("data");
  if (!element?.textContent) throw new Error("the page has no data element");
  return JSON.parse(element.textContent) as T;
}
