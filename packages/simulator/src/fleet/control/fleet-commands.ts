import { KijunError } from "@kijun/core";
import type { CanonicalAreaOrReserved, Scalar } from "@kijun/core";
import { z } from "zod";

import { machineTroubleSchema } from "../../machine/machine-trouble.js";
import { canonicalAreasSchema } from "../fleet-specification.js";
import type { FleetMachine, HostStatus } from "../fleet-machine.js";
import type { RunningFleet } from "../running-fleet.js";
import { breakMachineSetting } from "../state/break-setting.js";
import type { BrokenSetting } from "../state/break-setting.js";
import { readSettings } from "../state/machine-settings.js";
import { listening } from "./port-in-use.js";

const scalar = z.union([z.string(), z.number(), z.boolean()]) satisfies z.ZodType<Scalar>;
const hostOnly = z.object({ host: z.string() });

/** What each command of the control channel takes. */
export const commandParameters = {
  status: z.object({}),
  stop: z.object({}),
  break: z.object({ host: z.string(), path: z.string(), value: scalar }),
  cut: hostOnly,
  mend: hostOnly,
  trouble: z.object({ host: z.string(), trouble: machineTroubleSchema }),
  areas: z.object({ host: z.string(), named: canonicalAreasSchema }),
};

export type CommandName = keyof typeof commandParameters;
export type CommandParameters<Name extends CommandName> = z.output<(typeof commandParameters)[Name]>;

/** What each command of the control channel answers. */
export interface CommandResults {
  readonly status: { readonly hosts: readonly HostStatus[] };
  readonly stop: null;
  readonly break: BrokenSetting;
  readonly cut: HostStatus;
  readonly mend: HostStatus;
  readonly trouble: HostStatus;
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
}

export type FleetCommands = {
  readonly [Name in CommandName]: (
    parameters: CommandParameters<Name>,
  ) => CommandResults[Name] | Promise<CommandResults[Name]>;
};

/** The commands of a fleet, undefined while it is starting. `end` is called when the answer to `stop` is on its way. */
export function fleetCommands(fleet: () => RunningFleet | undefined, end: () => void): FleetCommands {
  const machineOf = (host: string): FleetMachine => {
    const running = fleet();
    if (running !== undefined) return running.machineOf(host);
    throw new KijunError("FLEET_NOT_RUNNING", "The simulated fleet is still starting.", {
      hint: "Try again in a moment.",
    });
  };
  return {
    status: () => ({ hosts: fleet()?.hosts ?? [] }),
    stop() {
      setImmediate(end);
      return null;
    },
    break({ host, path, value }) {
      const found = machineOf(host);
      const broken = breakMachineSetting(found.machine.state, path, value, found.rolledOut);
      found.noteChange();
      return broken;
    },
    async cut({ host }) {
      const found = machineOf(host);
      await found.machine.cut();
      return found.status;
    },
    async mend({ host }) {
      const found = machineOf(host);
      await listening(found.machine.port, () => found.machine.mend());
      return found.status;
    },
    async trouble({ host, trouble }) {
      const found = machineOf(host);
      await listening(found.machine.port, () => found.machine.fallInto(trouble));
      return found.status;
    },
    areas: ({ host, named }) => readSettings(machineOf(host).machine.state, named),
  };
}
