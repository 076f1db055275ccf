import { ABSENT } from "@kijun/core";
import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import {
  deleteRegistryValue,
  namedValue,
  registryKey,
  registryValue,
  setRegistryValue,
} from "../form/windows-state.js";
import type { RegistryValue, WindowsState } from "../form/windows-state.js";
import { rulesWriteSchema } from "./firewall-rule-cmdlet.js";
import type { FirewallRuleWrite } from "./firewall-rule-cmdlet.js";
import { disabledRule, encodeRule, ruleFields } from "./firewall-rule-encoding.live.js";
import type { RuleTexts } from "./firewall-rule-encoding.live.js";
import { isOtherRule, OTHER_RULE } from "./firewall-rule-others.js";

const LOCAL_RULES =
  "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

export const firewallRulesLive: LiveForm = {
  area: "firewall-rules",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const stores = ruleStores(machine);
    return {
      rules: Object.fromEntries(names.map((name) => [name, storedRule(stores, name)])),
      ...(others === undefined ? {} : { others: otherRules(stores, names, others) }),
      ...mergeFlags(machine),
    };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    const { allowLocalPolicyMerge } = mergeFlags(machine);
    const { rules, keep } = rulesWriteSchema.parse(desired);
    for (const [name, wanted] of Object.entries(rules)) {
      const stored = storedRule(ruleStores(machine), name);
      if (stored.policy !== undefined) {
        failures.push({ key: name, code: "OVERRIDDEN_BY_POLICY", detail: "policy holds a rule of this name" });
        continue;
      }
      const failure = writeRule(machine, name, stored.local, wanted);
      if (failure !== undefined) failures.push(failure);
      else if (wanted !== ABSENT) {
        const ignored = wanted.effectiveOn.filter((profile) => allowLocalPolicyMerge[profile] === 0);
        const detail = `AllowLocalPolicyMerge=0: ${ignored.join(",")}`;
        if (ignored.length > 0) failures.push({ key: name, code: "OVERRIDDEN_BY_POLICY", detail });
      }
    }
    return keep === undefined ? failures : [...failures, ...disableOthers(machine, keep)];
  },
};

const requestSchema = z.object({ names: z.array(z.string()), others: z.string().exactOptional() });

/** Rules of other names of which a string matches. */
function otherRules(stores: RuleStores, known: readonly string[], pattern: string): Record<string, StoredRule> {
  const matching = new RegExp(pattern);
  const seen = new Set(known.map((name) => name.toLowerCase()));
  const names = [stores.local, stores.policy].flatMap((store) => Object.keys(store));
  const others = new Map<string, StoredRule>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) continue;
    seen.add(folded);
    const stored = storedRule(stores, name);
    if (Object.values(stored).some((text) => matching.test(text))) others.set(name, stored);
  }
  return Object.fromEntries(others);
}

function disableOthers(machine: WindowsState, kept: readonly string[]): WriteFailure[] {
  const failures: WriteFailure[] = [];
  for (const [name, { local, policy }] of Object.entries(otherRules(ruleStores(machine), kept, OTHER_RULE))) {
    if (policy === undefined) {
      const value = disabledRule(local ?? "");
      setRegistryValue(machine.registry, LOCAL_RULES, name, { kind: "String", value });
    } else if (isOtherRule(policy)) failures.push({ key: "*", code: "OVERRIDDEN_BY_POLICY", detail: name });
  }
  return failures;
}

/** A rule's string in each store that has one. */
type StoredRule = { readonly local?: string; readonly policy?: string };

/** The values of both stores; a machine has hundreds of rules, and each store is looked up once for all of them. */
interface RuleStores {
  readonly local: Readonly<Record<string, RegistryValue>>;
  readonly policy: Readonly<Record<string, RegistryValue>>;
}

function ruleStores({ registry }: WindowsState): RuleStores {
  return {
    local: registryKey(registry, LOCAL_RULES) ?? {},
    policy: registryKey(registry, `${POLICY}\\FirewallRules`) ?? {},
  };
}

function storedRule(stores: RuleStores, name: string): StoredRule {
  const text = (store: RuleStores["local"]): string | undefined => {
    const value = namedValue(store, name)?.value;
    return typeof value === "object" ? value.join(" ") : value?.toString();
  };
  const [local, policy] = [text(stores.local), text(stores.policy)];
  return { ...(local === undefined ? {} : { local }), ...(policy === undefined ? {} : { policy }) };
}

function mergeFlags(machine: WindowsState): { allowLocalPolicyMerge: Record<string, number> } {
  const flags: Record<string, number> = {};
  for (const name of ["Domain", "Private", "Public"]) {
    const value = registryValue(machine.registry, `${POLICY}\\${name}Profile`, "AllowLocalPolicyMerge");
    if (value?.kind === "DWord") flags[name] = Number(value.value);
  }
  return { allowLocalPolicyMerge: flags };
}

function writeRule(
  machine: WindowsState,
  name: string,
  stored: string | undefined,
  wanted: FirewallRuleWrite,
): WriteFailure | undefined {
  const set = (value: string): void => {
    setRegistryValue(machine.registry, LOCAL_RULES, name, { kind: "String", value });
  };
  if (wanted === ABSENT) {
    deleteRegistryValue(machine.registry, LOCAL_RULES, name);
    return undefined;
  }
  const settable = new RegExp(wanted.settable);
  const fields = ruleFields(stored ?? "");
  const conditions = [...new Set(fields.filter((field) => !settable.test(field)))].sort();
  if (stored !== undefined && conditions.join("|") === wanted.conditions.join("|")) {
    set(encodeRule(stored, wanted.parameters));
    return undefined;
  }
  if (wanted.conditions.length > 0) {
    return { key: name, code: "RULE_CONDITION_UNSUPPORTED", detail: wanted.conditions.join("|") };
  }
  deleteRegistryValue(machine.registry, LOCAL_RULES, name);
  set(encodeRule("", wanted.parameters, keptTexts(name, fields)));
  return undefined;
}

/** The texts and the group of a rule that is made anew; those of a new rule are its name and our group. */
function keptTexts(name: string, fields: readonly string[]): RuleTexts {
  const kept = (key: string): string | undefined =>
    fields.findLast((field) => field.startsWith(`${key}=`) && field.length > key.length + 1)?.slice(key.length + 1);
  const description = kept("Desc");
  return {
    DisplayName: kept("Name") ?? name,
    Group: kept("EmbedCtxt") ?? "kijun",
    ...(description === undefined ? {} : { Description: description }),
  };
}
