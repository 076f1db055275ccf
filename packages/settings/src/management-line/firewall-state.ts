import { ABSENT, compareArea, entriesOf, isAbsent } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, Scalar } from "@kijun/core";

import { windowsProfiles } from "../firewall-rules/firewall-rule-cmdlet.js";
import { formatFirewallRule, parseFirewallRule } from "../firewall-rules/firewall-rule-line.js";
import { isOtherRule } from "../firewall-rules/firewall-rule-others.js";
import { parseWindowsRule, RuleUnparsable } from "../firewall-rules/firewall-rule-string.js";
import { firewallProfiles } from "../firewall-rules/firewall-rule.js";
import type { FirewallProfileName, FirewallRule } from "../firewall-rules/firewall-rule.js";
import { OTHERS } from "../form/entry-others.js";
import type { LineFacts } from "./line-facts.js";

/** A rule of one store. */
export interface StoredRule {
  readonly name: string;
  readonly store: "local" | "policy";
  readonly action: "allow" | "block";
  /** Undefined for a rule string of unknown meaning. */
  readonly rule: FirewallRule | undefined;
  /** Tells whether a rule of this name is still the same one. */
  readonly text: string;
  /** Policy holds a rule of the same name, so that it is not certain whether this one counts. */
  readonly shadowed: boolean;
}

export interface ProfileState {
  readonly on: boolean;
  readonly inbound: "allow" | "block";
  /** False blocks every inbound connection, allowed or not. */
  readonly exceptions: boolean;
}

/** As much of a machine's firewall as decides about the line. */
export interface FirewallState {
  readonly profiles: { readonly [Name in FirewallProfileName]: ProfileState };
  readonly rules: readonly StoredRule[];
}

/** One setting that is about to be written. */
export interface FirewallChange {
  /** From the machine's input property: `firewallRules.jukinet-winrm-in`, `firewallProfile.public.inbound`. */
  readonly path: string;
  /** The rule or the profile. */
  readonly name: string;
  /** An undeclared rule is disabled with all others. */
  readonly kind: "rule" | "profile" | "undeclared rule";
  readonly apply: (state: FirewallState) => FirewallState;
}

/** The firewall of the facts. */
export function firewallOf({ profiles, stored, rules, policyNames }: LineFacts): FirewallState {
  const state = (name: FirewallProfileName): ProfileState => {
    const windowsName = windowsProfiles[name];
    const { Enabled, DefaultInboundAction } = profiles[windowsName];
    const noExceptions = { ...stored.local[windowsName], ...stored.policy[windowsName] }.DoNotAllowExceptions;
    // Not configured (2 and 0) is Windows' default: on, block.
    return {
      on: Enabled !== 0,
      inbound: DefaultInboundAction === 2 ? "allow" : "block",
      exceptions: (noExceptions ?? 0) === 0,
    };
  };
  const policy = new Set(policyNames.map((name) => name.toLowerCase()));
  return {
    profiles: { domain: state("domain"), private: state("private"), public: state("public") },
    rules: (["local", "policy"] as const).flatMap((store) =>
      Object.entries(rules[store]).map(([name, text]) => {
        const rule = ruleOf(text);
        const shadowed = store === "local" && policy.has(name.toLowerCase());
        if (rule === undefined) {
          const action = /\|Action=Block\|/i.test(text) ? ("block" as const) : ("allow" as const);
          return { name, store, action, rule, text, shadowed };
        }
        return storedRule(name, store, store === "local" ? withIgnored(rule, stored.policy) : rule, shadowed);
      }),
    ),
  };
}

/** What areas are declared and what they hold, by input property; the names of other areas are not looked at. */
export interface AreasToApply {
  readonly desired: { readonly [property: string]: CanonicalArea };
  readonly live: { readonly [property: string]: CanonicalAreaOrReserved };
}

/** The differing settings that an apply would write and that can decide about the line. */
export function firewallChanges(areas: AreasToApply, facts: LineFacts | undefined): FirewallChange[] {
  return [
    ...differing(areas, "firewallProfile").flatMap(([path, desired]) => profileChange(path, desired, facts) ?? []),
    ...differing(areas, "firewallRules").flatMap(([[name = ""], desired]) =>
      name === OTHERS ? othersChanges(areas, facts) : (ruleChange(name, desired, facts) ?? []),
    ),
  ];
}

/** An area that cannot be read is not written; one that was not read may differ everywhere. */
function differing(
  { desired, live }: AreasToApply,
  property: string,
): (readonly [path: readonly string[], desired: Scalar])[] {
  const [wanted, held] = [desired[property], live[property]];
  if (wanted === undefined || typeof held === "string") return [];
  const differences = held === undefined ? undefined : compareArea(held, wanted);
  return differences === undefined
    ? entriesOf(wanted).map(({ path, value }) => [path, value])
    : differences.map(({ path, desired: value }) => [path, value]);
}

function profileChange(
  [profile, setting]: readonly string[],
  desired: Scalar,
  facts: LineFacts | undefined,
): FirewallChange | undefined {
  const name = firewallProfiles.find((known) => known === profile);
  if (name === undefined || (setting !== "enabled" && setting !== "inbound")) return undefined;
  const policy = facts?.stored.policy[windowsProfiles[name]];
  const held = setting === "enabled" ? policy?.EnableFirewall : policy?.DefaultInboundAction;
  if (held !== undefined) return undefined;
  const change: Partial<ProfileState> =
    setting === "enabled" ? { on: desired !== false } : { inbound: desired === "allow" ? "allow" : "block" };
  return {
    path: `firewallProfile.${name}.${setting}`,
    name,
    kind: "profile",
    apply: ({ profiles, rules }) => ({ profiles: { ...profiles, [name]: { ...profiles[name], ...change } }, rules }),
  };
}

/**
 * With all others disabled, each rule that is not declared goes for itself, so that the one that carries the line is named.
 */
function othersChanges({ desired }: AreasToApply, facts: LineFacts | undefined): FirewallChange[] {
  const declared = new Set(Object.keys(desired["firewallRules"] ?? {}).map((name) => name.toLowerCase()));
  const others = Object.entries(facts?.rules.local ?? {}).flatMap(([name, text]) =>
    isOtherRule(text) && !declared.has(name.toLowerCase()) ? [name] : [],
  );
  // Without facts one change stands for all of them.
  const names = facts === undefined ? [OTHERS] : others;
  return names.flatMap((name) => {
    const change = ruleChange(name, ABSENT, facts);
    return change === undefined ? [] : [{ ...change, kind: "undeclared rule", path: `firewallRules.${OTHERS}` }];
  });
}

function ruleChange(name: string, desired: Scalar, facts: LineFacts | undefined): FirewallChange | undefined {
  const folded = name.toLowerCase();
  // Under the name of a rule of policy nothing is written.
  if (facts?.policyNames.some((held) => held.toLowerCase() === folded) === true) return undefined;
  const rule = isAbsent(desired) ? undefined : parseFirewallRule(String(desired));
  const added = rule === undefined ? [] : [storedRule(name, "local", withIgnored(rule, facts?.stored.policy), false)];
  return {
    path: `firewallRules.${name}`,
    name,
    kind: "rule",
    apply: ({ profiles, rules }) => ({
      profiles,
      rules: [...rules.filter((held) => held.store === "policy" || held.name.toLowerCase() !== folded), ...added],
    }),
  };
}

function storedRule(name: string, store: StoredRule["store"], rule: FirewallRule, shadowed: boolean): StoredRule {
  return { name, store, action: rule.action, rule, text: formatFirewallRule(rule), shadowed };
}

function ruleOf(text: string): FirewallRule | undefined {
  try {
    return parseWindowsRule(text);
  } catch (error) {
    if (error instanceof RuleUnparsable) return undefined;
    throw error;
  }
}

function withIgnored(rule: FirewallRule, policy: LineFacts["stored"]["policy"] | undefined): FirewallRule {
  const ignored = rule.profiles.filter((profile) => policy?.[windowsProfiles[profile]].AllowLocalPolicyMerge === 0);
  return { ...rule, ignoredOn: ignored };
}
