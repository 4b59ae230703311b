// The attributes as properties of the element: where an element has a property
// of a name, frameworks set that and not the attribute. What the player tells
// by itself – its step, whether it plays – cannot be set: that is said, and
// nothing is thrown, which would end a framework's work.
import { flagNames, type ParameterName, parameterNames } from "../embed/names.ts";

/** What is to be done instead of setting a property that is only told. */
const instead: Readonly<Record<string, string>> = {
  currentStep: "set step, or call seek",
  duration: "it is that of the run",
  source: "put the program between the tags, or call run",
  paused: "call play or pause",
};

/** startAt for start-at. */
function propertyOf(name: ParameterName): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isFlag(name: ParameterName): boolean {
  return flagNames.includes(name);
}

/** A value as an attribute says it; null: the attribute is not there. */
function attributeOf(name: ParameterName, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (isFlag(name) && typeof value === "boolean") return value ? "" : null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Gives a class of elements its properties; own are those that its attributes would hide, by their names. */
export function defineProperties(prototype: HTMLElement, own: Readonly<Partial<Record<ParameterName, unknown>>>): void {
  for (const name of parameterNames) {
    Object.defineProperty(prototype, propertyOf(name), {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        if (name in own) return own[name];
        const value = this.getAttribute(name);
        return isFlag(name) ? value !== null && value !== "false" : (value ?? "");
      },
      set(this: HTMLElement, to: unknown) {
        const value = attributeOf(name, to);
        if (value === null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  for (const [name, what] of Object.entries(instead)) {
    Object.defineProperty(prototype, name, {
      ...Object.getOwnPropertyDescriptor(prototype, name),
      set(this: HTMLElement) {
        console.warn(`gopark-player: ${name} cannot be set: ${what}`, this);
      },
    });
  }
}

/** Takes over what was set before the script was there. */
export function adoptProperties(element: HTMLElement): void {
  for (const property of [...parameterNames.map(propertyOf), ...Object.keys(instead)]) {
    const set = Object.getOwnPropertyDescriptor(element, property);
    if (!set) continue;
    Reflect.deleteProperty(element, property);
    Reflect.set(element, property, set.value);
  }
}
