import { entriesOf } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { overAreas, undeclared } from "../judging/area-view.js";
import type { AreaRule } from "../judging/area-view.js";
import { noTrace } from "../judging/no-trace.js";

/** Something beside the period says what would be suspicious. */
const looksForSomething: AreaRule = (view) =>
  entriesOf(view.declared).some(({ path: [name] }) => name !== "periodDays") ? [] : [undeclared(view, "burst", "none")];

/** 端末6, CS5, AD5, second statement: 不正アクセスの疑いのあるログオン失敗履歴. */
export const noSuspiciousLogonFailures: MeasuredPart = {
  id: "failures",
  kind: "no-trace",
  title: { ja: "不正アクセスの疑いのあるログオン失敗履歴", en: "failed logons that may be an attack" },
  severity: "high",
  answeredByDeclaration: false,
  remediation: {
    ja: "該当の時刻と利用者を確認して市へ報告する。問題がないと市が認めた場合は例外として記録する。",
    en: "ask who was at the machine then and report it; what the city finds harmless is recorded as a waiver.",
  },
  ...overAreas({ "logon-failures": [noTrace("periodDays"), looksForSomething] }),
};
