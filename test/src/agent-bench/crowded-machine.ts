import type { CanonicalArea } from "@kijun/core";
import { compileFleet } from "@kijun/provider/fleet";
import { fleet } from "@kijun/sapporo";
import { functionSuffix, MANAGEMENT_LINE, managementLineRequest, readingOf } from "@kijun/settings";
import type { AreaRequest } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { areaStates } from "@kijun/settings/states";
import type { AreaStates } from "@kijun/settings/states";
import { usedMachine } from "@kijun/simulator";
import fc from "fast-check";
import { z } from "zod";

const DAY = "2026-01-15";

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
  const terminal = compileFleet(fleet, DAY).find(({ hostClass }) => hostClass.role === "terminal");
  if (terminal === undefined) throw new Error(`no terminal in service on ${DAY}`);
  const { operatingSystem, role } = terminal.hostClass;
  const name = "CROWD-T001";
  const used = usedMachine({ computerName: name, role, operatingSystem, locale: "ja-JP", seed: name });
  for (const { crowd } of areaStates) crowd?.fill(used);
  const machine = dated(used);
  const declared: { readonly [property: string]: CanonicalArea } = {
    ...terminal.settings.areas,
    ...terminal.expectations.areas,
  };
  const areas = areaStates.map((states) => {
    const { area, crowd } = states;
    return readingOf(area, { ...crowd?.declare(machine), ...(declared[area.property] ?? anyDeclaration(states)) });
  });
  const line = { id: MANAGEMENT_LINE, function: functionSuffix(MANAGEMENT_LINE), request: managementLineRequest(5985) };
  return { machine, areas: [...areas, line] };
}

/** The machine on a fixed day, with each time of its past as a moment: stubs of Windows do not count days back. */
function dated(machine: WindowsState): WindowsState {
  const text = JSON.stringify({ ...machine, clock: `${DAY}T00:10:30Z` }, (_name, value: unknown) => {
    const past = pastTimeSchema.safeParse(value).data;
    if (past === undefined) return value;
    return new Date(Date.parse(`${DAY}T${past.at}Z`) - past.daysAgo * 86_400_000).toISOString();
  });
  return JSON.parse(text) as WindowsState;
}

const pastTimeSchema = z.strictObject({ daysAgo: z.int(), at: z.string() });

/** Of some declarations the one that says most. */
function anyDeclaration({ area, declared }: AreaStates): CanonicalArea {
  const declarations = fc.sample(declared, { seed: 1, numRuns: 20 }).map((declaration) => area.format(declaration));
  return declarations.reduce((most, next) => (Object.keys(next).length > Object.keys(most).length ? next : most));
}
