import { compileFleet } from "@kijun/provider/fleet";
import type { BaselineFleet } from "@kijun/provider/fleet";
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
 * The machines of a baseline on a day, with the settings of their classes rolled out. Errors: BASELINE_INVALID.
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
    rollOuts: fresh ? {} : Object.fromEntries(rollOuts),
    ...{ asOf, locale, credential, controller },
  };
  return { specification, sites: new Set(compiled.map(({ site }) => site.id)).size };
}
