import { entriesOf } from "@kijun/core";
import type { MeasuredPart, Observation } from "@kijun/checklist";

import { appropriate, exactly, optional } from "../judging/appropriate.js";
import { formOf, observe, overAreas, PASS } from "../judging/area-view.js";
import type { AreaRule, AreaView, Verdict } from "../judging/area-view.js";
import { noTrace } from "../judging/no-trace.js";
import { unchangedOf } from "../judging/unchanged.js";

const EXCLUSIONS = ["exclusionPaths", "exclusionExtensions", "exclusionProcesses"] as const;
const UNSEEN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "基準に無い除外があり、検査されない場所がある",
    en: "an exclusion beyond the declared ones hides files",
  },
};

/** Defender looks: what it does not look at it finds nothing in. */
const isLooking = appropriate({
  realTimeProtection: exactly(true),
  behaviorMonitoring: optional(exactly(true)),
  ioavProtection: optional(exactly(true)),
  scriptScanning: optional(exactly(true)),
});

/** It leaves out no more than is declared. */
const noMoreExclusions: AreaRule = (view) =>
  entriesOf(view.declared).flatMap(({ path }) => {
    const name = EXCLUSIONS.find((exclusion) => exclusion === path[0]);
    return name === undefined ? [] : [exclusionObservation(view, name)];
  });

function exclusionObservation(view: AreaView, name: (typeof EXCLUSIONS)[number]): Observation {
  return observe(view, [name], (held, wanted) => {
    const declared = formOf("defender", { [name]: wanted })?.[name] ?? [];
    const found = formOf("defender", { [name]: held })?.[name];
    return found?.every((entry) => declared.includes(entry)) === true ? PASS : UNSEEN;
  });
}

/** 端末2, CS13, AD11: コンピュータウイルスの感染、ウイルス検出のログ. */
export const noInfection: MeasuredPart = {
  id: "infection",
  kind: "no-trace",
  title: { ja: "コンピュータウイルスの感染", en: "infection with malware" },
  severity: "critical",
  answeredByDeclaration: true,
  remediation: {
    ja: "ネットワークから切り離し、市の担当者へ直ちに連絡する。検出の記録は消さずに残す。",
    en: "take the machine off the network and call the city at once; leave the log of detections as it is.",
  },
  ...overAreas({
    "malware-detections": [noTrace("detections", "unresolved")],
    defender: [isLooking, noMoreExclusions],
    yarai: [unchangedOf("mode", "engines", "service", "detections")],
  }),
};
