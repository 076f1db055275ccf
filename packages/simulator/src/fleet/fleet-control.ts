import { setTimeout as delay } from "node:timers/promises";

import { KijunError } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, Scalar } from "@kijun/core";

import type { BrokenSetting } from "./state/break-setting.js";
import { commandFleet, ControlUnavailable } from "./control/control-client.js";
import type { CommandName, CommandParameters, CommandResults } from "./control/fleet-commands.js";
import { FleetFolder } from "./fleet-folder.js";
import type { FleetFile } from "./fleet-folder.js";
import { isAlive } from "./process-alive.js";
import type { MachineTrouble } from "../machine/machine-trouble.js";
import type { HostStatus } from "./fleet-machine.js";

/** A fleet as it stands at this moment. */
export type FleetStatus =
  | { readonly running: false }
  | {
      readonly running: true;
      readonly pid: number;
      /** Port of the control channel on the loopback address. */
      readonly port: number;
      /** ISO 8601, UTC. */
      readonly started: string;
      readonly asOf: string;
      readonly hosts: readonly HostStatus[];
    };

/** Whether a fleet runs from the folder, and what its machines have seen. */
export async function fleetStatus(folder: string): Promise<FleetStatus> {
  const file = new FleetFolder(folder).fleetFile();
  const status = file === undefined ? undefined : await ifReachable(commandFleet(file, "status", {}));
  if (file === undefined || status === undefined) return { running: false };
  const { pid, port, started, asOf } = file;
  return { running: true, pid, port, started, asOf, hosts: status.hosts };
}

const STOP_LIMIT_MS = 10_000;
const STOP_CHECK_MS = 10;

/** Ends the fleet of the folder and waits until its process is gone. False when none was running. */
export async function stopFleet(folder: string): Promise<boolean> {
  const files = new FleetFolder(folder);
  const file = files.fleetFile();
  if (file === undefined) return false;
  const stopped = await ifReachable(commandFleet(file, "stop", {}));
  if (stopped === undefined) {
    files.removeLiveFiles();
    return false;
  }
  const limit = Date.now() + STOP_LIMIT_MS;
  while (isAlive(file.pid)) {
    if (Date.now() > limit) throw new Error(`the process ${file.pid} of the simulated fleet does not end`);
    await delay(STOP_CHECK_MS);
  }
  return true;
}

/**
 * Changes one setting of a machine behind everybody's back. The path is `<area>.<property>` with the area's input
 * property or id, the value a canonical one; text stands for numbers and switches too, and `absent` for an entry that
 * is to go. Errors: FLEET_NOT_RUNNING, HOST_UNKNOWN, SETTING_UNKNOWN, ARGUMENT_INVALID.
 */
export function breakSetting(folder: string, host: string, settingPath: string, value: Scalar): Promise<BrokenSetting> {
  return command(folder, "break", { host, path: settingPath, value });
}

/** Switches a machine off: nobody listens at its port any more. Errors: FLEET_NOT_RUNNING, HOST_UNKNOWN. */
export function cutHost(folder: string, host: string): Promise<HostStatus> {
  return command(folder, "cut", { host });
}

/** Ends whatever is wrong with a machine; one that was off is on again, at the port it had. Errors: FLEET_NOT_RUNNING, HOST_UNKNOWN. */
export function mendHost(folder: string, host: string): Promise<HostStatus> {
  return command(folder, "mend", { host });
}

/**
 * Gives a machine a trouble in place of the one it has; `mendHost` ends it. Errors: FLEET_NOT_RUNNING, HOST_UNKNOWN,
 * PORT_IN_USE when somebody took the port of a machine that was off.
 */
export function troubleHost(folder: string, host: string, trouble: MachineTrouble): Promise<HostStatus> {
  return command(folder, "trouble", { host, trouble });
}

/**
 * The settings that `named` names (its values do not count), as a machine holds them, past WinRM. By input property.
 * Errors: FLEET_NOT_RUNNING, HOST_UNKNOWN.
 */
export function machineAreas(
  folder: string,
  host: string,
  named: { readonly [property: string]: CanonicalArea },
): Promise<{ readonly [property: string]: CanonicalAreaOrReserved }> {
  return command(folder, "areas", { host, named });
}

/** The fleet that runs from a folder; undefined when there is none, or one whose process died. */
export async function liveFleet(folder: FleetFolder): Promise<FleetFile | undefined> {
  const file = folder.fleetFile();
  if (file === undefined || !isAlive(file.pid)) return undefined;
  // Another process may have got the number of one that died.
  return (await ifReachable(commandFleet(file, "status", {}))) === undefined ? undefined : file;
}

async function command<Name extends CommandName>(
  folder: string,
  name: Name,
  parameters: CommandParameters<Name>,
): Promise<CommandResults[Name]> {
  const file = new FleetFolder(folder).fleetFile();
  const result = file === undefined ? undefined : await ifReachable(commandFleet(file, name, parameters));
  if (result !== undefined) return result;
  throw new KijunError("FLEET_NOT_RUNNING", `No simulated fleet runs from ${folder}.`, {
    hint: "Start it with `kijun fleet start`.",
  });
}

async function ifReachable<Result>(answer: Promise<Result>): Promise<Result | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ControlUnavailable) return undefined;
    throw error;
  }
}
