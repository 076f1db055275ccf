import { parseUnreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";

import { namesOfOthers } from "../form/entry-others.js";
import { parseWindowsRule, RuleUnparsable } from "./firewall-rule-string.js";

/** What every rule that is not declared is declared to be, under the name `"*"`. */
export const DISABLED = "disabled";

/**
 * A pattern (for .NET and ECMAScript alike) of the rule strings that count as others: not surely inactive, and of no Store
 * app and no user, whose rules come and go with them.
 */
export const OTHER_RULE = "^(?![\\s\\S]*\\|(?:AppPkgId|LUOwn|PFN)=)[\\s\\S]*\\|Active=(?!FALSE\\|)";

const otherRule = new RegExp(OTHER_RULE);

/** Whether a rule string counts where its name is not declared. */
export function isOtherRule(text: string): boolean {
  return otherRule.test(text);
}

/** Rule strings by name, as one store or both hold them; policy's counts. */
export interface StoredRules {
  readonly [name: string]: { readonly local?: string | undefined; readonly policy?: string | undefined };
}

type Kind = (typeof KINDS)[number];
/** What others do, in the order in which they are named. */
const KINDS = ["allow", "block", "unknown"] as const;

/** The live text of `"*"`: `2 allow: "a", "b"; 1 block: "c"`, or {@link DISABLED} where no other rule is in force. */
export function otherRulesText(stored: StoredRules): string {
  const names: Record<Kind, string[]> = { allow: [], block: [], unknown: [] };
  for (const [name, { local, policy }] of Object.entries(stored)) {
    const text = policy ?? local;
    if (text !== undefined && isOtherRule(text)) names[kindOf(text)].push(name);
  }
  const parts = KINDS.filter((kind) => names[kind].length > 0).map(
    (kind) => `${String(names[kind].length)} ${kind}: ${namesOfOthers(names[kind])}`,
  );
  return parts.length === 0 ? DISABLED : parts.join("; ");
}

/** To disable what allows hardens; to disable what blocks, also beside what allows, weakens. */
export function directionOfOtherRules(live: Scalar, desired: Scalar): Direction {
  if (live === desired) return "neutral";
  if ([live, desired].some((value) => parseUnreadable(value) !== undefined)) return "unknown";
  const [from, to] = [kindsOf(live), kindsOf(desired)];
  if (to.length === 0) return disabling(from);
  return from.length === 0 ? OPPOSITE[disabling(to)] : "unknown";
}

function disabling(kinds: readonly Kind[]): keyof typeof OPPOSITE {
  if (kinds.includes("block")) return "weakening";
  return kinds.includes("unknown") ? "unknown" : "hardening";
}

const OPPOSITE = { weakening: "hardening", hardening: "weakening", unknown: "unknown" } as const;

function kindOf(text: string): Kind {
  try {
    return parseWindowsRule(text).action;
  } catch (error) {
    if (error instanceof RuleUnparsable) return "unknown";
    throw error;
  }
}

/** The kinds that a text of `"*"` counts; names in it may read like anything. */
function kindsOf(text: Scalar): Kind[] {
  const counts = String(text).replace(/"(?:[^"\\]|\\.)*"/g, "");
  return KINDS.filter((kind) => new RegExp(`(?:^|; )\\d+ ${kind}: `).test(counts));
}
