import type { Registry, WindowsState } from "@kijun/settings/live";
import fc from "fast-check";

import type { AreaStates, DifferentialCase } from "../differential-case.js";
import { accountLockoutStates } from "./account-lockout-states.js";
import { firewallProfileStates } from "./firewall-profile-states.js";
import { firewallRulesStates } from "./firewall-rules-states.js";
import { anyMachine, identityCases } from "./machine-states.js";
import { screenSaverStates } from "./screen-saver-states.js";

const SEED = 20_251_126;
const GENERATED = 50;
const ALL_AREAS_AT_ONCE = 10;

/** The states of every area. */
export const areaStates: readonly AreaStates[] = [
  firewallProfileStates,
  firewallRulesStates,
  accountLockoutStates,
  screenSaverStates,
];

/** The cases of one area, always the same ones. */
export function casesOf({ area, special, generated }: AreaStates): DifferentialCase[] {
  const others = fc.sample(generated, { seed: SEED, numRuns: GENERATED });
  return [
    ...special.map((given) => ({ ...given, name: `${area}: ${given.name}` })),
    ...others.map((given, index) => ({ ...given, name: `${area} ${String(index)}` })),
  ];
}

/** One session that asks a machine for every area, and sessions that meet the wrong machine. */
export function sessionCases(): DifferentialCase[] {
  const parts = fc.tuple(anyMachine, fc.tuple(...areaStates.map(({ generated }) => generated)));
  const together = fc.sample(parts, { seed: SEED, numRuns: ALL_AREAS_AT_ONCE }).map(([base, states], index) => ({
    name: `all areas ${String(index)}`,
    state: states.reduce((merged, { state }) => mergeStates(merged, state, base), base),
    areas: states.flatMap(({ areas }) => areas),
    meanwhile: Object.assign({}, ...states.map(({ meanwhile }) => meanwhile)) as NonNullable<
      DifferentialCase["meanwhile"]
    >,
  }));
  return [...identityCases, ...together];
}

/** What an area's state has of its own, put into one machine; the rest stays as the base has it. */
function mergeStates(machine: WindowsState, state: WindowsState, base: WindowsState): WindowsState {
  const registry: Registry = { ...machine.registry };
  for (const [key, values] of Object.entries(state.registry)) registry[key] = { ...registry[key], ...values };
  return {
    ...machine,
    registry,
    securityPolicy: isSame(state.securityPolicy, base.securityPolicy) ? machine.securityPolicy : state.securityPolicy,
    profiles: state.profiles.length > base.profiles.length ? state.profiles : machine.profiles,
  };
}

function isSame(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
