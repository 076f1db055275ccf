import { formatAddresses, joinAddresses, parseAddresses } from "./firewall-address.js";
import { firewallRule, hasIcmpTypes, hasPorts, protocolNumber, protocolOf } from "./firewall-rule.js";
import type { EdgeTraversal, FirewallProfileName, FirewallProtocol, FirewallRule } from "./firewall-rule.js";

/** Thrown for a rule string that holds a known key with a value of unknown meaning; the message is that field. */
export class RuleUnparsable extends Error {}

/** Display texts and the group: they are no part of what a rule does. */
const DISPLAY_KEYS = ["Name", "Desc", "EmbedCtxt"];

/**
 * Takes a rule string of the registry apart: `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|…|`
 * ([MS-GPFAS] 2.2.2.19). A missing key means any. The version and the display texts are left out; keys that have no
 * word in {@link FirewallRule} are kept verbatim as its conditions. Throws {@link RuleUnparsable}.
 */
export function parseWindowsRule(text: string): FirewallRule {
  const fields = splitFields(text);
  const take = (key: string): string | undefined => {
    const values = fields.get(key) ?? [];
    fields.delete(key);
    if (values.length > 1) throw new RuleUnparsable(`${key} more than once`);
    return values[0];
  };
  const takeAll = (key: RegExp): { key: string; values: string[] }[] => {
    const found = [...fields].filter(([name]) => key.test(name)).map(([name, values]) => ({ key: name, values }));
    for (const { key: name } of found) fields.delete(name);
    return found;
  };
  const direction = oneOf({ In: "in", Out: "out" } as const, "Dir", take("Dir"));
  const protocol = parseProtocol(take("Protocol"));
  const keys = windowsKeys(direction, protocol);
  const [program, service] = [takeWord(take, "App"), takeWord(take, "Svc")];
  for (const key of DISPLAY_KEYS) fields.delete(key);
  const parts = {
    action: oneOf({ Allow: "allow", Block: "block" } as const, "Action", take("Action")),
    // A rule without the field is not active: the flag is set only by Active=TRUE (claim `inactive-without-field`).
    enabled: oneOf({ TRUE: true, FALSE: false } as const, "Active", take("Active") ?? "FALSE"),
    profiles: (takeAll(/^Profile$/)[0]?.values ?? []).map((name) => oneOf(PROFILES, "Profile", name)),
    localPorts: takeAll(keys.localPort).flatMap(({ values }) => values),
    remotePorts: takeAll(keys.remotePort).flatMap(({ values }) => values),
    icmpTypes: takeAll(keys.icmp).flatMap(({ key, values }) => values.map((value) => icmpType(key, value))),
    localAddresses: parseEnd(takeAll(/^LA[46]\w*$/)),
    remoteAddresses: parseEnd(takeAll(/^RA[46]\w*$/)),
    ...parseEdge(direction, take),
  };
  const conditions = [...fields].flatMap(([key, values]) => values.map((value) => `${key}=${value}`));
  try {
    return firewallRule({ ...parts, direction, protocol, ...given({ program, service }), conditions });
  } catch (error) {
    throw error instanceof TypeError ? new RuleUnparsable(error.message) : error;
  }
}

/**
 * A pattern (for .NET and ECMAScript alike) of the fields that the cmdlets' parameters for such a rule write anew.
 * A field of a stored rule that it does not match is a condition that a plain change of the rule would leave behind.
 */
export function settableFields(direction: "in" | "out", protocol: FirewallProtocol): string {
  const keys = ["Action", "Active", "Dir", "Protocol", "Profile", "[LR]A[46]\\w*", "App", "Svc", ...DISPLAY_KEYS];
  if (direction === "in") keys.push("Edge", "Defer");
  if (hasPorts(protocol)) keys.push("[LR]Port\\w*");
  if (hasIcmpTypes(protocol)) keys.push(protocol === "icmpv4" ? "ICMP4" : "ICMP6");
  return `^(${keys.join("|")})=`;
}

const PROFILES = { Domain: "domain", Private: "private", Public: "public" } as const satisfies Record<
  string,
  FirewallProfileName
>;

/** Ports and ICMP types mean something with their protocols only; elsewhere such a field stays a condition. */
function windowsKeys(
  direction: "in" | "out",
  protocol: FirewallProtocol,
): Record<"localPort" | "remotePort" | "icmp", RegExp> {
  const settable = new RegExp(settableFields(direction, protocol));
  const none = /(?!)/;
  return {
    localPort: settable.test("LPort=") ? /^LPort\w*$/ : none,
    remotePort: settable.test("RPort=") ? /^RPort\w*$/ : none,
    icmp: settable.test("ICMP4=") ? /^ICMP4$/ : settable.test("ICMP6=") ? /^ICMP6$/ : none,
  };
}

function splitFields(text: string): Map<string, string[]> {
  const [version = "", ...rest] = text.split("|");
  if (!/^v\d+\.\d+$/.test(version) || /\p{Cc}/u.test(text)) throw new RuleUnparsable(version.slice(0, 40));
  const fields = new Map<string, string[]>();
  for (const field of rest.filter((candidate) => candidate !== "")) {
    const at = field.indexOf("=");
    if (at < 1) throw new RuleUnparsable(field.slice(0, 80));
    const key = field.slice(0, at);
    fields.set(key, [...(fields.get(key) ?? []), field.slice(at + 1)]);
  }
  return fields;
}

/** A quotation mark occurs in no path and no service name, and the canonical line has no word for it. */
function takeWord(take: (key: string) => string | undefined, key: string): string | undefined {
  const text = take(key);
  if (text?.includes('"') === true) throw new RuleUnparsable(`${key}=${text}`);
  return text;
}

function parseProtocol(text: string | undefined): FirewallProtocol {
  if (text === undefined) return "any";
  if (!/^\d{1,3}$/.test(text) || Number(text) > protocolNumber("any")) throw new RuleUnparsable(`Protocol=${text}`);
  return protocolOf(Number(text));
}

/** `Edge=TRUE` alone allows; with `Defer=App` the application decides; `Defer=User` alone leaves it to the user. */
function parseEdge(direction: "in" | "out", take: (key: string) => string | undefined): { edge?: EdgeTraversal } {
  if (direction === "out") return {};
  const edge = oneOf({ TRUE: true, FALSE: false } as const, "Edge", take("Edge") ?? "FALSE");
  const defer = take("Defer");
  if (defer === undefined) return edge ? { edge: "allow" } : {};
  return { edge: oneOf({ App: "defer-to-app", User: "defer-to-user" } as const, "Defer", defer) };
}

function parseEnd(fields: readonly { key: string; values: string[] }[]): string[] {
  try {
    const sets = fields.map(({ key, values }) => parseAddresses(values, key[2] === "4" ? 4 : 6));
    return formatAddresses(joinAddresses(sets));
  } catch (error) {
    throw error instanceof TypeError ? new RuleUnparsable(error.message) : error;
  }
}

function icmpType(key: string, value: string): string {
  if (!/^\d{1,3}:(?:\d{1,3}|\*)$/.test(value)) throw new RuleUnparsable(`${key}=${value}`);
  return value;
}

function oneOf<Meaning>(
  meanings: { readonly [value: string]: Meaning },
  key: string,
  value: string | undefined,
): Meaning {
  const meaning = value !== undefined && Object.hasOwn(meanings, value) ? meanings[value] : undefined;
  if (meaning === undefined) throw new RuleUnparsable(value === undefined ? `no ${key}` : `${key}=${value}`);
  return meaning;
}

function given<Value>(map: { readonly [name: string]: Value | undefined }): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
