import { isAbsent, parseUnreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";

import { addressesCover, parseAddresses } from "./firewall-address.js";
import { parsePorts, portsCover } from "./firewall-port.js";
import { effectiveProfiles } from "./firewall-rule.js";
import type { FirewallRule } from "./firewall-rule.js";
import { parseFirewallRule } from "./firewall-rule-line.js";

/** How much one rule matches compared with another. */
type Reach = "same" | "more" | "less" | "unknown";

/**
 * What the change of a rule does to the safety of a machine: to allow more or block less weakens, to allow less or
 * block more hardens. A rule that is absent, disabled or ignored does nothing. Where neither rule surely matches all
 * that the other matches, the direction is unknown.
 */
export function firewallRuleDirection(live: Scalar, desired: Scalar): Direction {
  if (parseUnreadable(live) !== undefined) return "unknown";
  const [from, to] = [inEffect(live), inEffect(desired)];
  if (from === undefined) return to === undefined ? "neutral" : to.action === "allow" ? "weakening" : "hardening";
  if (to === undefined) return from.action === "allow" ? "hardening" : "weakening";
  if (from.action !== to.action) return to.action === "block" ? "hardening" : "weakening";
  const reach = compareReach(to, from);
  if (reach === "unknown") return "unknown";
  if (reach === "same") return "neutral";
  return (reach === "more") === (to.action === "allow") ? "weakening" : "hardening";
}

function inEffect(value: Scalar): FirewallRule | undefined {
  if (isAbsent(value)) return undefined;
  const rule = parseFirewallRule(String(value));
  return effectiveProfiles(rule).length === 0 ? undefined : rule;
}

/** Every condition narrows a rule, so a rule reaches further when it does in one of them and less in none. */
function compareReach(rule: FirewallRule, other: FirewallRule): Reach {
  const by = <Value>(covers: (outer: Value, inner: Value) => boolean, of: (rule: FirewallRule) => Value): Reach => {
    const [wider, narrower] = [covers(of(rule), of(other)), covers(of(other), of(rule))];
    if (wider) return narrower ? "same" : "more";
    return narrower ? "less" : "unknown";
  };
  const reaches = [
    rule.direction === other.direction ? "same" : "unknown",
    // What an unknown condition of Windows does to the reach of a rule, nobody can say.
    rule.conditions.join("|") === other.conditions.join("|") ? "same" : "unknown",
    by(anyCovers, ({ protocol }) => protocol),
    by(portsCover, ({ localPorts }) => parsePorts(localPorts)),
    by(portsCover, ({ remotePorts }) => parsePorts(remotePorts)),
    by(typesCover, ({ icmpTypes }) => icmpTypes),
    by(addressesCover, ({ localAddresses }) => parseAddresses(localAddresses)),
    by(addressesCover, ({ remoteAddresses }) => parseAddresses(remoteAddresses)),
    by(anyCovers, ({ program }) => program ?? "any"),
    by(anyCovers, ({ service }) => service ?? "any"),
    by(edgeCovers, ({ edge }) => edge),
    by((outer, inner) => inner.every((profile) => outer.includes(profile)), effectiveProfiles),
  ] satisfies Reach[];
  const differing = new Set(reaches.filter((reach) => reach !== "same"));
  if (differing.size > 1) return "unknown";
  return [...differing][0] ?? "same";
}

function anyCovers(outer: string | number, inner: string | number): boolean {
  return outer === "any" || outer === inner;
}

function typesCover(outer: readonly string[], inner: readonly string[]): boolean {
  if (outer.length === 0) return true;
  if (inner.length === 0) return false;
  return inner.every((type) => outer.includes(type) || outer.includes(type.split(":")[0] ?? type));
}

/** Blocked traversal admits least and allowed traversal most; what a user or an application decides lies between. */
function edgeCovers(outer: FirewallRule["edge"], inner: FirewallRule["edge"]): boolean {
  return outer === inner || inner === undefined || outer === "allow";
}
