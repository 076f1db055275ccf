import { entriesOf, valueAt } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { appropriate, isAtLeast } from "../judging/appropriate.js";
import type { Proper } from "../judging/appropriate.js";
import { FAIL, observe, overAreas, PASS } from "../judging/area-view.js";
import type { AreaRule } from "../judging/area-view.js";

/** What each word records: 1 successes, 2 failures. */
const RECORDS: { readonly [word: string]: number } = { none: 0, success: 1, failure: 2, "success-and-failure": 3 };
/** From the least to the most that is kept; `keep` records nothing more once the log is full. */
const KEEPING: readonly Scalar[] = ["keep", "overwrite", "archive"];

const recordsLogons: Proper = {
  isProper: (value) => RECORDS[String(value)] === 3,
  properText: () => ({
    ja: "成功と失敗の両方を記録すること（success-and-failure）",
    en: "must record successes and failures (success-and-failure)",
  }),
  isAsStrict: () => true,
};

const isLargeEnough: Proper = {
  isProper: (value) => typeof value === "number",
  properText: () => ({ ja: "最大サイズを定めること", en: "must have a declared size" }),
  isAsStrict: isAtLeast,
};

const keepsNew: Proper = {
  isProper: (value) => KEEPING.indexOf(value) > 0,
  properText: () => ({
    ja: "上限に達しても新しい記録を残すこと（overwrite または archive）",
    en: "must go on recording when it is full (overwrite or archive)",
  }),
  isAsStrict: (held, declared) => KEEPING.indexOf(held) >= KEEPING.indexOf(declared),
};

/** Every other subcategory records at least what is declared. */
const recordsEnough: AreaRule = (view) =>
  entriesOf(view.declared)
    .filter(({ path: [name = ""] }) => name !== "logon" && name !== "force-subcategory-settings")
    .map(({ path }) =>
      observe(view, path, (held, wanted) => {
        const has = RECORDS[String(held)];
        // Nothing meets a word that nobody knows.
        const asked = RECORDS[String(wanted)] ?? NaN;
        return has !== undefined && (has & asked) === asked ? PASS : FAIL;
      }),
    );

/** The subcategories count, and not the nine categories of old, where that is declared. */
const subcategoriesCount: AreaRule = (view) =>
  valueAt(view.declared, ["force-subcategory-settings"]) === undefined
    ? []
    : [observe(view, ["force-subcategory-settings"], (held) => (held === true ? PASS : FAIL))];

/** 端末6, CS5, AD5, first statement: ログオンイベントの監査. */
export const logonAuditing: MeasuredPart = {
  id: "auditing",
  kind: "appropriate",
  title: { ja: "ログオンイベントの監査", en: "auditing of logons" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "監査ポリシーとセキュリティ ログのサイズを作業依頼により基準の設定へ戻す。",
    en: "return the audit policy and the size of the Security log to the baseline by a work order.",
  },
  ...overAreas({
    "audit-policy": [appropriate({ logon: recordsLogons }), recordsEnough, subcategoriesCount],
    "event-log": [appropriate({ "Security.maxSizeKiB": isLargeEnough, "Security.whenFull": keepsNew })],
  }),
};
