import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { registryStates } from "../form/registry-states.js";
import type { Registry, RegistryValue } from "../form/windows-state.js";
import { winrm, winrmValues } from "./winrm.js";

const LISTENER = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener";
const SERVICE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Service";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service";

const dword = (value: number): RegistryValue => ({ kind: "DWord", value });

const listeners = fc.subarray([
  "http * 5985",
  "https * 5986",
  "https IP:192.0.2.10 5986",
  "http IP:192.0.2.11 80 disabled",
]);

const stored: fc.Arbitrary<Registry> = fc
  .dictionary(
    fc.constantFrom("*+HTTP", "*+HTTPS", "IP:192.0.2.10+HTTPS", "MAC:00-00-5E-00-53-01+http", "壊れた名前"),
    fc.record(
      {
        Port: fc.constantFrom<RegistryValue>(dword(5985), dword(80), { kind: "String", value: "5985" }),
        enabled: fc.constantFrom(dword(0), dword(1)),
        certThumbprint: fc.constant<RegistryValue>({ kind: "String", value: "00" }),
      },
      { requiredKeys: ["certThumbprint"] },
    ),
  )
  .map((keys) => Object.fromEntries(Object.entries(keys).map(([key, values]) => [`${LISTENER}\\${key}`, values])));

const values = registryStates(winrmValues);

function winrmCase(name: string, registry: Registry, declared: object): MachineCase {
  return machineCase(name, winrm, { changes: { registry } }, winrm.format(declared));
}

export const winrmStates: AreaStates = {
  area: winrm,
  declared: fc
    .tuple(values.declared, fc.option(listeners))
    .map(([settings, list]) => ({ ...(settings as object), ...(list === null ? {} : { listeners: list }) }))
    .filter((declared) => winrm.schema.safeParse(declared).success),
  live: fc
    .tuple(values.live, stored)
    .map(([{ changes }, keys]) => ({ changes: { registry: { ...changes.registry, ...keys } } })),
  special: [
    winrmCase("no listener at all", {}, { listeners: ["http * 5985"] }),
    winrmCase(
      "a machine after quickconfig",
      { [`${LISTENER}\\*+HTTP`]: { Port: dword(5985), uriprefix: { kind: "String", value: "wsman" } } },
      { listeners: ["http * 5985"], basic: false, unencrypted: false },
    ),
    winrmCase(
      "policy against the machine's own value",
      { [SERVICE]: { AUTH_BASIC: dword(1) }, [POLICY]: { AllowBasic: dword(0) } },
      { basic: false },
    ),
  ],
};
