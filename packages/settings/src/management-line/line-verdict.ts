import type { FirewallProfileName } from "../firewall-rules/firewall-rule.js";
import type { FirewallState, StoredRule } from "./firewall-state.js";
import type { LineOnMachine } from "./line-of-controller.js";
import { matchOf, missesOf } from "./rule-on-line.js";
import type { Match, Miss } from "./rule-on-line.js";

/** Why a rule does not surely match the line on a profile. */
export function missesOfStored(
  { rule, shadowed }: StoredRule,
  line: LineOnMachine,
  profile: FirewallProfileName,
): Miss[] {
  const misses = rule === undefined ? [UNPARSABLE] : missesOf(rule, line, profile);
  return shadowed ? [...misses, SHADOWED] : misses;
}

const UNPARSABLE: Miss = {
  match: "maybe",
  why: { ja: "内容を解釈できない規則である", en: "is of a meaning that cannot be decided" },
};
const SHADOWED: Miss = {
  match: "maybe",
  why: { ja: "同じ名前のポリシーの規則がある", en: "stands beside a rule of policy of the same name" },
};

/**
 * One profile of a machine, before and after a change, as far as it decides about the line. The line is open now, or
 * nothing would have been read over it: that is evidence about conditions that cannot be decided. A rule that may have
 * blocked and did not goes on not to; where only rules carry the line that may allow it, all of them together do.
 * Otherwise a condition that cannot be decided makes an allow rule not count and a block rule count.
 */
export class LineVerdict {
  readonly #carriers: ReadonlySet<string>;
  readonly #endured: ReadonlySet<string>;
  /** A rule is asked about many times, in one state and the next. */
  readonly #matches = new Map<StoredRule, Match>();

  constructor(
    private readonly before: FirewallState,
    private readonly line: LineOnMachine,
    readonly profile: FirewallProfileName,
  ) {
    const { on, inbound } = before.profiles[profile];
    const matching = this.#matching(before, "allow");
    const certain = matching.some(({ match }) => match === "yes");
    const carried = on && inbound === "block" && !certain;
    this.#carriers = new Set(carried ? matching.map(({ stored }) => identity(stored)) : []);
    this.#endured = new Set(on ? this.#matching(before, "block").map(({ stored }) => identity(stored)) : []);
  }

  /**
   * Whether the line can be open at present with this profile. One that cannot is either cut already or another profile
   * applies; it is not judged.
   */
  wasOpen(): boolean {
    const { on, inbound, exceptions } = this.before.profiles[this.profile];
    if (!on) return true;
    if (!exceptions || this.#matching(this.before, "block").some(({ match }) => match === "yes")) return false;
    return inbound === "allow" || this.#matching(this.before, "allow").length > 0;
  }

  isCut(after: FirewallState): boolean {
    return this.isShut(after) || this.blockers(after).length > 0 || this.isUnallowed(after);
  }

  /** No inbound connection is let in, allowed or not. */
  isShut(after: FirewallState): boolean {
    const { on, exceptions } = after.profiles[this.profile];
    return on && !exceptions;
  }

  /** The rules that block the line, which win over every rule that allows it. */
  blockers(after: FirewallState): StoredRule[] {
    if (!after.profiles[this.profile].on) return [];
    return this.#matching(after, "block")
      .filter(({ match, stored }) => match === "yes" || !this.#endured.has(identity(stored)))
      .map(({ stored }) => stored);
  }

  /** What no rule allows is blocked, and no rule allows the line. */
  isUnallowed(after: FirewallState): boolean {
    const { on, inbound } = after.profiles[this.profile];
    if (!on || inbound === "allow") return false;
    const matching = this.#matching(after, "allow");
    if (matching.some(({ match }) => match === "yes")) return false;
    const kept = new Set(matching.map(({ stored }) => identity(stored)));
    return this.#carriers.size === 0 || ![...this.#carriers].every((carrier) => kept.has(carrier));
  }

  #matching(state: FirewallState, action: StoredRule["action"]): { stored: StoredRule; match: Match }[] {
    return state.rules
      .filter((stored) => stored.action === action)
      .map((stored) => ({ stored, match: this.#match(stored) }))
      .filter(({ match }) => match !== "no");
  }

  #match(stored: StoredRule): Match {
    const known = this.#matches.get(stored) ?? matchOf(missesOfStored(stored, this.line, this.profile));
    this.#matches.set(stored, known);
    return known;
  }
}

function identity({ name, store, text }: StoredRule): string {
  return [store, name.toLowerCase(), text].join("\n");
}
