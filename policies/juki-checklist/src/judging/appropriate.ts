import { valueAt } from "@kijun/core";
import type { BilingualText, Scalar } from "@kijun/core";
import type { Observation } from "@kijun/checklist";

import { FAIL, observe, PASS, undeclared } from "./area-view.js";
import type { AreaRule, AreaView, Verdict } from "./area-view.js";

/** When a value is a proper one. */
export interface Proper {
  /** Whether it is a proper one by itself. */
  isProper(this: void, value: Scalar, parameters: AreaView["parameters"]): boolean;
  /** What would be. */
  properText(this: void, parameters: AreaView["parameters"]): BilingualText;
  /** Whether a held value that is a proper one is as declared or stricter. */
  isAsStrict(this: void, held: Scalar, declared: Scalar): boolean;
  /** Whether the item can be judged without a declared value. */
  readonly isOptional?: true;
}

/** Each named value is a proper one by itself, and as declared or stricter. Paths are written with dots. */
export function appropriate(values: { readonly [path: string]: Proper }): AreaRule {
  return (view) => Object.entries(values).flatMap(([path, proper]) => observeProper(view, path.split("."), proper));
}

function observeProper(view: AreaView, path: readonly string[], proper: Proper): Observation[] {
  const { parameters } = view;
  const text = proper.properText(parameters);
  if (valueAt(view.declared, path) === undefined)
    return proper.isOptional === true ? [] : [{ ...undeclared(view, path.join("."), text.en), reason: text }];
  return [observe(view, path, (held, wanted) => verdictOf(held, wanted, { proper, parameters, text }))];
}

function verdictOf(
  held: Scalar,
  wanted: Scalar,
  asked: { readonly proper: Proper; readonly parameters: AreaView["parameters"]; readonly text: BilingualText },
): Verdict {
  if (!asked.proper.isProper(held, asked.parameters)) return { outcome: "fail", reason: asked.text };
  return asked.proper.isAsStrict(held, wanted) ? PASS : FAIL;
}

/** A number that is the safer the greater it is. `atLeast` is the name of a parameter. */
export function atLeast(parameter: string, unit: BilingualText): Proper {
  return {
    isProper: (value, parameters) => isAtLeast(value, Number(parameters[parameter])),
    properText: (parameters) => ({
      ja: `${String(parameters[parameter])}${unit.ja}以上であること`,
      en: `must be ${String(parameters[parameter])} ${unit.en} or more`,
    }),
    isAsStrict: isAtLeast,
  };
}

/** Whether both are numbers, and what is held is the declared one or more. */
export function isAtLeast(held: Scalar, declared: Scalar): boolean {
  return typeof held === "number" && typeof declared === "number" && held >= declared;
}

/** A number from 1 on that is the safer the smaller it is; 0 switches off what it is about. */
export function atMost(parameter: string, unit: BilingualText): Proper {
  return {
    isProper: (value, parameters) => isAtLeast(value, 1) && isAtLeast(Number(parameters[parameter]), value),
    properText: (parameters) => ({
      ja: `1${unit.ja}以上${String(parameters[parameter])}${unit.ja}以下であること`,
      en: `must be 1 to ${String(parameters[parameter])} ${unit.en}`,
    }),
    isAsStrict: (held, declared) => isAtLeast(declared, held),
  };
}

/** One value and no other is proper. */
export function exactly(wanted: Scalar): Proper {
  return {
    isProper: (value) => value === wanted,
    properText: () => ({ ja: `${String(wanted)} であること`, en: `must be ${String(wanted)}` }),
    isAsStrict: () => true,
  };
}

/** Without it the item can be judged all the same; where it is declared it has to be proper. */
export function optional(proper: Proper): Proper {
  return { ...proper, isOptional: true };
}
