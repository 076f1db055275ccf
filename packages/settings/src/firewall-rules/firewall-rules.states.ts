import type { CanonicalArea } from "@kijun/core";
import type { Registry, RegistryValue } from "../form/windows-state.js";
import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { Crowd, AreaStates, MachineCase } from "../form/machine-states.js";
import { SeededRandom } from "../form/seeded-random.js";
import { firewallRules } from "./firewall-rules.js";

const LOCAL =
  "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

const NAMES = ["jukinet-ap", "jukinet-db", "FPS-ICMP4-ERQ-In", "{6F1F2A34-9F0E-4A57-8D0C-0B6A4F6F2E11}", "住基 業務AP"];

const text = (value: string): RegistryValue => ({ kind: "String", value });

const optional = (field: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.oneof(
    fc.constant<string[]>([]),
    field.map((value) => [value]),
  );

/** A rule as Windows stores it, with localised texts and now and then a field that nobody declares. */
const storedRule = fc
  .tuple(
    fc.constantFrom("Action=Allow", "Action=Block"),
    optional(fc.constantFrom("Active=TRUE", "Active=FALSE")),
    fc.constantFrom("Dir=In", "Dir=Out"),
    fc.constantFrom(
      [],
      ["Protocol=6", "LPort=443"],
      ["Protocol=17", "LPort2_10=5000-5010", "RPort=53"],
      ["Protocol=1", "ICMP4=8:*"],
    ),
    fc.subarray(["Profile=Domain", "Profile=Private"]),
    optional(fc.constantFrom("RA4=10.1.0.0/255.255.0.0", "RA4=LocalSubnet", "RA42=IntErnet", "RA6=2001:db8::/32")),
    optional(fc.constantFrom("App=%SystemRoot%\\system32\\svchost.exe", "App=C:\\業務\\Ap.exe", "App=System")),
    optional(fc.constantFrom("Svc=Dhcp", "Svc=*")),
    fc.constantFrom(
      ["Name=@FirewallAPI.dll,-30267", "Desc=@FirewallAPI.dll,-30268", "EmbedCtxt=@FirewallAPI.dll,-30252"],
      ["Name=業務AP への通信", "Desc=説明 = 443"],
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ["Platform=2:6:2"],
          ["LUAuth=O:LSD:(A;;CC;;;S-1-5-32-544)"],
          ["Edge=TRUE"],
          ["AppPkgId=S-1-15-2-1861897761"],
          ["PFN=App_cw5n", "LUOwn=S-1-5-21-1-2-3-1001"],
          ["Security2=AnE-Nego", "LPort=mDNS"],
        ),
      },
    ),
  )
  .map((fields) => text(`v2.31|${fields.flat().join("|")}|`));

/** A name that Windows makes of a program's path may hold what the cmdlets take for wildcards. */
const QUERIED = "TCP Query User{0B6A4F6F-2E11}C:\\業務\\ap[1].exe";

const rules = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...NAMES, "CoreNet-DHCP-In", "coreNet-dns", QUERIED), storedRule),
  {
    selector: ([name]) => name,
    maxLength: 5,
  },
);

const registry = fc
  .tuple(
    rules,
    fc.oneof(fc.constant([]), rules),
    fc.constantFrom({}, { AllowLocalPolicyMerge: 0 }, { AllowLocalPolicyMerge: 1 }),
  )
  .map(([local, policy, merge]): Registry => {
    const flags = Object.entries(merge).map(([name, value]): [string, RegistryValue] => [
      name,
      { kind: "DWord", value },
    ]);
    return {
      [LOCAL]: Object.fromEntries(local),
      [`${POLICY}\\FirewallRules`]: Object.fromEntries(policy.slice(0, 1)),
      [`${POLICY}\\PublicProfile`]: Object.fromEntries(flags),
    };
  });

const ports = fc.constantFrom([443], [80, 443, "5000-5010"], ["RPC"], ["RPCEPMap"]);
const traffic = fc.oneof(
  fc.constant({}),
  fc.record(
    { protocol: fc.constantFrom("tcp", "udp"), localPort: ports, remotePort: ports },
    { requiredKeys: ["protocol"] },
  ),
  fc.record(
    { protocol: fc.constantFrom("icmpv4", "icmpv6"), icmpType: fc.constantFrom([8], [3, "3:4"]) },
    { requiredKeys: ["protocol"] },
  ),
  fc.constant({ protocol: 47 }),
);

const rule = fc
  .tuple(
    fc.record(
      {
        direction: fc.constantFrom("in", "out"),
        action: fc.constantFrom("allow", "block"),
        localAddress: fc.constant(["192.0.2.7"]),
        remoteAddress: fc.constantFrom(
          ["10.1.0.0/16"],
          ["LocalSubnet"],
          ["Internet4"],
          ["CaptivePortal"],
          ["10.1.0.1-10.1.0.9", "2001:db8::/32"],
        ),
        program: fc.constantFrom("C:\\業務\\ap.exe", "%SystemRoot%\\system32\\svchost.exe"),
        service: fc.constantFrom("dhcp", "*"),
        profiles: fc.subarray(["domain", "private", "public"], { minLength: 1 }),
        enabled: fc.boolean(),
      },
      { requiredKeys: ["direction", "action"] },
    ),
    traffic,
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.constant({ otherConditions: ["Platform=2:6:2"] }) },
    ),
  )
  .map(([base, what, conditions]) => ({ ...base, ...what, ...conditions }));

const declared = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 5, arbitrary: rule }),
      { maxKeys: 4 },
    ),
    fc.constantFrom({}, { "*": "disabled" }),
  )
  .map(([named, others]) => ({ ...named, ...others }));

const HTTPS = "allow in tcp 443 from 10.1.0.0/16 on domain,private";
const stored =
  "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=443|RA4=10.1.0.0/255.255.0.0|Name=業務AP|";

function ruleCase(name: string, given: Registry, desired: CanonicalArea = { "jukinet-ap": HTTPS }): MachineCase {
  return machineCase(name, firewallRules, { changes: { registry: given } }, desired);
}

/** As many as on the machine of which a reading by cmdlet is known (NathanNeurotic/PS2-Servers PR 83: 1,091). */
const MANY_RULES = 1100;

/** Rules that programs have asked for over the years. */
const crowd: Crowd = {
  fill({ registry }) {
    const random = new SeededRandom("crowd", "firewall rules");
    const held = (registry[LOCAL] ??= {});
    for (let number = 1; Object.keys(held).length < MANY_RULES; number++) {
      const where = `Protocol=${random.pick(["6", "17"])}|LPort=${String(1024 + random.below(60_000))}|RA4=10.1.0.0/255.255.0.0`;
      const what = `App=C:\\Program Files\\業務${String(number)}\\ap.exe|Name=業務${String(number)}|EmbedCtxt=業務`;
      held[`{${random.guid().toUpperCase()}}`] = text(`v2.33|Action=Allow|Active=TRUE|Dir=In|${where}|${what}|`);
    }
  },
  declare: () => ({ "*": "disabled" }),
};

export const firewallRulesStates: AreaStates = {
  crowd,
  area: firewallRules,
  drift: (declared) => replaced(declared, /^(?:allow|block) .*$/, "absent"),
  declared,
  live: registry.map((given) => ({ changes: { registry: given } })),
  special: [
    ruleCase("no rule and no key", {}),
    ruleCase("the rule as it shall be", { [LOCAL]: { "jukinet-ap": text(stored) } }),
    ruleCase("a rule that shall go", { [LOCAL]: { "jukinet-ap": text(stored) } }, { "jukinet-ap": "absent" }),
    ruleCase("a rule that shall go and is not there", { [LOCAL]: {} }, { "jukinet-ap": "absent" }),
    ruleCase("a name in another case", { [LOCAL]: { "JUKINET-AP": text(stored.replace("443", "80")) } }),
    ruleCase("a rule of policy under the same name", { [`${POLICY}\\FirewallRules`]: { "jukinet-ap": text(stored) } }),
    ruleCase("a policy that ignores local rules", {
      [`${POLICY}\\DomainProfile`]: { AllowLocalPolicyMerge: { kind: "DWord", value: 0 } },
    }),
    ruleCase("a rule with a condition that no parameter takes away", {
      [LOCAL]: { "jukinet-ap": text(`${stored}LUAuth=x|`) },
    }),
    ruleCase(
      "a rule that nobody declared, beside those of apps and users, of policy, and one that is off",
      {
        [LOCAL]: {
          "jukinet-ap": text(stored),
          [QUERIED]: text(stored.replace("443", "8080")),
          off: text(stored.replace("TRUE", "FALSE")),
          app: text(`${stored}AppPkgId=S-1-15-2-1|`),
          user: text(`${stored}LUOwn=S-1-5-21-1-2-3-1001|`),
          shadowed: text(stored),
        },
        [`${POLICY}\\FirewallRules`]: { held: text(stored), shadowed: text(stored.replace("TRUE", "FALSE")) },
      },
      { "jukinet-ap": HTTPS, "*": "disabled" },
    ),
    ruleCase(
      "no rule but the declared one",
      { [LOCAL]: { "JUKINET-ap": text(stored) } },
      { "jukinet-ap": HTTPS, "*": "disabled" },
    ),
    ruleCase("nothing declared but that nothing else shall be", { [LOCAL]: { x: text(stored) } }, { "*": "disabled" }),
    ruleCase("one rule only", { [LOCAL]: {} }, { 札幌: HTTPS }),
  ],
};
