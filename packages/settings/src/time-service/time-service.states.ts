import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { registryStates } from "../form/registry-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { timeService } from "./time-service.js";
import { SERVICE_NOT_RUNNING } from "./time-service.live.js";

const SERVICE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\W32Time";
const DECLARED = { type: "NTP", servers: "192.0.2.200,0x9", client: true, specialPollSeconds: 3600 };
const REFUSED = -2_147_024_891;

function timeCase(name: string, changes: Partial<WindowsState>, declared: object = DECLARED): MachineCase {
  return machineCase(name, timeService, { changes }, timeService.format(declared));
}

const asShipped: WindowsState["registry"] = {
  [`${SERVICE}\\Parameters`]: {
    Type: { kind: "String", value: "NTP" },
    NtpServer: { kind: "String", value: "time.windows.com,0x9" },
  },
};

const states = registryStates(timeService, [
  timeCase("a machine as Windows ships it", { registry: asShipped }),
  timeCase("a service that does not run", {
    registry: asShipped,
    timeService: { updateExit: SERVICE_NOT_RUNNING },
  }),
  timeCase("a service that does not take its new values", {
    registry: asShipped,
    timeService: { updateExit: REFUSED },
  }),
  timeCase("nothing to write, so nothing to tell the service", {
    registry: {
      [`${SERVICE}\\Parameters`]: {
        Type: { kind: "String", value: "NTP" },
        NtpServer: { kind: "String", value: "192.0.2.200,0x9" },
      },
      [`${SERVICE}\\TimeProviders\\NtpClient`]: {
        Enabled: { kind: "DWord", value: 1 },
        SpecialPollInterval: { kind: "DWord", value: 3600 },
      },
    },
    timeService: { updateExit: REFUSED },
  }),
  timeCase("another spelling of the same servers", {
    registry: {
      [`${SERVICE}\\Parameters`]: { NTPSERVER: { kind: "String", value: " NTP.Example.JP,0x09  192.0.2.200 " } },
    },
  }),
  timeCase("servers that policy holds", {
    registry: {
      ...asShipped,
      [`${POLICY}\\Parameters`]: { NtpServer: { kind: "String", value: "ntp.example.jp,0x1" } },
    },
    timeService: { updateExit: REFUSED },
  }),
]);

export const timeServiceStates: AreaStates = {
  ...states,
  drift: () => [{ path: ["servers"], value: "time.windows.com,0x9" }],
  live: fc
    .tuple(states.live, fc.constantFrom(undefined, undefined, SERVICE_NOT_RUNNING, REFUSED))
    .map(([{ changes }, updateExit]) => ({
      changes: { ...changes, ...(updateExit === undefined ? {} : { timeService: { updateExit } }) },
    })),
};
