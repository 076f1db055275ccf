import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { registryValue, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

const PROFILES = ["Domain", "Private", "Public"] as const;
const PATHS = {
  local: "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\",
  policy: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\",
};

interface Setting {
  readonly property: string;
  readonly subkey: string;
  readonly value: string;
  /** CIM number in force where no store holds the value, as on a client fresh from setup (believed). */
  readonly unset: number;
  /** Stored numbers by CIM number; a number that is missing is stored as it is. */
  readonly stored?: { readonly [cim: number]: number };
}

/** Of the actions, the registry stores 0 for allow and 1 for block. */
const ACTION = { 2: 0, 4: 1 };
const SETTINGS: readonly Setting[] = [
  { property: "Enabled", subkey: "", value: "EnableFirewall", unset: 1 },
  { property: "DefaultInboundAction", subkey: "", value: "DefaultInboundAction", unset: 4, stored: ACTION },
  { property: "DefaultOutboundAction", subkey: "", value: "DefaultOutboundAction", unset: 2, stored: ACTION },
  { property: "NotifyOnListen", subkey: "", value: "DisableNotifications", unset: 1, stored: { 0: 1, 1: 0 } },
  { property: "LogMaxSizeKilobytes", subkey: "\\Logging", value: "LogFileSize", unset: 4096 },
  { property: "LogBlocked", subkey: "\\Logging", value: "LogDroppedPackets", unset: 0 },
  { property: "LogAllowed", subkey: "\\Logging", value: "LogSuccessfulConnections", unset: 0 },
];

const desiredSchema = z.record(z.string(), z.record(z.string(), z.object({ value: z.int(), key: z.string() })));

export const firewallProfileLive: LiveForm = {
  area: "firewall-profile",
  read: (machine) => ({
    local: perProfile((name) => storedNumbers(machine, "local", name)),
    policy: perProfile((name) => storedNumbers(machine, "policy", name)),
    active: perProfile((name) => inForce(machine, name)),
  }),
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    for (const [name, wanted] of Object.entries(desiredSchema.parse(desired))) {
      const active = inForce(machine, name);
      const policy = storedNumbers(machine, "policy", name);
      for (const setting of SETTINGS) {
        const { property, value, subkey, stored } = setting;
        const target = wanted[property];
        if (target === undefined || active[property] === target.value) continue;
        if (Object.hasOwn(policy, value)) {
          failures.push({ key: target.key, code: "OVERRIDDEN_BY_POLICY", detail: `policy value ${value}` });
          continue;
        }
        const number = stored?.[target.value] ?? target.value;
        setRegistryValue(machine.registry, keyPath("local", name) + subkey, value, { kind: "DWord", value: number });
      }
    }
    return failures;
  },
};

/** The policy's number before the local one before the default, in the numbers of the CIM class (believed). */
function inForce(machine: WindowsState, name: string): Record<string, number> {
  const numbers = { ...storedNumbers(machine, "local", name), ...storedNumbers(machine, "policy", name) };
  return Object.fromEntries(
    SETTINGS.map(({ property, value, unset, stored = {} }) => {
      const number = numbers[value];
      if (number === undefined) return [property, unset];
      const cim = Object.entries(stored).find(([, candidate]) => candidate === number)?.[0];
      return [property, cim === undefined ? number : Number(cim)];
    }),
  );
}

function storedNumbers(machine: WindowsState, store: keyof typeof PATHS, name: string): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const { subkey, value } of SETTINGS) {
    const found = registryValue(machine.registry, keyPath(store, name) + subkey, value);
    if (found?.kind === "DWord") numbers[value] = Number(found.value);
  }
  return numbers;
}

/** The local store keeps the private profile under its old name. */
function keyPath(store: keyof typeof PATHS, name: string): string {
  return PATHS[store] + (store === "local" && name === "Private" ? "StandardProfile" : `${name}Profile`);
}

function perProfile(answer: (name: string) => Record<string, number>): WindowsRequest {
  return Object.fromEntries(PROFILES.map((name) => [name, answer(name)]));
}
