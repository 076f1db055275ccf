import { edgeTraversals, firewallProfiles, firewallRule, hasIcmpTypes, hasPorts } from "./firewall-rule.js";
import type { EdgeTraversal, FirewallProfileName, FirewallProtocol, FirewallRule } from "./firewall-rule.js";

/*
 * The canonical line reads in the direction of the packet, so that the port behind the protocol and the addresses
 * behind `to` are the destination, whichever end the machine is:
 *
 *   line        = ["disabled "] action " " direction " " protocol [" " ports] ["type" list] {clause} [conditions]
 *   action      = "allow" / "block"                     direction = "in" / "out"
 *   protocol    = "any" / "tcp" / "udp" / "icmpv4" / "icmpv6" / "protocol " number
 *   clause      = "from " list / "from-port " list / "to " list / "program " word / "service " word
 *               / "edge " edge / "on " list / "ignored-on " list          (in this order, each at most once)
 *   list        = item *("," item)                      word = text without spaces / DQUOTE text DQUOTE
 *   conditions  = " {" Key=Value *("|" Key=Value) "}"   (verbatim, as in Windows' rule string)
 */

/** The canonical line of a rule: equal rules give equal text. */
export function formatFirewallRule(rule: FirewallRule): string {
  const inbound = rule.direction === "in";
  const [destinationPorts, sourcePorts] = inbound
    ? [rule.localPorts, rule.remotePorts]
    : [rule.remotePorts, rule.localPorts];
  const [destination, source] = inbound
    ? [rule.localAddresses, rule.remoteAddresses]
    : [rule.remoteAddresses, rule.localAddresses];
  const list = (clause: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [clause, items.join(",")];
  const word = (clause: string, text: string | undefined): string[] =>
    text === undefined ? [] : [clause, /[\s"{]/.test(text) || text === "" ? `"${text}"` : text];
  return [
    ...(rule.enabled ? [] : ["disabled"]),
    rule.action,
    rule.direction,
    typeof rule.protocol === "number" ? `protocol ${rule.protocol}` : rule.protocol,
    ...(destinationPorts.length === 0 ? [] : [destinationPorts.join(",")]),
    ...list("type", rule.icmpTypes),
    ...list("from", source),
    ...list("from-port", sourcePorts),
    ...list("to", destination),
    ...word("program", rule.program),
    ...word("service", rule.service),
    ...word("edge", rule.edge),
    ...list("on", rule.profiles.length === firewallProfiles.length ? [] : rule.profiles),
    ...list("ignored-on", rule.ignoredOn),
    ...(rule.conditions.length === 0 ? [] : [`{${rule.conditions.join("|")}}`]),
  ].join(" ");
}

/**
 * The inverse of {@link formatFirewallRule}. Throws a TypeError for text that is no rule, so for the reserved words
 * `absent` and `unreadable: …` too.
 */
export function parseFirewallRule(line: string): FirewallRule {
  const { words, conditions } = splitWords(line);
  const enabled = words[0] !== "disabled";
  if (!enabled) words.shift();
  const action = oneOf(["allow", "block"] as const, words.shift(), line);
  const direction = oneOf(["in", "out"] as const, words.shift(), line);
  const protocol = takeProtocol(words, line);
  const clauses = new Map<string, string>();
  if (hasPorts(protocol) && words[0] !== undefined && !CLAUSES.includes(words[0])) {
    clauses.set("port", words.shift() ?? "");
  }
  while (words.length > 0) {
    const clause = oneOf(CLAUSES, words.shift(), line);
    const value = words.shift();
    if (value === undefined || clauses.has(clause)) throw notALine(line);
    clauses.set(clause, value);
  }
  const list = (clause: string): string[] => clauses.get(clause)?.split(",") ?? [];
  const ends = { port: list("port"), sourcePort: list("from-port"), to: list("to"), from: list("from") };
  const [program, service, edge] = ["program", "service", "edge"].map((clause) => clauses.get(clause));
  const inbound = direction === "in";
  return firewallRule({
    enabled,
    action,
    direction,
    protocol,
    localPorts: inbound ? ends.port : ends.sourcePort,
    remotePorts: inbound ? ends.sourcePort : ends.port,
    icmpTypes: hasIcmpTypes(protocol) ? list("type") : [],
    localAddresses: inbound ? ends.to : ends.from,
    remoteAddresses: inbound ? ends.from : ends.to,
    ...(program === undefined ? {} : { program }),
    ...(service === undefined ? {} : { service }),
    ...(edge === undefined ? {} : { edge: oneOf<EdgeTraversal>(edgeTraversals, edge, line) }),
    profiles: list("on").map((name) => oneOf<FirewallProfileName>(firewallProfiles, name, line)),
    ignoredOn: list("ignored-on").map((name) => oneOf<FirewallProfileName>(firewallProfiles, name, line)),
    conditions,
  });
}

const CLAUSES = ["type", "from", "from-port", "to", "program", "service", "edge", "on", "ignored-on"];

function takeProtocol(words: string[], line: string): FirewallProtocol {
  const word = words.shift();
  if (word !== "protocol") return oneOf(["any", "tcp", "udp", "icmpv4", "icmpv6"] as const, word, line);
  const number = words.shift() ?? "";
  if (!/^\d{1,3}$/.test(number) || Number(number) > 255) throw notALine(line);
  return Number(number);
}

/** Words by spaces; a quoted word keeps its spaces; what stands in braces at the end is taken as it is. */
function splitWords(line: string): { words: string[]; conditions: string[] } {
  const words: string[] = [];
  const word = /(?:"([^"]*)"|([^\s"{]\S*))(?: |$)/y;
  while (word.lastIndex < line.length) {
    if (line[word.lastIndex] === "{" && line.endsWith("}")) {
      return { words, conditions: line.slice(word.lastIndex + 1, -1).split("|") };
    }
    const match = word.exec(line);
    if (match === null) throw notALine(line);
    words.push(match[1] ?? match[2] ?? "");
  }
  return { words, conditions: [] };
}

function oneOf<Word extends string>(allowed: readonly Word[], word: string | undefined, line: string): Word {
  const found = allowed.find((candidate) => candidate === word);
  if (found === undefined) throw notALine(line);
  return found;
}

function notALine(line: string): TypeError {
  return new TypeError(`not a firewall rule: ${line}`);
}
