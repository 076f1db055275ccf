import { entriesOf } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import fc from "fast-check";

import { readingOf } from "./area-request.js";
import type { AreaRequest } from "./area-request.js";
import type { SettingArea } from "./setting-area.js";
import type { WindowsState } from "./windows-state.js";

/** What happens on the machine while the agent works, and how Windows' own tools behave. */
export interface Meanwhile {
  /** Users who log on in the moment in which their hive is to be loaded. */
  readonly logsOn?: readonly string[];
  /** Users whose hive another session has loaded, killed or still living. */
  readonly leftLoaded?: Readonly<Record<string, "killed" | "living">>;
  /** How often unloading a hive is refused. */
  readonly unloadRefusals?: number;
  /** Exit code of secedit where it is not its own: 3 = done with warnings, 1 = failed. */
  readonly seceditExit?: 1 | 3;
}

/** Every kind of registry value that the model knows. */
export const EVERY_KIND = ["String", "ExpandString", "DWord", "QWord", "MultiString", "Binary"] as const;

/** A machine, what is asked of it, and which machine is meant. */
export interface MachineCase {
  readonly name: string;
  readonly state: WindowsState;
  readonly areas: readonly AreaRequest[];
  /** What is declared of the one area, where it is asked for only one. */
  readonly declared?: CanonicalArea;
  /** The machine itself unless the case says otherwise. */
  readonly expected?: { readonly computerName: string; readonly machineGuid?: string };
  readonly meanwhile?: Meanwhile;
}

/** What a machine may hold in the stores of one area, and what happens meanwhile. */
export interface LiveState {
  readonly changes: Partial<WindowsState>;
  readonly meanwhile?: Meanwhile;
}

/**
 * The states of one area: what may be declared, what machines may hold, and the cases that have bitten somebody. The laws
 * of every area, and the comparison of its PowerShell with its live form, run over them.
 */
export interface AreaStates {
  readonly area: SettingArea;
  /** Declarations that the schema accepts. */
  readonly declared: fc.Arbitrary<unknown>;
  readonly live: fc.Arbitrary<LiveState>;
  readonly special: readonly MachineCase[];
  /**
   * What somebody may have made of a machine that holds what is declared, the most telling first. A switch that was turned
   * over need not be named.
   */
  drift?(this: void, declared: CanonicalArea): readonly Drift[];
  /** Kinds of registry value that the area understands wherever it reads one; of others it says that it does not. */
  readonly understoodKinds?: readonly (typeof EVERY_KIND)[number][];
  /** Set where whatever is found speaks against the declaration already, also while more cannot be read. */
  readonly findingsStand?: boolean;
  /** Where the number of things decides how long a reading takes and how much its answer is. */
  readonly crowd?: Crowd;
}

/** A setting below an area, and the canonical value that somebody gave it; of a probe what is found alone. */
export interface Drift {
  readonly path: readonly string[];
  readonly value: Scalar;
}

/** What may differ on a machine that holds what is declared. Not every machine takes every one of them. */
export function driftsOf({ drift }: AreaStates, declared: CanonicalArea): Drift[] {
  const turned = entriesOf(declared).flatMap(({ path, value }) =>
    typeof value === "boolean" ? [{ path, value: !value }] : [],
  );
  return [...(drift?.(declared) ?? []), ...turned];
}

/** The entries whose text a pattern is found in, with other text in its place. */
export function replaced(declared: CanonicalArea, pattern: RegExp, by: string): Drift[] {
  return entriesOf(declared).flatMap(({ path, value }) =>
    typeof value === "string" && pattern.test(value) ? [{ path, value: value.replace(pattern, by) }] : [],
  );
}

/** So many things of one area that reading them one by one would be felt. */
export interface Crowd {
  /** Adds them to a used machine. */
  fill(this: void, machine: WindowsState): void;
  /** What is to be declared, beside what is declared already, so that all of them are read. */
  declare(this: void, machine: WindowsState): CanonicalArea;
}

/** A machine of no particular kind. */
export function machine(changes: Partial<WindowsState> = {}): WindowsState {
  return {
    computerName: "TERMINAL-01",
    machineGuid: "6f1f2a34-9f0e-4a57-8d0c-0b6a4f6f2e11",
    serialNumber: "R9NR0001",
    build: "22631.4391",
    locale: "ja-JP",
    registry: {},
    securityPolicy: { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 },
    profiles: [{ sid: "default", path: "%SystemDrive%\\Users\\Default", loaded: false, locked: false, hive: {} }],
    ...changes,
  };
}

/** Machines of any identity and both languages. */
export const anyMachine: fc.Arbitrary<WindowsState> = fc
  .record({
    computerName: fc.stringMatching(/^[A-Z][A-Z0-9-]{0,13}[A-Z0-9]$/),
    machineGuid: fc.uuid(),
    serialNumber: fc.constantFrom("", "R9NR0001", "To be filled by O.E.M.", "製造番号 7"),
    build: fc.constantFrom("14393.7515", "20348.2849", "22631.4391", "26100.1"),
    locale: fc.constantFrom("ja-JP", "en-US"),
  })
  .map(machine);

/** A request as the provider makes it when every declared setting differs; an area that is never written is read. */
export function requestFor(area: SettingArea, desired: CanonicalArea): AreaRequest {
  const reading = readingOf(area, desired);
  if (!area.applied) return reading;
  const differing = Object.keys(desired).map((name) => [name]);
  return { ...reading, desired: area.toWindows(desired, differing) };
}

/** A machine of no particular kind but for what is given, asked for one area. */
export function machineCase(
  name: string,
  area: SettingArea,
  { changes, meanwhile }: LiveState,
  desired: CanonicalArea,
): MachineCase {
  const areas = [requestFor(area, desired)];
  return { name, state: machine(changes), areas, declared: desired, ...(meanwhile === undefined ? {} : { meanwhile }) };
}

/** Any number of cases of one area. */
export function anyCase({ area, declared, live }: AreaStates): fc.Arbitrary<Omit<MachineCase, "name">> {
  return fc.tuple(anyMachine, live, declared).map(([base, { changes, meanwhile }, settings]) => ({
    state: { ...base, ...changes },
    areas: [requestFor(area, area.format(settings))],
    ...(meanwhile === undefined ? {} : { meanwhile }),
  }));
}
