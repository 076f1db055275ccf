import { entriesOf, isAbsent } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { formOf, observe, only, overAreas, PASS } from "../judging/area-view.js";
import type { AreaRule, Verdict } from "../judging/area-view.js";
import { closedBy, nothingBeyond } from "../judging/nothing-beyond.js";
import type { IsLess } from "../judging/nothing-beyond.js";

const STARTS = ["disabled", "manual", "automatic-delayed", "automatic"];
const FORBIDDEN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "動作してはならないサービス（servicesForbidden）: disabled または absent であること",
    en: "this service may not run (servicesForbidden): must be disabled or absent",
  },
};

/** The service works less than declared: it starts later or not by itself, or does not run. */
const worksLess: IsLess = ({ held, declared }, name) => {
  const [has, wanted] = [held, declared].map((area) => formOf("services", only(area, name))?.[name]);
  if (typeof has !== "object" || typeof wanted !== "object" || has.account !== wanted.account) return false;
  const startsLess = STARTS.indexOf(has.start ?? "disabled") <= STARTS.indexOf(wanted.start ?? "disabled");
  return startsLess && (has.state !== "running" || wanted.state === "running");
};

const isTaskOff: IsLess = ({ held, declared }, name) => {
  const [has, wanted] = [held, declared].map((area) => formOf("scheduledTasks", only(area, name))?.[name]);
  return isSwitchedOff(has, wanted);
};

const isStartOff: IsLess = ({ held, declared }, name) => {
  const [has, wanted] = [held, declared].map((area) => formOf("autorun", only(area, name))?.[name]);
  return isSwitchedOff(has, wanted);
};

/** Whether it is off and otherwise as declared. */
function isSwitchedOff(has: object | string | undefined, wanted: object | string | undefined): boolean {
  if (typeof has !== "object" || typeof wanted !== "object") return false;
  const on = (entry: object): string => JSON.stringify({ ...entry, enabled: true });
  return "enabled" in has && has.enabled === false && on(has) === on(wanted);
}

/** None of the forbidden services starts or runs. */
const nothingForbidden: AreaRule = (view) => {
  const forbidden = String(view.parameters["servicesForbidden"]).toLowerCase().split(/\s+/);
  return entriesOf(view.declared)
    .filter(({ path: [name = ""] }) => forbidden.includes(name.toLowerCase()))
    .map(({ path }) => observe(view, path, (held) => (isOff(path[0] ?? "", held) ? PASS : FORBIDDEN)))
    .filter(({ outcome }) => outcome === "fail");
};

function isOff(name: string, held: string | number | boolean): boolean {
  if (isAbsent(held)) return true;
  const service = formOf("services", { [name]: held })?.[name];
  return typeof service === "object" && service.start === "disabled" && service.state !== "running";
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
    "scheduled-tasks": [nothingBeyond(isTaskOff), closedBy("absent")],
    autorun: [nothingBeyond(isStartOff), closedBy("absent")],
    processes: [nothingBeyond(), closedBy("absent")],
  }),
};
