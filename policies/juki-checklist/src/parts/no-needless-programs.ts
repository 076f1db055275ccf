import { entriesOf, isAbsent } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { entryOf, failuresOf, observe, overAreas, PASS } from "../judging/area-view.js";
import type { AreaRule, Verdict } from "../judging/area-view.js";
import { closedBy, isSwitchedOff, lessIn, nothingBeyond } from "../judging/nothing-beyond.js";

const STARTS = ["disabled", "manual", "automatic-delayed", "automatic"];
const FORBIDDEN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "動作してはならないサービス（servicesForbidden）: disabled または absent であること",
    en: "this service may not run (servicesForbidden): must be disabled or absent",
  },
};

/** The service works less than declared: it starts later or not by itself, or does not run. */
const worksLess = lessIn("services", (has, wanted) => {
  if (has.account !== wanted.account) return false;
  const startsLess = STARTS.indexOf(has.start ?? "disabled") <= STARTS.indexOf(wanted.start ?? "disabled");
  return startsLess && (has.state !== "running" || wanted.state === "running");
});

/** None of the forbidden services starts or runs. */
const nothingForbidden: AreaRule = (view) => {
  const forbidden = String(view.parameters["servicesForbidden"]).toLowerCase().split(/\s+/);
  const listed = entriesOf(view.declared).filter(({ path: [name = ""] }) => forbidden.includes(name.toLowerCase()));
  return failuresOf(
    listed.map(({ path }) => observe(view, path, (held) => (isOff(path.join(""), held) ? PASS : FORBIDDEN))),
  );
};

/** One that runs while it is disabled has no declared form. */
function isOff(name: string, held: Scalar): boolean {
  return isAbsent(held) || entryOf("services", name, held)?.start === "disabled";
}

/** 端末5, CS4, AD4: 不必要なプログラム・サービス. What starts by itself, and what runs. */
export const noNeedlessPrograms: MeasuredPart = {
  id: "programs",
  kind: "nothing-beyond",
  title: { ja: "不必要なプログラム・サービス", en: "programs and services that nobody needs" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "プログラムの用途と導入の経緯を確認し、不要であれば作業依頼により停止または削除する。",
    en: "ask what the program is for and who installed it; stop or remove it by a work order.",
  },
  ...overAreas({
    services: [nothingBeyond(worksLess), nothingForbidden],
    "scheduled-tasks": [nothingBeyond(lessIn("scheduledTasks", isSwitchedOff)), closedBy("absent")],
    autorun: [nothingBeyond(lessIn("autorun", isSwitchedOff)), closedBy("absent")],
    processes: [nothingBeyond(), closedBy("absent")],
  }),
};
