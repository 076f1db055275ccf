import type { MeasuredPart } from "@kijun/checklist";

import { appropriate, atLeast, atMost, exactly, optional } from "../judging/appropriate.js";
import type { Proper } from "../judging/appropriate.js";
import { overAreas } from "../judging/area-view.js";

const MINUTES = { ja: "分", en: "minutes" };
const UNTIL_ADMIN_UNLOCKS = "until-admin-unlocks";

const minutes = atLeast("lockoutMinutesAtLeast", MINUTES);

/** Until an administrator unlocks is longer than any number of minutes. */
const duration: Proper = {
  ...minutes,
  isProper: (value, parameters) => value === UNTIL_ADMIN_UNLOCKS || minutes.isProper(value, parameters),
  isAsStrict: (held, declared) => held === UNTIL_ADMIN_UNLOCKS || minutes.isAsStrict(held, declared),
};

/** 端末7: アカウントロックアウトポリシー. */
export const lockoutPolicy: MeasuredPart = {
  id: "lockout",
  kind: "appropriate",
  title: { ja: "アカウントロックアウトポリシー", en: "account lockout policy" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "ロックアウトの設定を作業依頼により基準の値へ戻す。",
    en: "return the lockout policy to the baseline by a work order.",
  },
  ...overAreas({
    "account-lockout": [
      appropriate({
        thresholdAttempts: atMost("lockoutThresholdAtMost", { ja: "回", en: "attempts" }),
        durationMinutes: duration,
        resetCounterAfterMinutes: minutes,
        administratorLockout: optional(exactly(true)),
      }),
    ],
  }),
};
