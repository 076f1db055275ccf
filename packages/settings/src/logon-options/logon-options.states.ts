import { machineCase } from "../form/machine-states.js";
import type { MachineCase } from "../form/machine-states.js";
import { registryStates } from "../form/registry-states.js";
import type { RegistryValue } from "../form/windows-state.js";
import { logonOptions } from "./logon-options.js";

const SYSTEM = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";

function logonCase(name: string, values: Record<string, RegistryValue>, declared: object): MachineCase {
  const changes = { registry: { [SYSTEM]: values } };
  return machineCase(name, logonOptions, { changes }, logonOptions.format(declared));
}

export const logonOptionsStates = registryStates(logonOptions, [
  logonCase(
    "a notice of several lines",
    { legalnoticetext: { kind: "String", value: "業務専用\r\n私用禁止" } },
    { legalNoticeText: "業務専用" },
  ),
  logonCase(
    "names in another case",
    { DONTDISPLAYLASTUSERNAME: { kind: "DWord", value: 0 } },
    { hideLastUserName: true },
  ),
  logonCase(
    "an inactivity limit of nought",
    { InactivityTimeoutSecs: { kind: "DWord", value: 0 } },
    {
      inactivityLimitSeconds: 900,
    },
  ),
]);
