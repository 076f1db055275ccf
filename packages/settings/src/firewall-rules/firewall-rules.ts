import { ABSENT, isAbsent, mapEntries, unreadable } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import { z } from "zod";

import { defineArea } from "../form/setting-area.js";
import { toDeclared, toRule } from "./firewall-rule-declared.js";
import { toRuleWrite, windowsProfiles } from "./firewall-rule-cmdlet.js";
import { firewallRuleDirection } from "./firewall-rule-direction.js";
import { formatFirewallRule, parseFirewallRule } from "./firewall-rule-line.js";
import { firewallRulesSchema } from "./firewall-rule-schema.js";
import { parseWindowsRule, RuleUnparsable } from "./firewall-rule-string.js";
import type { FirewallRule } from "./firewall-rule.js";

const factsSchema = z.object({
  rules: z.record(z.string(), z.object({ local: z.string().optional(), policy: z.string().optional() })),
  allowLocalPolicyMerge: z.object({
    Domain: z.int().optional(),
    Private: z.int().optional(),
    Public: z.int().optional(),
  }),
});

/** The rule strings of the asked names in both stores, and whether policy lets local rules count, per profile. */
type FirewallRulesFacts = z.output<typeof factsSchema>;

export const firewallRules = defineArea({
  id: "firewall-rules",
  title: { ja: "ファイアウォールの規則", en: "firewall rules" },
  schema: firewallRulesSchema,
  canCutLine: true,
  facts: factsSchema,
  format: (declared) => mapEntries(declared, (rule) => (rule === ABSENT ? ABSENT : formatFirewallRule(toRule(rule)))),
  parse: (canonical) =>
    firewallRulesSchema.parse(mapEntries(canonical, (value) => (isAbsent(value) ? ABSENT : toDeclared(ruleOf(value))))),
  fromWindows: (facts: FirewallRulesFacts, desired) => mapEntries(desired, (_, name) => liveValue(facts, name)),
  toWindows(desired, differing) {
    const all = differing.some((path) => path.length === 0);
    const names = new Set(differing.map(([name]) => name));
    const rules = Object.entries(desired).filter(([name]) => all || names.has(name));
    return {
      rules: mapEntries(Object.fromEntries(rules), (value) => (isAbsent(value) ? ABSENT : toRuleWrite(ruleOf(value)))),
    };
  },
  readRequest: (desired) => ({ names: Object.keys(desired) }),
  direction: (path, live, desired) => (path.length === 0 ? "unknown" : firewallRuleDirection(live, desired)),
});

/** What is in force under a name: the rule of policy if there is one, else the local rule as far as policy lets it count. */
function liveValue(facts: FirewallRulesFacts, name: string): Scalar {
  const stored = Object.hasOwn(facts.rules, name) ? facts.rules[name] : undefined;
  if (stored === undefined) return unreadable("READ_FAILED", "the machine did not answer for this rule");
  const text = stored.policy ?? stored.local;
  if (text === undefined) return ABSENT;
  try {
    const rule = parseWindowsRule(text);
    return formatFirewallRule(stored.policy === undefined ? withIgnored(rule, facts) : rule);
  } catch (error) {
    if (error instanceof RuleUnparsable) return unreadable("RULE_UNPARSABLE", error.message);
    throw error;
  }
}

function ruleOf(value: unknown): FirewallRule {
  if (typeof value !== "string") throw new TypeError("a firewall rule is one line of text");
  return parseFirewallRule(value);
}

function withIgnored(rule: FirewallRule, { allowLocalPolicyMerge: merge }: FirewallRulesFacts): FirewallRule {
  if (!rule.enabled) return rule;
  return { ...rule, ignoredOn: rule.profiles.filter((profile) => merge[windowsProfiles[profile]] === 0) };
}
