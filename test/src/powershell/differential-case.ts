import { functionSuffix, settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";
import type { AreaRequest, ExpectedMachine } from "@kijun/agent";
import type { CanonicalArea } from "@kijun/core";
import type { WindowsState } from "@kijun/settings/live";
import type fc from "fast-check";

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

/** A machine, what is asked of it, and which machine is meant. */
export interface DifferentialCase {
  readonly name: string;
  readonly state: WindowsState;
  readonly areas: readonly AreaRequest[];
  /** The machine itself unless the case says otherwise. */
  readonly expected?: ExpectedMachine;
  readonly meanwhile?: Meanwhile;
}

/** The states of one area: those that have bitten somebody, by name, and any number of others. */
export interface AreaStates {
  readonly area: string;
  readonly special: readonly DifferentialCase[];
  readonly generated: fc.Arbitrary<Omit<DifferentialCase, "name">>;
}

/** The area of an id as the engines see it. */
export function areaOf(id: string): SettingArea {
  const area = settingAreas.find((candidate) => candidate.id === id);
  if (area === undefined) throw new Error(`no area ${id}`);
  return area;
}

/** A request as the provider makes it when every declared setting differs. */
export function requestFor(id: string, desired: CanonicalArea): AreaRequest {
  const area = areaOf(id);
  const differing = Object.keys(desired).map((name) => [name]);
  return {
    id,
    function: functionSuffix(id),
    request: area.readRequest(desired),
    desired: area.toWindows(desired, differing),
  };
}

/** The machine of a case as the model sees it once what happens meanwhile has happened. */
export function modelledMachine({ state, meanwhile }: DifferentialCase): WindowsState {
  const machine = structuredClone(state);
  for (const profile of machine.profiles) {
    if (meanwhile?.logsOn?.includes(profile.sid) === true) profile.loaded = true;
    if (meanwhile?.leftLoaded?.[profile.sid] === "living") profile.locked = true;
  }
  return machine;
}
