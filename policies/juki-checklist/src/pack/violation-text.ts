import type { JudgedItem, Observation } from "@kijun/checklist";
import { isAbsent } from "@kijun/core";

import { declaredIn, inputPath } from "./pack-machine.js";
import type { PackMachine } from "./pack-machine.js";

/** Places named in one message; more are counted. */
const MOST_PLACES = 5;

/** What was observed somewhere. */
export type ObservedPlace = Omit<Observation, "outcome">;

/** What is wrong, where, and what would be right: a line in Japanese and one in English. */
export function violationText(
  { id, title }: Pick<JudgedItem, "id" | "title">,
  machine: PackMachine,
  observations: readonly ObservedPlace[],
): string {
  const { id: hostClass } = machine.hostClass;
  const lines = (["ja", "en"] as const).map((language) => {
    const places = observations.slice(0, MOST_PLACES).map((observation) => placeText(observation, machine, language));
    const more = observations.length - places.length;
    if (more > 0) places.push(language === "ja" ? `ほか${String(more)}件` : `and ${String(more)} more`);
    return `${id} ${title} (${hostClass}): ${places.join("; ")}`;
  });
  return lines.join("\n");
}

function placeText(
  { area, path, live, wanted, reason }: ObservedPlace,
  machine: PackMachine,
  language: "ja" | "en",
): string {
  const isOther = wanted !== undefined && !isAbsent(wanted) && wanted !== live;
  const right = [
    ...(reason === undefined ? [] : [reason[language]]),
    ...(isOther ? [`${language === "ja" ? "基準" : "declared"} ${String(wanted)}`] : []),
  ];
  const value = live === undefined ? "" : ` = ${JSON.stringify(live)}`;
  const file = declaredIn(machine, area, path);
  return `${inputPath(area, path)}${value}${right.length === 0 ? "" : `: ${right.join(", ")}`} [${file}]`;
}
