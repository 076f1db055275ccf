import type { FindingStatus } from "@kijun/core";

import type { Language } from "../report-texts.js";

/** What only the reports of a check say. */
export interface CheckTexts {
  readonly size: (hosts: number, items: number) => string;
  readonly statuses: { readonly [Status in FindingStatus]: string };
  readonly item: string;
  readonly total: string;
  readonly sections: { readonly fail: string; readonly unknown: string; readonly remark: string };
  readonly notChecked: string;
  readonly notApplicable: string;
  readonly unapproved: (values: number, findings: number) => string;
  readonly ask: (question: string) => string;
  readonly askNothing: string;
  readonly moreValues: (count: number) => string;
  readonly wanted: (value: string) => string;
  readonly waived: (until: string, by: string, reason: string) => string;
  readonly attested: (day: string, by: string, note: string) => string;
  readonly covered: string;
  readonly days: (known: number, asked: number) => string;
  readonly lost: string;
  readonly compared: (year: string) => string;
  readonly otherEdition: string;
  readonly became: { readonly [Kind in "new" | "corrected" | "repeated" | "notComparable"]: string };
  readonly items: (ids: readonly string[]) => string;
  readonly counts: (count: number, word: string) => string;
  /** How much was judged where no machine was asked. */
  readonly declared: (classes: number, hosts: number) => string;
  /** Where a value is declared. */
  readonly declaredIn: (hostClass: string, file: string, line: number) => string;
}

/** A status as a report of a check calls it. */
export function statusText(status: FindingStatus, language: Language): string {
  return checkTexts[language].statuses[status];
}

export const checkTexts: { readonly [Each in Language]: CheckTexts } = {
  en: {
    size: (hosts, items) => `${counted(hosts, "host")}, ${counted(items, "item")}`,
    statuses: {
      pass: "pass",
      fail: "fail",
      error: "error",
      unknown: "unknown",
      notchecked: "unchecked",
      notapplicable: "n/a",
    },
    item: "item",
    total: "all",
    sections: { fail: "FAIL", unknown: "TO BE DECIDED", remark: "REMARK" },
    notChecked: "NOT CHECKED",
    notApplicable: "NOT APPLICABLE",
    unapproved: (values, findings) =>
      `NOT APPROVED: ${counted(values, "declared value")} that ${counted(findings, "finding")} ${findings === 1 ? "rests" : "rest"} on`,
    ask: (question) => `ask: ${question}`,
    askNothing: "ask: whether the value is right; the baseline names no source",
    moreValues: (count) => `(and ${counted(count, "more value")})`,
    wanted: (value) => `wanted ${value}`,
    waived: (until, by, reason) => `waived until ${until} by ${by}: ${reason}`,
    attested: (day, by, note) => `seen on ${day} by ${by}${note === "" ? "" : `: ${note}`}`,
    covered: "PERIOD COVERED",
    days: (known, asked) => `${String(known)} of ${counted(asked, "day")}`,
    lost: "nothing of the period",
    compared: (year) => `COMPARED WITH ${year}`,
    otherEdition:
      "The checklist, its version or its levels are not those of that year: a difference may come from there.",
    became: {
      new: "failed now, passed then",
      corrected: "passes now, failed then",
      repeated: "failed then and now",
      notComparable: "not comparable",
    },
    items: (ids) => ids.join(", "),
    counts: (count, word) => `${String(count)} ${word}`,
    declared: (classes, hosts) =>
      `The declaration of ${classes === 1 ? "1 class" : `${String(classes)} classes`} (${counted(hosts, "host")}) was judged; no machine was asked.`,
    declaredIn: (hostClass, file, line) => `declared for ${hostClass} in ${file}:${String(line)}`,
  },
  ja: {
    size: (hosts, items) => `${String(hosts)}台、${String(items)}項目`,
    statuses: {
      pass: "適",
      fail: "否",
      error: "確認不能",
      unknown: "要判断",
      notchecked: "未実施",
      notapplicable: "対象外",
    },
    item: "項目",
    total: "計",
    sections: { fail: "否", unknown: "要判断", remark: "備考" },
    notChecked: "未実施",
    notApplicable: "対象外",
    unapproved: (values, findings) =>
      `基準値未承認: 宣言した値 ${String(values)}件（これに基づく判定 ${String(findings)}件）`,
    ask: (question) => `確認事項: ${question}`,
    askNothing: "確認事項: 値が正しいか（基準に出典がありません）",
    moreValues: (count) => `（ほかの値 ${String(count)}件）`,
    wanted: (value) => `基準 ${value}`,
    waived: (until, by, reason) => `例外承認 ${until}まで（${by}）: ${reason}`,
    attested: (day, by, note) => `${day}に確認（${by}）${note === "" ? "" : `: ${note}`}`,
    covered: "記録の対象期間",
    days: (known, asked) => `${String(asked)}日中${String(known)}日`,
    lost: "期間の記録なし",
    compared: (year) => `前回（${year}）との比較`,
    otherEdition: "点検項目の版または判定の基準が前回と異なるため、差異はそれによることがあります。",
    became: { new: "新規の否", corrected: "改善", repeated: "継続の否", notComparable: "比較不可" },
    items: (ids) => ids.join("、"),
    counts: (count, word) => `${word} ${String(count)}`,
    declared: (classes, hosts) =>
      `${String(classes)}区分（${String(hosts)}台）の宣言を判定しました。機器には接続していません。`,
    declaredIn: (hostClass, file, line) => `宣言: ${hostClass} ${file}:${String(line)}`,
  },
};

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
