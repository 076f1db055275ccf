import type { FirewallProfileName } from "../firewall-rules/firewall-rule.js";
import type { Text } from "../form/setting-area.js";
import type { FirewallChange, FirewallState, StoredRule } from "./firewall-state.js";
import type { LineOnMachine } from "./line-of-controller.js";
import { missesOfStored } from "./line-verdict.js";
import type { Miss } from "./rule-on-line.js";

/** How many rules that nearly allow the line are named beside a refusal. */
const MOST_NEAR_MISSES = 3;

export function whyBlocked(blocker: StoredRule, line: LineOnMachine, profile: FirewallProfileName): Text {
  const why = joined(missesOfStored(blocker, line, profile).map((miss) => miss.why));
  const undecided: Text =
    why === undefined
      ? { ja: "", en: "" }
      : { ja: `（${why.ja}ため、安全側で判定）`, en: `; it ${why.en}, and counts to be safe` };
  const origin = blocker.store === "policy" ? { ja: "ポリシーの", en: " of policy" } : { ja: "", en: "" };
  return {
    ja: `${origin.ja}規則「${blocker.name}」が${lineText(line).ja}を${profile}で遮断する。遮断は許可に優先する${undecided.ja}。`,
    en: `The rule ${blocker.name}${origin.en} blocks ${lineText(line).en} on ${profile}, and block wins over allow${undecided.en}.`,
  };
}

export function whyShut(profile: FirewallProfileName): Text {
  return {
    ja: `${profile}では許可された受信接続もすべて遮断される（DoNotAllowExceptions=1）。`,
    en: `On ${profile} every inbound connection is blocked, allowed or not (DoNotAllowExceptions=1).`,
  };
}

/** Says what the change does, and which rules nearly allow the line and why they do not. */
export function whyUnallowed(
  change: FirewallChange,
  after: FirewallState,
  line: LineOnMachine,
  profile: FirewallProfileName,
): Text {
  const what = change.kind === "profile" ? whatProfileDoes(change) : whatRuleDoes(change, after, line, profile);
  const near = nearMisses(change, after, line, profile);
  const { ja, en } = lineText(line);
  return {
    ja: `${what.ja}、${profile}で${ja}を許可する規則がない${near === undefined ? "" : `（${near.ja}）`}。`,
    en: `${what.en}, and no rule allows ${en} on ${profile}${near === undefined ? "" : ` (${near.en})`}.`,
  };
}

/** Why nothing can be said, and the next step. */
export function whyUnknown(code: string, detail: string): { why: Text; right: Text } {
  const reason = detail === "" ? code : `${code}: ${detail}`;
  return {
    why: {
      ja: `管理用の通信への影響を判定できない（${reason}）。`,
      en: `What this does to the line from the controller cannot be told (${reason}).`,
    },
    right: {
      ja: "ファイアウォールの状態を読み取れるようにしてから、もう一度実行する。",
      en: "Make the state of the firewall readable, then run again.",
    },
  };
}

export function rightFor(change: FirewallChange, line: LineOnMachine): Text {
  const { ja, en } = lineText(line);
  const profiles = line.profiles.join(",");
  if (change.kind === "profile") {
    return {
      ja: `先に${profiles}で${ja}を許可する規則を宣言し、適用する。`,
      en: `First declare and apply a rule that allows ${en} on ${profiles}.`,
    };
  }
  if (change.kind === "undeclared rule") {
    return {
      ja: `「${change.name}」、または${profiles}で${ja}を許可する別の規則を宣言する。`,
      en: `Declare ${change.name}, or another rule that allows ${en} on ${profiles}.`,
    };
  }
  return {
    ja: `「${change.name}」を、${profiles}で${ja}が許可されたままになるように直す。`,
    en: `Correct ${change.name} so that ${en} stays allowed on ${profiles}.`,
  };
}

function lineText({ controllerAddress, port }: LineOnMachine): Text {
  return {
    ja: `${controllerAddress ?? "不明な接続元"}からのTCP ${String(port)}`,
    en: `TCP ${String(port)} from ${controllerAddress ?? "an address that is not known"}`,
  };
}

function whatProfileDoes({ name, path }: FirewallChange): Text {
  return path.endsWith(".enabled")
    ? { ja: `${name}のファイアウォールが有効になり`, en: `The firewall is switched on for ${name}` }
    : { ja: `${name}で規則のない受信が遮断され`, en: `Inbound connections without a rule are blocked on ${name}` };
}

function whatRuleDoes(
  { name, kind }: FirewallChange,
  after: FirewallState,
  line: LineOnMachine,
  profile: FirewallProfileName,
): Text {
  if (kind === "undeclared rule")
    return { ja: `宣言にない規則「${name}」が無効になり`, en: `The rule ${name}, which is not declared, is disabled` };
  const stored = after.rules.find((rule) => rule.store === "local" && rule.name.toLowerCase() === name.toLowerCase());
  if (stored === undefined) return { ja: `規則「${name}」が削除され`, en: `The rule ${name} is removed` };
  if (stored.action === "block")
    return { ja: `規則「${name}」が遮断に変わり`, en: `The rule ${name} blocks from now on` };
  const why = joined(missesOfStored(stored, line, profile).map((miss) => miss.why));
  return { ja: `規則「${name}」は${why?.ja ?? ""}ため`, en: `The rule ${name} ${why?.en ?? ""}` };
}

/** Allow rules that only one condition keeps from allowing the line, by name. */
function nearMisses(
  { name: changed }: FirewallChange,
  after: FirewallState,
  line: LineOnMachine,
  profile: FirewallProfileName,
): Text | undefined {
  const near = after.rules
    .filter(({ action, name }) => action === "allow" && name !== changed)
    .map(({ name, ...rest }) => ({ name, misses: missesOfStored({ name, ...rest }, line, profile) }))
    .filter((candidate): candidate is { name: string; misses: [Miss] } => candidate.misses.length === 1)
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .slice(0, MOST_NEAR_MISSES);
  return joined(
    near.map(({ name, misses: [{ why }] }) => ({ ja: `「${name}」は${why.ja}`, en: `${name} ${why.en}` })),
    { ja: "、", en: "; " },
  );
}

function joined(texts: readonly Text[], by: Text = { ja: "、", en: " and " }): Text | undefined {
  if (texts.length === 0) return undefined;
  return { ja: texts.map(({ ja }) => ja).join(by.ja), en: texts.map(({ en }) => en).join(by.en) };
}
