import { functionSuffix, MANAGEMENT_LINE, managementLineRequest } from "@kijun/settings";
import type { NetworkState, Registry, RegistryValue } from "@kijun/settings/live";
import { anyMachine, machine } from "@kijun/settings/states";
import type { MachineCase } from "@kijun/settings/states";
import fc from "fast-check";

import { named } from "./machine-cases.js";

const LOCAL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

const dword = (value: number): RegistryValue => ({ kind: "DWord", value });
const text = (value: string): RegistryValue => ({ kind: "String", value });

const optional = (...fields: string[]): fc.Arbitrary<string[]> =>
  fc.oneof(
    fc.constant<string[]>([]),
    fc.constantFrom(...fields).map((field) => field.split("|")),
  );

const seldom = (...fields: string[]): fc.Arbitrary<string[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.constantFrom(...fields).map((field) => [field]) },
  );

/** Rules that the pattern of the request must tell apart, in the spellings that machines hold. */
const storedRule = fc
  .tuple(
    fc.constantFrom(["Action=Allow"], ["Action=Block"], ["Action=ByPass"]),
    fc.oneof({ weight: 6, arbitrary: fc.constant(["Active=TRUE"]) }, seldom("Active=FALSE", "Active=true")),
    fc.constantFrom(["Dir=In"], ["Dir=In"], ["Dir=In"], ["Dir=Out"]),
    optional("Protocol=6", "Protocol=6", "Protocol=6", "Protocol=17", "Protocol=256", "Protocol=66"),
    optional("Profile=Private", "Profile=Domain|Profile=Public"),
    optional(
      "LPort=5985",
      "LPort=443|LPort=5985",
      "LPort2_10=5000-6000",
      "LPort=RPC",
      "LPort=15985",
      "LPort=RPC-EPMap",
    ),
    optional("RA4=LocalSubnet", "RA4=192.0.2.240/255.255.255.240", "RA6=2001:db8::/32"),
    seldom(
      "App=System",
      "App=%SystemRoot%\\System32\\svchost.exe",
      "App=%SystemRoot%\\system32\\SVCHOST.EXE",
      "App=C:\\業務\\ap.exe",
      "App=C:\\system\\ap.exe",
    ),
    seldom("Svc=WinRM", "Svc=*", "Svc=Dhcp"),
    optional("Name=@FirewallAPI.dll,-30268", "Name=業務 LPort", "Name=a|Desc=一行目\r\n二行目"),
    seldom("LUOwn=S-1-5-21-1-2-3-1001", "AppPkgId=S-1-15-2-1", "Platform=2:6:2", "LUAuth=O:LSD:"),
  )
  .map((fields) => `v2.31|${fields.flat().join("|")}|`);

const rules = fc.dictionary(
  fc.constantFrom("WINRM-HTTP-In-TCP", "jukinet-winrm-in", "{6F1F2A34-9F0E-4A57-8D0C-0B6A4F6F2E11}", "住基 管理", "x"),
  fc.oneof({ weight: 9, arbitrary: storedRule.map(text) }, { weight: 1, arbitrary: fc.constant(dword(1)) }),
  { maxKeys: 5 },
);

const values = fc.record(
  {
    EnableFirewall: fc.constantFrom(dword(0), dword(1)),
    DefaultInboundAction: fc.constantFrom(dword(0), dword(1)),
    AllowLocalPolicyMerge: fc.constantFrom(dword(0), dword(1), text("0")),
    DoNotAllowExceptions: fc.constantFrom(dword(0), dword(1)),
  },
  { requiredKeys: [] },
);

const registry: fc.Arbitrary<Registry> = fc.record({
  [`${LOCAL}\\FirewallRules`]: rules,
  [`${POLICY}\\FirewallRules`]: rules,
  [`${LOCAL}\\StandardProfile`]: values,
  [`${LOCAL}\\PublicProfile`]: values,
  [`${POLICY}\\PrivateProfile`]: values,
  [`${POLICY}\\DomainProfile`]: values,
});

const address = fc.constantFrom("198.51.100.7", "203.0.113.9", "fe80::1%7", "2001:db8::7");
const network: fc.Arbitrary<NetworkState> = fc.record({
  interfaces: fc.uniqueArray(
    fc.record(
      {
        index: fc.integer({ min: 1, max: 20 }),
        addresses: fc.array(fc.record({ address, prefix: fc.constantFrom(24, 28, 64) }), { maxLength: 2 }),
        category: fc.constantFrom(0, 1, 2),
      },
      { requiredKeys: ["index", "addresses"] },
    ),
    { maxLength: 3, selector: ({ index }) => index },
  ),
  connections: fc.array(
    fc.record({
      localAddress: address,
      localPort: fc.constantFrom(5985, 5986, 445),
      remoteAddress: fc.constantFrom("192.0.2.250", "::ffff:192.0.2.250", "2001:db8::250"),
    }),
    { maxLength: 3 },
  ),
});

function areas(port = 5985): MachineCase["areas"] {
  return [{ id: MANAGEMENT_LINE, function: functionSuffix(MANAGEMENT_LINE), request: managementLineRequest(port) }];
}

const winrm = "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|LPort=5985|App=System|Name=x|";

const special: readonly MachineCase[] = [
  { name: "a machine whose network nobody knows", state: machine(), areas: areas() },
  {
    name: "one connection, one address, one rule",
    state: machine({
      registry: {
        [`${LOCAL}\\FirewallRules`]: { "WINRM-HTTP-In-TCP": text(winrm), other: text(winrm.replace("5985", "80")) },
      },
      network: {
        interfaces: [{ index: 7, addresses: [{ address: "198.51.100.7", prefix: 28 }], category: 1 }],
        connections: [{ localAddress: "198.51.100.7", localPort: 5985, remoteAddress: "192.0.2.250" }],
      },
    }),
    areas: areas(),
  },
];

const generated = fc
  .tuple(anyMachine, registry, fc.option(network, { nil: undefined }), fc.constantFrom(5985, 5986, 15_985))
  .map(([state, given, of, port]) => ({
    state: { ...state, registry: given, ...(of === undefined ? {} : { network: of }) },
    areas: areas(port),
  }));

/** The facts of the line are read beside the areas; to write them fails on both sides alike. */
export function managementLineCases(): MachineCase[] {
  return named(MANAGEMENT_LINE, special, generated);
}
