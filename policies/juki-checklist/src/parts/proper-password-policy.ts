import { isAbsent } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { appropriate, atLeast, atMost, exactly, isAtLeast, optional } from "../judging/appropriate.js";
import type { Proper } from "../judging/appropriate.js";
import { overAreas } from "../judging/area-view.js";

const DAYS = { ja: "日", en: "days" };
const days = atMost("passwordDaysAtMost", DAYS);

/** With a bound of 0 a password may last for ever; the declared value binds all the same. */
const maximumAge: Proper = {
  isProper: (value, parameters) =>
    parameters["passwordDaysAtMost"] === 0 ? !isAbsent(value) : days.isProper(value, parameters),
  properText: (parameters) =>
    parameters["passwordDaysAtMost"] === 0
      ? { ja: "基準の日数以下であること", en: "must be as many days as declared, or fewer" }
      : days.properText(parameters),
  isAsStrict: (held, declared) => declared === "never" || days.isAsStrict(held, declared),
};

const minimumAge: Proper = {
  isProper: (value) => typeof value === "number",
  properText: () => ({ ja: "基準の日数以上であること", en: "must be as many days as declared, or more" }),
  isAsStrict: isAtLeast,
};

/** 端末8: パスワードのポリシー. */
export const passwordPolicy: MeasuredPart = {
  id: "password-policy",
  kind: "appropriate",
  title: { ja: "パスワードのポリシー", en: "password policy" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "パスワードのポリシーを作業依頼により基準の値へ戻す。",
    en: "return the password policy to the baseline by a work order.",
  },
  ...overAreas({
    "password-policy": [
      appropriate({
        minimumLength: atLeast("passwordLengthAtLeast", { ja: "文字", en: "characters" }),
        complexity: exactly(true),
        historySize: atLeast("passwordHistoryAtLeast", { ja: "回", en: "passwords" }),
        maximumAgeDays: maximumAge,
        minimumAgeDays: optional(minimumAge),
        reversibleEncryption: exactly(false),
      }),
    ],
  }),
};
