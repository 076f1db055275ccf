import { ABSENT, isAbsent, mapEntries, unreadable } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import { z } from "zod";

import { OTHERS } from "../form/entry-others.js";
import { defineArea } from "../form/setting-area.js";
import { toDeclared, toRule } from "./firewall-rule-declared.js";
import { toRuleWrite, windowsProfiles } from "./firewall-rule-cmdlet.js";
import { firewallRuleDirection } from "./firewall-rule-direction.js";
import { formatFirewallRule, parseFirewallRule } from "./firewall-rule-line.js";
import { directionOfOtherRules, OTHER_RULE, otherRulesText } from "./firewall-rule-others.js";
import { firewallRulesSchema } from "./firewall-rule-schema.js";
import { parseWindowsRule, RuleUnparsable } from "./firewall-rule-string.js";
import type { FirewallRule } from "./firewall-rule.js";

const storedRules = z.record(z.string(), z.object({ local: z.string().optional(), policy: z.string().optional() }));

const factsSchema = z.object({
  rules: storedRules,
  /** Rules that were not asked for by name and may be in force; only where others are asked for. */
  others: storedRules.optional(),
  allowLocalPolicyMerge: z.object({
    Domain: z.int().optional(),
    Private: z.int().optional(),
    Public: z.int().optional(),
  }),
});

/** The rule strings of the asked names and of others in both stores, and whether policy lets local rules count, per profile. */
type FirewallRulesFacts = z.output<typeof factsSchema>;

export const firewallRules = defineArea({
  id: "firewall-rules",
  title: { ja: "ファイアウォールの規則", en: "firewall rules" },
  schema: firewallRulesSchema,
  canCutLine: true,
  facts: factsSchema,
  format: (declared) =>
    mapEntries(declared, (rule) => (typeof rule === "string" ? rule : formatFirewallRule(toRule(rule)))),
  parse: (canonical) =>
    firewallRulesSchema.parse(
      mapEntries(canonical, (value, name) =>
        name === OTHERS ? value : isAbsent(value) ? ABSENT : toDeclared(ruleOf(value)),
      ),
    ),
  fromWindows: (facts: FirewallRulesFacts, desired) => mapEntries(desired, (_, name) => liveValue(facts, name)),
  toWindows(desired, differing) {
    const all = differing.some((path) => path.length === 0);
    const asked = new Set(differing.map(([name]) => name));
    const { [OTHERS]: others, ...named } = desired;
    const rules = Object.entries(named).filter(([name]) => all || asked.has(name));
    return {
      rules: mapEntries(Object.fromEntries(rules), (value) => (isAbsent(value) ? ABSENT : toRuleWrite(ruleOf(value)))),
      ...(others !== undefined && (all || asked.has(OTHERS)) ? { keep: Object.keys(named) } : {}),
    };
  },
  readRequest: (desired) => ({
    names: Object.keys(desired).filter((name) => name !== OTHERS),
    ...(Object.hasOwn(desired, OTHERS) ? { others: OTHER_RULE } : {}),
  }),
  direction([name], live, desired) {
    if (name === undefined) return "unknown";
    return name === OTHERS ? directionOfOtherRules(live, desired) : firewallRuleDirection(live, desired);
  },
});

/** What is in force under a name: the rule of policy if there is one, else the local rule as far as policy lets it count. */
function liveValue(facts: FirewallRulesFacts, name: string): Scalar {
  if (name === OTHERS)
    return facts.others === undefined
      ? unreadable("READ_FAILED", "the machine did not answer for other rules")
      : otherRulesText(facts.others);
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
