import type { Text } from "@kijun/settings";

import type { ClaimEvidence, Witness } from "./evidence.js";

/** What is known of a claim, in words: `seen on build 26100.4061 (Professional, ja-JP)`. */
export function evidenceWords({ state, witnesses }: ClaimEvidence): Text {
  if (state === "believed") return { en: "believed", ja: "推定" };
  const of = (outcome: Witness["outcome"]): Witness[] => witnesses.filter((witness) => witness.outcome === outcome);
  const parts = [
    { found: of("contradicted"), en: "contradicted on", ja: "相違" },
    { found: of("seen"), en: "seen on", ja: "実機で確認" },
  ].filter(({ found }) => found.length > 0);
  return {
    en: parts.map(({ found, en }) => `${en} ${buildsInEnglish(found)}`).join("; "),
    ja: parts.map(({ found, ja }) => `${ja}: ${found.map(inJapanese).join("、")}`).join("。"),
  };
}

function buildsInEnglish(found: readonly Witness[]): string {
  const builds = found.map(({ build, edition, language }) => `${build} (${edition}, ${language})`);
  return `${builds.length === 1 ? "build" : "builds"} ${builds.join(", ")}`;
}

function inJapanese({ build, edition, language }: Witness): string {
  return `ビルド${build}（${edition}、${language}）`;
}

/** How many claims are believed, seen and contradicted: `3 believed, 1 seen`. */
export function evidenceCounts(all: readonly ClaimEvidence[]): Text {
  const count = (state: ClaimEvidence["state"]): number => all.filter((one) => one.state === state).length;
  const counts = (["contradicted", "believed", "seen"] as const).filter((state) => count(state) > 0);
  return {
    en: counts.map((state) => `${String(count(state))} ${state}`).join(", "),
    ja: counts.map((state) => `${STATES_JA[state]}${String(count(state))}`).join("・"),
  };
}

const STATES_JA = { believed: "推定", seen: "実機で確認", contradicted: "相違" } as const;
