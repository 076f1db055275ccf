import type { BilingualText } from "@kijun/core";

/** Why a finding is neither `pass` nor `fail`, by stable code. */
const reasons = {
  RETIRED: { ja: "対象外：機器の廃止日", en: "not applicable: the machines are retired since" },
  NOT_PRESENT: { ja: "対象外：該当するものなし", en: "not applicable: there is no such thing on the machine" },
  NOT_ATTESTED: { ja: "未実施：目視確認の記録なし", en: "not checked: nobody has answered" },
  ATTESTATION_EXPIRED: { ja: "未実施：目視確認の有効期限切れ", en: "not checked: the answer counted until" },
  NEEDS_MACHINE: { ja: "未実施：基準だけでは判定できない", en: "not checked: a declaration alone cannot answer it" },
  NOT_DECLARED: { ja: "未実施：基準に宣言がない", en: "not checked: the declaration says nothing of" },
  BASELINE_UNAPPROVED: { ja: "要確認：基準値未承認", en: "to be confirmed: nobody has approved the wanted value" },
  UNDECIDED: { ja: "要判断", en: "a person has to decide" },
  NO_OBSERVATION: { ja: "要判断：判定の材料なし", en: "a person has to decide: nothing was observed" },
  UNREADABLE: { ja: "確認不能：読み取れない", en: "could not be read" },
  UNREACHABLE: { ja: "確認不能：機器を読み取れない", en: "the machine could not be read" },
} as const satisfies Record<string, BilingualText>;

export type BecauseCode = keyof typeof reasons;

/** The text that a finding carries: the code, and behind a blank its detail. */
export function because(code: BecauseCode, detail = ""): string {
  return detail === "" ? code : `${code} ${detail}`;
}

/** What a person reads for the `because` of a finding; a code of a later release as it stands. */
export function becauseText(text: string): BilingualText {
  const [code = "", ...rest] = text.split(" ");
  const detail = rest.length === 0 ? "" : ` ${rest.join(" ")}`;
  if (!Object.hasOwn(reasons, code)) return { ja: text, en: text };
  const { ja, en } = reasons[code as BecauseCode];
  return { ja: ja + detail, en: en + detail };
}
