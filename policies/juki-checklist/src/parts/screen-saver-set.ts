import type { MeasuredPart } from "@kijun/checklist";
import { isAbsent } from "@kijun/core";

import { appropriate, atMost, exactly } from "../judging/appropriate.js";
import type { Proper } from "../judging/appropriate.js";
import { overAreas } from "../judging/area-view.js";

/** Without an executable nothing starts; which one it is was declared. */
const executable: Proper = {
  isProper: (value) => !isAbsent(value) && value !== '""',
  properText: () => ({ ja: "起動するファイルを定めること", en: "must name the file that starts" }),
  isAsStrict: (held, declared) => held === declared,
};

/** 端末14: スクリーンセイバーの起動時間及びパスワードの設定. */
export const screenSaver: MeasuredPart = {
  id: "screen-saver",
  kind: "appropriate",
  title: { ja: "スクリーンセイバーの起動時間及びパスワード", en: "wait and password of the screen saver" },
  severity: "medium",
  answeredByDeclaration: true,
  remediation: {
    ja: "スクリーンセイバーの設定を作業依頼により基準の値へ戻す。次回のログオンから有効になる。",
    en: "return the screen saver to the baseline by a work order; it counts from the next logon on.",
  },
  ...overAreas({
    "screen-saver": [
      appropriate({
        active: exactly(true),
        passwordProtected: exactly(true),
        timeoutSeconds: atMost("screenSaverSecondsAtMost", { ja: "秒", en: "seconds" }),
        executable,
      }),
    ],
  }),
};
