import { entriesOf } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { compileFleet } from "@kijun/provider/fleet";
import type { BaselineFleet, CompiledHost } from "@kijun/provider/fleet";
import { everyArea } from "@kijun/settings";
import type { FleetSpecification } from "@kijun/simulator";

/** How the machines of a baseline are simulated. */
export interface SimulationOptions {
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly locale: FleetSpecification["locale"];
  /** Machines as long use has left them, with nothing of the baseline on them. */
  readonly fresh: boolean;
}

/** A fleet to simulate and the sites its machines stand at. */
export interface SimulatedBaseline {
  readonly specification: FleetSpecification;
  readonly sites: number;
}

/**
 * The machines of a baseline on a day, with the settings of their classes rolled out in Windows' own words. Errors:
 * BASELINE_INVALID.
 */
export function specificationFromBaseline(fleet: BaselineFleet, options: SimulationOptions): SimulatedBaseline {
  const { asOf, locale, fresh } = options;
  const compiled = compileFleet(fleet, asOf);
  const hosts = compiled.map(({ host, hostClass }) => ({
    name: host.name,
    address: host.address,
    role: hostClass.role,
    operatingSystem: hostClass.operatingSystem,
    ...(fresh ? {} : { rollOut: hostClass.id }),
  }));
  // The machines of a class share their settings and what is expected of them.
  const rollOuts = new Map(
    compiled.map(({ hostClass, settings, expectations }) => [
      hostClass.id,
      { ...settings.areas, ...expectations.areas },
    ]),
  );
  const { credential, transport, port = transport === "https" ? 5986 : 5985, controllerAddress } = fleet.connection;
  const controller = controllerAddress === undefined ? undefined : { address: controllerAddress, port };
  const specification = {
    hosts,
    rollOuts: Object.fromEntries(fresh ? [] : [...rollOuts].map(([id, areas]) => [id, rolledOut(areas)])),
    ...{ asOf, locale, credential, controller },
  };
  return { specification, sites: new Set(compiled.map(({ site }) => site.id)).size };
}

function rolledOut(areas: CompiledHost["settings"]["areas"]): FleetSpecification["rollOuts"][string] {
  const known = everyArea.flatMap((area) => {
    const desired: CanonicalArea | undefined = areas[area.property];
    if (desired === undefined) return [];
    const all = entriesOf(desired).map(({ path }) => path);
    return [[area.id, area.toWindows(desired, all)] as const];
  });
  return Object.fromEntries(known);
}
