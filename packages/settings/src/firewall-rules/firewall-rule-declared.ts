import { firewallProfiles, firewallRule } from "./firewall-rule.js";
import type { FirewallRule } from "./firewall-rule.js";
import type { DeclaredFirewallRule } from "./firewall-rule-schema.js";

/** Normalises a rule that the schema has accepted. */
export function toRule(declared: DeclaredFirewallRule): FirewallRule {
  const { localPort, remotePort, icmpType, localAddress, remoteAddress, otherConditions, ...rest } = declared;
  return firewallRule({
    action: rest.action,
    direction: rest.direction,
    ...given({ protocol: rest.protocol, enabled: rest.enabled, profiles: rest.profiles, edge: rest.edge }),
    ...given({ program: rest.program, service: rest.service }),
    localPorts: texts(localPort),
    remotePorts: texts(remotePort),
    icmpTypes: texts(icmpType),
    localAddresses: localAddress ?? [],
    remoteAddresses: remoteAddress ?? [],
    conditions: otherConditions ?? [],
  });
}

/** A rule as a person would declare it: nothing said that means any. Where policy ignores it is no part of the rule. */
export function toDeclared(rule: FirewallRule): DeclaredFirewallRule {
  const list = <Item>(items: readonly Item[]): Item[] | undefined => (items.length === 0 ? undefined : [...items]);
  return {
    direction: rule.direction,
    action: rule.action,
    ...given({
      protocol: rule.protocol === "any" ? undefined : rule.protocol,
      localPort: scalarOrList(rule.localPorts),
      remotePort: scalarOrList(rule.remotePorts),
      icmpType: scalarOrList(rule.icmpTypes),
      localAddress: list(rule.localAddresses),
      remoteAddress: list(rule.remoteAddresses),
      program: rule.program,
      service: rule.service,
      edge: rule.edge,
      profiles: rule.profiles.length === firewallProfiles.length ? undefined : [...rule.profiles],
      enabled: rule.enabled ? undefined : false,
      otherConditions: list(rule.conditions),
    }),
  };
}

type ScalarOrList = string | number | (string | number)[];

function texts(value: ScalarOrList | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function scalarOrList(items: readonly string[]): ScalarOrList | undefined {
  const values = items.map((text) => (/^\d+$/.test(text) ? Number(text) : text));
  return values.length === 1 ? values[0] : values.length === 0 ? undefined : values;
}

type Given<Map> = { [Name in keyof Map]?: Exclude<Map[Name], undefined> };

/** The map without the names whose value is undefined. */
function given<const Map extends object>(map: Map): Given<Map> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Given<Map>;
}
