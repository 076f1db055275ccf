import { entriesOf, isAbsent, valueAt } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import type { MeasuredPart, Observation } from "@kijun/checklist";
import { OTHERS, parseFirewallRule } from "@kijun/settings";

import { failuresOf, observe, overAreas, PASS, undeclared } from "../judging/area-view.js";
import type { AreaRule, AreaView, Verdict } from "../judging/area-view.js";
import { unchanged } from "../judging/unchanged.js";

const PROFILES = ["domain", "private", "public"];
const WIDE_OPEN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "すべての相手からすべての通信を受け入れる規則になっている",
    en: "the rule lets everything in from everywhere: name ports, addresses, a program or a service",
  },
};

const NOT_COMPARED = {
  ja: '基準に "*" の宣言がなく、基準に無い規則は比べていない',
  en: 'rules that are not declared were not compared: the baseline does not declare "*"',
};

/** The firewall is on for every kind of network, and lets in what a rule allows alone. */
const isOn: AreaRule = (view) =>
  PROFILES.flatMap((profile) =>
    (
      [
        ["enabled", true],
        ["inbound", "block"],
      ] as const
    ).flatMap(([setting, wanted]) => required(view, [profile, setting], wanted)),
  );

function required(view: AreaView, path: readonly string[], right: string | boolean): Observation[] {
  if (valueAt(view.declared, path) === undefined) return [undeclared(view, path.join("."), right)];
  const reason = { ja: `${String(right)} であること`, en: `must be ${String(right)}` };
  return failuresOf([observe(view, path, (held) => (held === right ? PASS : { outcome: "fail", reason }))]);
}

/** No rule lets everything in. */
const isNarrow: AreaRule = (view) =>
  failuresOf(
    entriesOf(view.declared)
      .filter(({ path: [name] }) => name !== OTHERS)
      .map(({ path }) => observe(view, path, (held) => (isWideOpen(held) ? WIDE_OPEN : PASS))),
  );

/** Rules that are not declared are compared with `"*"` alone. */
const comparesOthers: AreaRule = ({ area, declared }) =>
  valueAt(declared, [OTHERS]) === undefined
    ? [{ outcome: "remark", area: area.id, path: OTHERS, reason: NOT_COMPARED }]
    : [];

function isWideOpen(held: Scalar): boolean {
  if (isAbsent(held)) return false;
  const rule = parseFirewallRule(String(held));
  const limits = [rule.localPorts, rule.localAddresses, rule.remoteAddresses, rule.conditions, rule.icmpTypes];
  return (
    rule.enabled &&
    rule.direction === "in" &&
    rule.action === "allow" &&
    rule.program === undefined &&
    rule.service === undefined &&
    limits.every((limit) => limit.length === 0)
  );
}

/** 端末2, CS1, AD1: ファイアウォールのルール設定. */
export const firewallUnchanged: MeasuredPart = {
  id: "firewall",
  kind: "unchanged",
  title: { ja: "ファイアウォールのルール設定", en: "rules of the firewall" },
  severity: "critical",
  answeredByDeclaration: true,
  remediation: {
    ja: "変更の経緯を確認し、作業依頼により基準の設定へ戻すか、基準を改める。",
    en: "find out who changed it, then return to the baseline by a work order, or change the baseline.",
  },
  ...overAreas({ "firewall-profile": [unchanged, isOn], "firewall-rules": [unchanged, isNarrow, comparesOthers] }),
};
