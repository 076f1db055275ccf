import type { ExpectedMachine } from "@kijun/agent";
import type { MachineIdentity } from "@kijun/core";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { OTHER_NAME } from "../run/next-steps.js";
import { HostFailure } from "./host-failure.js";

/** What the state knows of a machine before it is asked. */
export interface RecordedMachine {
  /** Who it was; absent while nobody knows, and where another one is accepted. */
  readonly identity?: MachineIdentity | undefined;
  /** When it was last read or changed (ISO 8601, UTC). */
  readonly readAt?: string | undefined;
}

/** What the agent compares before it reads anything. */
export function expectedMachine(host: string, recorded: MachineIdentity | undefined): ExpectedMachine {
  const machineGuid = recorded?.machineGuid ?? "";
  return machineGuid === "" ? { computerName: host } : { computerName: host, machineGuid };
}

/** Why a machine that answered is not the declared one. Nothing was read from it, and nothing changed. */
export function wrongMachine(
  { host, address }: FleetFileEntry,
  recorded: MachineIdentity | undefined,
  { computerName, machineGuid, serialNumber }: MachineIdentity,
): HostFailure {
  const serial = serialNumber === "" ? "no serial number" : `serial ${serialNumber}`;
  if (computerName.toLowerCase() !== host.toLowerCase()) {
    return new HostFailure(
      "WRONG_MACHINE",
      `${address} answers as ${computerName} (${serial}), not as ${host}; nothing was read or changed`,
      OTHER_NAME.en,
    );
  }
  const before = recorded?.serialNumber === serialNumber ? "the same device" : "another device";
  return new HostFailure(
    "WRONG_MACHINE",
    `${address} answers as ${computerName} (${serial}, ${before}), but its MachineGuid is ${machineGuid || "missing"} and not the recorded ${recorded?.machineGuid ?? "one"}: it was rebuilt or replaced; nothing was read or changed`,
    `If that was intended, take it over with: kijun replace ${host}. If not, find out which machine has its name and address.`,
  );
}
