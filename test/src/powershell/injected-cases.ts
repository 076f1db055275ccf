import { entriesOf, isAbsent, parseUnreadable } from "@kijun/core";
import { liveForms } from "@kijun/settings/live";
import { anyMachine, areaStates, requestFor } from "@kijun/settings/states";
import type { AreaStates, MachineCase } from "@kijun/settings/states";
import fc from "fast-check";

import { mergeStates, seed } from "./machine-cases.js";
import type { Asked } from "./machine-cases.js";

/** Machines and declarations of an area that are looked through for those in which the most is found. */
const LOOKED_THROUGH = 60;
/** In how many of them everything fails that is asked. */
const INJECTED = 2;
/** How many more are read, to learn what an area may find: no answer at all, a member without a value. */
const READ = 10;

/** A machine that is asked for an area, and as a rule for another one behind it. */
export interface InjectedCase extends MachineCase {
  readonly asked: readonly [first: Asked, second?: Asked];
  /** Whether everything fails in it; otherwise only what did not in the area's other cases. */
  readonly injected: boolean;
  readonly understoodKinds: NonNullable<AreaStates["understoodKinds"]>;
  readonly findingsStand: boolean;
}

/**
 * The cases of the given areas, as a rule of all: generated ones with the next area of the list behind each, and those that have
 * bitten somebody.
 */
export function injectedCases(chosen?: readonly string[]): InjectedCase[] {
  return areaStates.flatMap((states, at) => {
    if (chosen?.includes(states.area.id) === false) return [];
    const next = areaStates[(at + 1) % areaStates.length] ?? states;
    return [...generatedCases(states, next), ...specialCases(states)];
  });
}

function specialCases({ area, special, understoodKinds = [], findingsStand = false }: AreaStates): InjectedCase[] {
  return special.flatMap((given) =>
    given.declared === undefined
      ? []
      : [
          {
            ...{ ...given, name: `${area.id}: ${given.name}`, injected: false, understoodKinds, findingsStand },
            asked: [{ area, desired: given.declared }] as const,
          },
        ],
  );
}

function generatedCases(
  { area, live, declared, understoodKinds = [], findingsStand = false }: AreaStates,
  next: AreaStates,
): InjectedCase[] {
  const parts = fc.tuple(anyMachine, next.live, next.declared, live, declared);
  const candidates = fc
    .sample(parts, { seed, numRuns: LOOKED_THROUGH })
    .map(([base, besides, declaredBesides, { changes, meanwhile }, settings]) => ({
      state: mergeStates(mergeStates(base, besides.changes), changes),
      meanwhile,
      asked: [
        { area, desired: area.format(settings) },
        { area: next.area, desired: next.area.format(declaredBesides) },
      ] as const,
    }))
    .toSorted((left, right) => found(right) - found(left));
  const step = Math.floor((LOOKED_THROUGH - INJECTED) / READ);
  return candidates
    .filter((_, at) => at < INJECTED || (at - INJECTED) % step === step - 1)
    .map(({ state, meanwhile, asked }, at) => ({
      ...{ name: `${area.id} ${String(at)}`, state, asked, injected: at < INJECTED, understoodKinds, findingsStand },
      ...(meanwhile === undefined || at < INJECTED ? {} : { meanwhile }),
      areas: asked.map((one) => requestFor(one.area, one.desired)),
    }));
}

/** How many settings of the first area the model finds on the machine. */
function found({ state, asked: [{ area, desired }] }: Pick<InjectedCase, "state" | "asked">): number {
  const form = liveForms.find((candidate) => candidate.area === area.id);
  if (form === undefined) throw new Error(`no live form of ${area.id}`);
  try {
    const live = area.fromWindows(form.read(state, area.readRequest(desired)), desired);
    return entriesOf(live).filter(({ value }) => !isAbsent(value) && parseUnreadable(value) === undefined).length;
  } catch {
    return 0;
  }
}
