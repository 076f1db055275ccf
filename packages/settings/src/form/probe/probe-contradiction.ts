import { ABSENT, TO_BE_CONFIRMED } from "@kijun/core";

import { wordsOf } from "./probe-kinds.js";
import type { Probe } from "./probe-kinds.js";
import { logTime, patternOf } from "./probe-pattern.js";

type Contradiction = readonly [field: string, message: string];

/** What is wrong with a declared probe although each of its fields may have its value. */
export function contradictionsOf(
  probe: Probe & { readonly expect: unknown },
  words: readonly string[] | undefined,
): Contradiction[] {
  const mapped = Object.values(probe.words ?? {});
  const strange = words === undefined ? undefined : mapped.find((word) => !words.includes(word));
  return [
    ...(strange === undefined ? [] : ([["words", `"${strange}" must be one of ${(words ?? []).join(", ")}`]] as const)),
    ...expectationProblem(probe, mapped),
    ...registryProblem(probe),
    ...patternProblems(probe),
  ];
}

function expectationProblem(probe: Probe & { readonly expect: unknown }, mapped: readonly string[]): Contradiction[] {
  const { expect } = probe;
  if (expect === ABSENT || expect === TO_BE_CONFIRMED) return [];
  const known = mapped.length > 0 ? mapped : wordsOf(probe);
  if (known !== undefined)
    return typeof expect === "string" && known.includes(expect)
      ? []
      : [["expect", `must be one of ${[...known, ABSENT, TO_BE_CONFIRMED].join(", ")}`]];
  if (findsNumber(probe) && typeof expect === "string") return [["expect", "must be a number or bounds of one"]];
  if (typeof expect === "object" && probe.probe === "registry" && probe.user === "every")
    return [["expect", "must be one value, as every user is to have the same"]];
  return [];
}

function findsNumber(probe: Probe): boolean {
  if (probe.probe === "process") return true;
  return "read" in probe && ["count", "age-days", "last-result", "exit-code"].includes(probe.read);
}

function registryProblem(probe: Probe): Contradiction[] {
  if (probe.probe !== "registry") return [];
  const ofUser = probe.key.startsWith("HKCU\\");
  if (ofUser && probe.user === undefined)
    return [["user", "must say whose HKCU: a SID, the name of an account of the machine, or every"]];
  return !ofUser && probe.user !== undefined ? [["user", "belongs to a key below HKCU\\"]] : [];
}

function patternProblems(probe: Probe): Contradiction[] {
  if (probe.probe === "command" && probe.read === "exit-code")
    return probe.pattern === undefined && probe.example === undefined ? [] : [["pattern", 'belongs to read: "output"']];
  if (probe.probe === "command") {
    const { pattern, example } = probe;
    if (pattern === undefined || example === undefined)
      return [["pattern", "is needed with an example to read output"]];
    return matchProblems(pattern, example, ["value"]);
  }
  if (probe.probe !== "text-log") return [];
  const { pattern, example, timeFormat, read } = probe;
  const timed = read === "last" || read === "age-days";
  const problems = matchProblems(pattern, example, timed ? ["time"] : read === "value" ? ["value"] : []);
  if (problems.length > 0 || !timed) return problems;
  if (timeFormat === undefined) return [["timeFormat", `is needed for read: "${read}"`]];
  const time = patternOf(pattern)?.exec(example)?.groups?.["time"] ?? "";
  return logTime(time, timeFormat) === undefined ? [["timeFormat", `does not fit the example's "${time}"`]] : [];
}

function matchProblems(pattern: string, example: string, groups: readonly string[]): Contradiction[] {
  const expression = patternOf(pattern);
  if (expression === undefined) return [["pattern", "must be a regular expression that .NET and JavaScript both know"]];
  const match = expression.exec(example);
  if (match === null) return [["example", "is not matched by the pattern"]];
  return groups
    .filter((group) => match.groups?.[group] === undefined)
    .map((group) => ["pattern", `must have a group (?<${group}>...) that the example fills`]);
}
