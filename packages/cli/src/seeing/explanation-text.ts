import type { Provenance, Scalar } from "@kijun/core";
import { nextStep } from "@kijun/provider/run";
import { timeText, valueWords } from "@kijun/report";

import type { Language } from "../command-line/language.js";
import type { Explanation, LiveValue } from "./explanation.js";

/** An explanation as lines for a person: a title, and one named fact per line. */
export function explanationText(explanation: Explanation, language: Language): string {
  const words = WORDS[language];
  const { host, path, live, label, areaTitle, windowsKey, source, desired, declaredIn, hostClass } = explanation;
  const { valueOf, sourceOf, direction } = valueWords(language);
  const value = (scalar: Scalar): string => valueOf(scalar, explanation.unit);
  const facts: (readonly [string, string] | undefined)[] = [
    [words.live, liveText(live, value, language)],
    [words.desired, desired === undefined ? words.undeclared : value(desired)],
    explanation.direction === undefined ? undefined : [words.change, direction(explanation.direction)],
    [words.meaning, `${label[language]}${label === areaTitle ? "" : ` (${areaTitle[language]})`}`],
    windowsKey === undefined ? undefined : [words.windows, windowsKey],
    source === undefined ? undefined : [words.document, source],
    desired === undefined ? undefined : [words.from, fromText(explanation.provenance, sourceOf, language)],
    declaredIn === undefined ? undefined : [words.file, declaredIn],
    ...explanation.items.map(
      ({ id, title, requirement }) =>
        [words.item, [id, title, requirement].filter((text) => text !== "").join(" ")] as const,
    ),
    hostClass === undefined ? undefined : [words.hostClass, words.shared(hostClass, explanation.sharedBy)],
  ];
  const shown = facts.filter((fact) => fact !== undefined);
  return [`${host}  ${path}`, ...shown.map(([name, text]) => `  ${name}${words.colon}${text}`)].join("\n");
}

function liveText(live: LiveValue, value: (scalar: Scalar) => string, language: Language): string {
  const words = WORDS[language];
  if (live.kind === "value") return words.readAt(value(live.value), timeText(live.readAt, "Asia/Tokyo"));
  const why = [live.code, live.message].filter((text) => text !== "").join(" ");
  return `${words.unread} ${why}\n    ${words.next}${words.colon}${nextStep(live.code, live.hint, language)}`;
}

/** The reference is a sentence for whoever wants to look it up, or to ask. */
function fromText(
  provenance: Provenance | undefined,
  sourceOf: (provenance: Provenance) => string,
  language: Language,
): string {
  if (provenance === undefined) return WORDS[language].unsourced;
  return `${sourceOf(provenance)}: ${provenance.reference}`;
}

const WORDS = {
  en: {
    colon: ": ",
    live: "live",
    desired: "desired",
    change: "change",
    meaning: "meaning",
    windows: "Windows key",
    document: "document",
    from: "from",
    file: "declared in",
    item: "item",
    hostClass: "class",
    next: "next",
    unread: "not read:",
    undeclared: "not declared",
    unsourced: "nobody has said",
    readAt: (value: string, time: string) => `${value}  (read ${time})`,
    shared: (name: string, count: number) =>
      `${name}, shared by ${String(count)} machine${count === 1 ? "" : "s"} in service`,
  },
  ja: {
    colon: ": ",
    live: "現在値",
    desired: "基準値",
    change: "変更の向き",
    meaning: "意味",
    windows: "Windowsのキー",
    document: "参照文書",
    from: "出典",
    file: "宣言ファイル",
    item: "点検項目",
    hostClass: "機種区分",
    next: "次の手順",
    unread: "未読取:",
    undeclared: "宣言なし",
    unsourced: "出典の記載なし",
    readAt: (value: string, time: string) => `${value}（${time} 読取）`,
    shared: (name: string, count: number) => `${name}（運用中の同区分 ${String(count)}台）`,
  },
} as const;
