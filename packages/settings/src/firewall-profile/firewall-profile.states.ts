import type { CanonicalArea } from "@kijun/core";
import type { Registry, RegistryValue } from "../form/windows-state.js";
import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { firewallProfile } from "./firewall-profile.js";

const LOCAL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

const dword = (value: number): RegistryValue => ({ kind: "DWord", value });

/** Now and then a value of another kind or of a number that nobody knows. */
const stored = (usual: readonly number[]): fc.Arbitrary<RegistryValue> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...usual).map(dword) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<RegistryValue>({ kind: "String", value: "1" }, { kind: "QWord", value: "1" }),
    },
  );

const switches = fc.record(
  {
    EnableFirewall: stored([0, 1]),
    DefaultInboundAction: stored([0, 1]),
    DefaultOutboundAction: stored([0, 1]),
    DisableNotifications: stored([0, 1]),
    DoNotAllowExceptions: stored([0, 1]),
  },
  { requiredKeys: [] },
);
const logging = fc.record(
  {
    LogFileSize: stored([1, 4096, 16_384, 32_767]),
    LogDroppedPackets: stored([0, 1]),
    LogSuccessfulConnections: stored([0, 1]),
  },
  { requiredKeys: [] },
);

function store(root: string, names: readonly string[]): fc.Arbitrary<Registry> {
  const keys = names.flatMap((name): [string, fc.Arbitrary<Record<string, RegistryValue>>][] => [
    [`${root}\\${name}`, switches],
    [`${root}\\${name}\\Logging`, logging],
  ]);
  return fc.subarray(keys).chain((chosen) => fc.record(Object.fromEntries(chosen)));
}

const registry = fc
  .tuple(
    store(LOCAL, ["DomainProfile", "StandardProfile", "PublicProfile"]),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: store(POLICY, ["DomainProfile", "PrivateProfile", "PublicProfile"]) },
    ),
  )
  .map(([local, policy]): Registry => ({ ...local, ...policy }));

const settings = fc
  .record(
    {
      enabled: fc.boolean(),
      inbound: fc.constantFrom("block", "allow"),
      outbound: fc.constantFrom("block", "allow"),
      notifications: fc.boolean(),
      logMaxSizeKiB: fc.constantFrom(1, 4096, 16_384, 32_767),
      logDropped: fc.boolean(),
      logAllowed: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const declared = fc
  .record({ domain: settings, private: settings, public: settings }, { requiredKeys: [] })
  .filter((given) => Object.keys(given).length > 0);

const usual = {
  public: { enabled: true, inbound: "block", outbound: "allow", logMaxSizeKiB: 16_384, logDropped: true },
};

function profileCase(name: string, given: Registry, desired: CanonicalArea = usual): MachineCase {
  return machineCase(name, firewallProfile, { changes: { registry: given } }, desired);
}

export const firewallProfileStates: AreaStates = {
  area: firewallProfile,
  drift: () => [{ path: ["public", "enabled"], value: false }],
  declared,
  live: registry.map((given) => ({ changes: { registry: given } })),
  special: [
    profileCase("a client fresh from setup", {}),
    profileCase("a firewall that is off", { [`${LOCAL}\\PublicProfile`]: { EnableFirewall: dword(0) } }),
    profileCase("a policy against the local value", {
      [`${LOCAL}\\PublicProfile`]: { EnableFirewall: dword(1) },
      [`${POLICY}\\PublicProfile`]: { EnableFirewall: dword(0), DefaultInboundAction: dword(1) },
    }),
    profileCase(
      "the private profile under its old name",
      { [`${LOCAL}\\StandardProfile`]: { EnableFirewall: dword(0) } },
      { private: { enabled: true } },
    ),
    profileCase("keys in another case", { [`${LOCAL}\\PUBLICPROFILE`]: { enablefirewall: dword(0) } }),
  ],
};
