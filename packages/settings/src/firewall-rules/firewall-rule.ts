import { formatAddresses, joinAddresses, parseAddresses } from "./firewall-address.js";
import { formatPorts, parsePorts } from "./firewall-port.js";

/** The network profiles, in the order in which they are named. */
export const firewallProfiles = ["domain", "private", "public"] as const;

export type FirewallProfileName = (typeof firewallProfiles)[number];

/** How a rule treats unsolicited traffic that came through a device that translates addresses. */
export const edgeTraversals = ["allow", "defer-to-user", "defer-to-app"] as const;

export type EdgeTraversal = (typeof edgeTraversals)[number];

/** `any`, a name, or the number of a protocol that has none here. */
export type FirewallProtocol = "any" | "tcp" | "udp" | "icmpv4" | "icmpv6" | number;

/**
 * One rule of Windows Firewall, normalised: equal rules are deeply equal. An empty list of ports, types or addresses
 * means every one of them; a missing program or service means every one.
 */
export interface FirewallRule {
  readonly enabled: boolean;
  readonly action: "allow" | "block";
  /** Seen from the machine. */
  readonly direction: "in" | "out";
  readonly protocol: FirewallProtocol;
  /** Ascending `443`, `1000-1010`, then keywords such as `RPC`. */
  readonly localPorts: readonly string[];
  readonly remotePorts: readonly string[];
  /** ICMP types `8`, or types with a code `3:4`. */
  readonly icmpTypes: readonly string[];
  /** Single addresses, `10.1.0.0/16`, `10.0.0.1-10.0.0.9`, then keywords such as `LocalSubnet`. */
  readonly localAddresses: readonly string[];
  readonly remoteAddresses: readonly string[];
  /** Lower case; environment variables stay as they are written. */
  readonly program?: string;
  /** Lower case; `*` is any service, but nothing that is not a service. */
  readonly service?: string;
  /** Missing = blocked. Inbound rules only. */
  readonly edge?: EdgeTraversal;
  /** The profiles that the rule names; all three when it names none. */
  readonly profiles: readonly FirewallProfileName[];
  /** Conditions of Windows that have no word here, verbatim: `Platform=2:6:2`. */
  readonly conditions: readonly string[];
  /** Profiles of the rule in which policy ignores it, because it is a local rule (AllowLocalPolicyMerge = 0). */
  readonly ignoredOn: readonly FirewallProfileName[];
}

/** A rule in any spelling: what may be missing, may come in any order and may be said twice. */
export type FirewallRuleParts = Pick<FirewallRule, "action" | "direction"> & Partial<FirewallRule>;

const NAMED_PROTOCOLS = { 1: "icmpv4", 6: "tcp", 17: "udp", 58: "icmpv6", 256: "any" } as const;

/** The name of a protocol number where there is one; 256 is Windows' number for any ([MS-FASP] 2.2.37). */
export function protocolOf(number: number): FirewallProtocol {
  return Object.hasOwn(NAMED_PROTOCOLS, number) ? NAMED_PROTOCOLS[number as keyof typeof NAMED_PROTOCOLS] : number;
}

/** The number of a protocol, 256 for any. */
export function protocolNumber(protocol: FirewallProtocol): number {
  if (typeof protocol === "number") return protocol;
  return Number(Object.entries(NAMED_PROTOCOLS).find(([, name]) => name === protocol)?.[0]);
}

export function hasPorts(protocol: FirewallProtocol): boolean {
  return protocol === "tcp" || protocol === "udp";
}

export function hasIcmpTypes(protocol: FirewallProtocol): boolean {
  return protocol === "icmpv4" || protocol === "icmpv6";
}

/** Normalises a rule. Throws a TypeError that names the port or address which cannot be understood. */
export function firewallRule(parts: FirewallRuleParts): FirewallRule {
  const { program, service, edge, protocol = "any" } = parts;
  const addresses = (texts: readonly string[] = []): string[] =>
    formatAddresses(joinAddresses([parseAddresses(texts)]));
  return {
    enabled: parts.enabled ?? true,
    action: parts.action,
    direction: parts.direction,
    protocol: typeof protocol === "number" ? protocolOf(protocol) : protocol,
    localPorts: formatPorts(parsePorts(parts.localPorts ?? [])),
    remotePorts: formatPorts(parsePorts(parts.remotePorts ?? [])),
    icmpTypes: normaliseIcmpTypes(parts.icmpTypes ?? []),
    localAddresses: addresses(parts.localAddresses),
    remoteAddresses: addresses(parts.remoteAddresses),
    ...(program === undefined || isAny(program) ? {} : { program: program.toLowerCase() }),
    ...(service === undefined || isAny(service) ? {} : { service: service.toLowerCase() }),
    ...(edge === undefined ? {} : { edge }),
    profiles: normaliseProfiles(parts.profiles, firewallProfiles),
    conditions: [...new Set(parts.conditions)].sort(),
    ignoredOn: normaliseProfiles(parts.ignoredOn, []),
  };
}

/** The profiles in which a rule has an effect; none for a disabled rule. */
export function effectiveProfiles(rule: FirewallRule): FirewallProfileName[] {
  return rule.enabled ? rule.profiles.filter((profile) => !rule.ignoredOn.includes(profile)) : [];
}

function isAny(text: string): boolean {
  return text.toLowerCase() === "any";
}

function normaliseProfiles(
  named: readonly FirewallProfileName[] | undefined,
  none: readonly FirewallProfileName[],
): readonly FirewallProfileName[] {
  return named === undefined || named.length === 0 ? none : firewallProfiles.filter((name) => named.includes(name));
}

/** Types without a code stand for all their codes, so a type with a code beside them says nothing more. */
function normaliseIcmpTypes(texts: readonly string[]): string[] {
  if (texts.some((text) => isAny(text) || text === "*")) return [];
  const types = [...new Set(texts.map((text) => text.replace(/:\*$/, "").replace(/\b0+(?=\d)/g, "")))];
  return types
    .filter((text) => !text.includes(":") || !types.includes(text.slice(0, text.indexOf(":"))))
    .sort((left, right) => icmpOrder(left) - icmpOrder(right));
}

function icmpOrder(text: string): number {
  const [type = "0", code = "0"] = text.split(":");
  return Number(type) * 256 + Number(code);
}
