import type { CanonicalArea } from "@kijun/core";
import { settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";
import type { Registry, WindowsState } from "@kijun/settings/live";
import { anyCase, anyMachine, areaStates, machine, requestFor } from "@kijun/settings/states";
import type { AreaStates, LiveState, MachineCase } from "@kijun/settings/states";
import fc from "fast-check";

/** Of the generated states; another one is tried with KIJUN_SEED. */
export const seed = wholeNumber("KIJUN_SEED", 20_251_126);

/** Generated states of one area; KIJUN_STATES asks for another number of them. */
export const generatedStates = wholeNumber("KIJUN_STATES", 50);
const ALL_AREAS_AT_ONCE = 10;

/** The cases of one area, always the same ones for a seed. */
export function casesOf(states: AreaStates): MachineCase[] {
  return named(states.area.id, states.special, anyCase(states));
}

/** Special cases and generated ones, each under a name of its own. */
export function named(
  group: string,
  special: readonly MachineCase[],
  generated: fc.Arbitrary<Omit<MachineCase, "name">>,
): MachineCase[] {
  const others = fc.sample(generated, { seed, numRuns: generatedStates });
  return [
    ...special.map((given) => ({ ...given, name: `${group}: ${given.name}` })),
    ...others.map((given, index) => ({ ...given, name: `${group} ${String(index)}` })),
  ];
}

/** An area that is asked for, and what is declared of it. */
export interface Asked {
  readonly area: SettingArea;
  readonly desired: CanonicalArea;
}

/** Sessions that ask a machine for every area at once, and sessions that meet the wrong machine. */
export function sessionCases(): MachineCase[] {
  return [...identityCases, ...everyAreaCases()];
}

/** Sessions that ask a machine for every area at once. */
export function everyAreaCases(): (MachineCase & { readonly asked: readonly Asked[] })[] {
  const parts = fc.tuple(
    anyMachine,
    fc.tuple(...areaStates.map(({ area, live, declared }) => fc.tuple(fc.constant(area), live, declared))),
  );
  return fc
    .sample(parts, { seed, numRuns: ALL_AREAS_AT_ONCE })
    .map(([base, areas], index) => allAreas(`all areas ${String(index)}`, base, areas));
}

function allAreas(
  name: string,
  base: WindowsState,
  areas: readonly [SettingArea, LiveState, unknown][],
): MachineCase & { readonly asked: readonly Asked[] } {
  const asked = areas.map(([area, , declared]) => ({ area, desired: area.format(declared) }));
  return {
    name,
    asked,
    state: areas.reduce((merged, [, { changes }]) => mergeStates(merged, changes), base),
    areas: asked.map(({ area, desired }) => requestFor(area, desired)),
    meanwhile: Object.assign({}, ...areas.map(([, { meanwhile }]) => meanwhile)) as NonNullable<
      MachineCase["meanwhile"]
    >,
  };
}

/** What an area's state has of its own, put into one machine. */
export function mergeStates(state: WindowsState, changes: Partial<WindowsState>): WindowsState {
  const registry: Registry = { ...state.registry };
  for (const [key, values] of Object.entries(changes.registry ?? {})) registry[key] = { ...registry[key], ...values };
  const securityPolicy = { ...state.securityPolicy, ...changes.securityPolicy };
  return { ...state, ...changes, registry, securityPolicy };
}

/** The machine of a case as the model sees it once what happens meanwhile has happened. */
export function modelledMachine({ state, meanwhile }: MachineCase): WindowsState {
  const modelled = structuredClone(state);
  for (const profile of modelled.profiles) {
    if (meanwhile?.logsOn?.includes(profile.sid) === true) profile.loaded = true;
    if (meanwhile?.leftLoaded?.[profile.sid] === "living") profile.locked = true;
  }
  return modelled;
}

export function areaOf(id: string): SettingArea {
  const area = settingAreas.find((candidate) => candidate.id === id);
  if (area === undefined) throw new Error(`no area ${id}`);
  return area;
}

const lockoutAndScreenSaver = [
  requestFor(areaOf("account-lockout"), { thresholdAttempts: 3 }),
  requestFor(areaOf("screen-saver"), { timeoutSeconds: 600 }),
];

/** A security policy that cannot be exported; the model has no word for it. */
export const brokenSecedit: MachineCase = {
  name: "a secedit that fails",
  state: machine(),
  areas: lockoutAndScreenSaver,
  meanwhile: { seceditExit: 1 },
};

/** A hive that something else holds for good; the model has no word for it. */
export const stuckHive: MachineCase = {
  name: "a hive that cannot be unloaded",
  state: machine(),
  areas: lockoutAndScreenSaver,
  meanwhile: { unloadRefusals: 1000 },
};

/** A variable that is empty counts as not set. */
function wholeNumber(variable: string, otherwise: number): number {
  const text = process.env[variable] ?? "";
  if (text === "") return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new Error(`${variable} is "${text}"; it must be a whole number of up to nine digits`);
  return Number(text);
}

function identityCase(name: string, expected: NonNullable<MachineCase["expected"]>): MachineCase {
  return { name, state: machine(), expected, areas: lockoutAndScreenSaver };
}

/** Machines that are asked for by their own or by another identity. */
const identityCases: readonly MachineCase[] = [
  identityCase("another computer name", { computerName: "TERMINAL-02" }),
  identityCase("a rebuilt machine of the same name", {
    computerName: "TERMINAL-01",
    machineGuid: "00000000-0000-0000-0000-000000000000",
  }),
  identityCase("another name with the right MachineGuid", { computerName: "X", machineGuid: machine().machineGuid }),
  identityCase("the name in another case", { computerName: "terminal-01", machineGuid: machine().machineGuid }),
  identityCase("the MachineGuid in another case", {
    computerName: "TERMINAL-01",
    machineGuid: machine().machineGuid.toUpperCase(),
  }),
  identityCase("no MachineGuid known yet", { computerName: "TERMINAL-01" }),
  identityCase("an empty MachineGuid", { computerName: "TERMINAL-01", machineGuid: "" }),
  identityCase("an empty name", { computerName: "" }),
];
