import type { CanonicalArea, Issue } from "@kijun/core";
import { compileSettings, MANAGEMENT_LINE, managementLineRequest, functionSuffix, readingOf } from "@kijun/settings";
import type { AreaRequest } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { areaStates } from "@kijun/settings/states";
import type { AreaStates } from "@kijun/settings/states";
import { fleet } from "@kijun/sapporo";
import { usedMachine } from "@kijun/simulator";
import fc from "fast-check";

/** A machine, and all that can be asked of it. */
export interface CrowdedMachine {
  readonly machine: WindowsState;
  /** Every area, and the facts of the line from the controller. */
  readonly areas: readonly AreaRequest[];
}

/**
 * A used terminal on which there is much of everything, asked for every area at once: for what the terminals' class
 * declares, for all of a crowd where the area has one, and for any declaration of an area that no class declares.
 */
export function crowdedMachine(): CrowdedMachine {
  const hostClass = fleet.classes.find(({ role }) => role === "terminal");
  if (hostClass === undefined) throw new Error("no class of terminals");
  const { operatingSystem, settings, role } = hostClass;
  const machine = usedMachine({
    computerName: "CROWD-T001",
    role,
    operatingSystem,
    locale: "ja-JP",
    seed: "CROWD-T001",
  });
  for (const { crowd } of areaStates) crowd?.fill(machine);
  const issues: Issue[] = [];
  const { areas: declared } = compileSettings(settings, hostClass.source, "", issues);
  if (issues.length > 0) throw new Error(`the class is not right: ${JSON.stringify(issues[0])}`);
  const areas = areaStates.map((states) => {
    const { area, crowd } = states;
    return readingOf(area, { ...crowd?.declare(machine), ...(declared[area.property] ?? anyDeclaration(states)) });
  });
  const line = { id: MANAGEMENT_LINE, function: functionSuffix(MANAGEMENT_LINE), request: managementLineRequest(5985) };
  return { machine, areas: [...areas, line] };
}

/** Of some declarations the one that says most. */
function anyDeclaration({ area, declared }: AreaStates): CanonicalArea {
  const declarations = fc.sample(declared, { seed: 1, numRuns: 20 }).map((declaration) => area.format(declaration));
  return declarations.reduce((most, next) => (Object.keys(next).length > Object.keys(most).length ? next : most));
}
