import fc from "fast-check";

import { addressKeywords, portKeywords } from "./firewall-keyword.js";
import type { DeclaredFirewallRule } from "./firewall-rule-schema.js";

const v4 = fc.ipV4();
const v6 = fc.ipV6();
/** Neighbouring addresses, so that ranges meet and overlap. */
const close = fc.integer({ min: 0, max: 255 }).map((last) => `192.0.2.${String(last)}`);
const ordered = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }));
const range = ordered.map(
  ([one, other]) => `192.0.2.${String(Math.min(one, other))}-192.0.2.${String(Math.max(one, other))}`,
);

export const anyAddress = fc.oneof(
  v4,
  v6,
  close,
  range,
  fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${address}/${String(prefix)}`),
  fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map(([address, prefix]) => `${address}/${String(prefix)}`),
);

const keyword = fc
  .tuple(
    fc.constantFrom(...addressKeywords.flatMap(({ name, stored }) => [name, ...stored])),
    fc.constantFrom("", "4", "6"),
  )
  .map(([name, family]) => name + family);

const portNumber = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 65_535 }));

export const anyPort = fc.oneof(
  portNumber,
  portNumber.map(String),
  fc
    .tuple(portNumber, portNumber)
    .map(([one, other]) => `${String(Math.min(one, other))}-${String(Math.max(one, other))}`),
  fc.constantFrom(...portKeywords.map(({ name }) => name)),
);

const ports = fc.oneof(anyPort, fc.array(anyPort, { minLength: 1, maxLength: 5 }));
const icmpType = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.tuple(fc.nat(255), fc.nat(255)).map(([type, code]) => `${String(type)}:${String(code)}`),
);
const word = fc.constantFrom(
  "System",
  "%SystemRoot%\\System32\\svchost.exe",
  "C:\\Program Files (x86)\\{A} B\\c d.exe",
  "業務.exe",
);

/** Every declaration of a rule that the cmdlets can write, so without other conditions. */
export const anyWritableRule: fc.Arbitrary<DeclaredFirewallRule> = fc
  .record(
    {
      direction: fc.constantFrom("in" as const, "out" as const),
      action: fc.constantFrom("allow" as const, "block" as const),
      protocol: fc.oneof(
        fc.constantFrom("any" as const, "tcp" as const, "udp" as const, "icmpv4" as const, "icmpv6" as const),
        fc.integer({ min: 0, max: 255 }),
      ),
      localPort: ports,
      remotePort: ports,
      icmpType: fc.oneof(icmpType, fc.array(icmpType, { minLength: 1, maxLength: 4 })),
      localAddress: fc.array(anyAddress, { minLength: 1, maxLength: 5 }),
      remoteAddress: fc.array(fc.oneof(anyAddress, keyword), { minLength: 1, maxLength: 5 }),
      program: word,
      service: fc.constantFrom("WinRM", "*", "Net Driver HPZ12"),
      edge: fc.constantFrom("allow" as const, "defer-to-user" as const, "defer-to-app" as const),
      profiles: fc.uniqueArray(fc.constantFrom("domain" as const, "private" as const, "public" as const), {
        minLength: 1,
      }),
      enabled: fc.boolean(),
    },
    { requiredKeys: ["direction", "action"] },
  )
  .map((rule) => {
    const { localPort, remotePort, icmpType: types, edge, ...rest } = rule;
    const known = { 1: "icmpv4", 6: "tcp", 17: "udp", 58: "icmpv6" }[Number(rule.protocol)] ?? rule.protocol;
    return {
      ...rest,
      ...(known === "tcp" || known === "udp" ? withoutUndefined({ localPort, remotePort }) : {}),
      ...(known === "icmpv4" || known === "icmpv6" ? withoutUndefined({ icmpType: types }) : {}),
      ...(rule.direction === "in" ? withoutUndefined({ edge }) : {}),
    };
  });

const condition = fc.constantFrom(
  "Platform=2:6:2",
  "Platform2=GTEQ",
  "LUAuth=O:LSD:(A;;CC;;;S-1-1-0)",
  "IFType={a, b} c",
  "Empty=",
);

export const anyRule: fc.Arbitrary<DeclaredFirewallRule> = fc
  .tuple(anyWritableRule, fc.uniqueArray(condition))
  .map(([rule, conditions]) => (conditions.length === 0 ? rule : { ...rule, otherConditions: conditions }));

function withoutUndefined<Map extends object>(map: Map): Partial<Map> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Partial<Map>;
}
