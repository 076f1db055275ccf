import { compareArea, entriesOf, parseUnreadable, unreadable } from "@kijun/core";
import type { CanonicalAreaOrReserved, Scalar } from "@kijun/core";
import type { SettingArea } from "@kijun/settings";
import { z } from "zod";

import type { InjectedOutcome, Injection } from "./injected-run.js";
import type { Asked } from "./machine-cases.js";

const answerSchema = z.record(
  z.string(),
  z.object({ facts: z.unknown().optional(), failure: z.object({ code: z.string(), detail: z.string() }).optional() }),
);

/** The settings of an area by their path, as a session answered; the empty path stands for the whole of an area. */
export type Live = ReadonlyMap<string, Scalar>;

/** An answer's area as the provider makes it of one. */
export function liveIn(answer: string, { area, desired }: Asked): Live {
  const live = canonicalIn(answer, { area, desired });
  const all = entriesOf(typeof live === "string" ? desired : live);
  return new Map(all.map(({ path, value }) => [path.join("."), typeof live === "string" ? live : value]));
}

/** The canonical form, or the reserved text of an area that is unreadable as a whole. */
export function canonicalIn(answer: string, { area, desired }: Asked): CanonicalAreaOrReserved {
  const found = answerSchema.parse(JSON.parse(answer))[area.id];
  if (found === undefined) throw new Error(`no answer for ${area.id}`);
  if (found.failure !== undefined) return unreadable(found.failure.code, found.failure.detail);
  try {
    return area.fromWindows(found.facts, desired);
  } catch {
    return unreadable("ANSWER_INVALID");
  }
}

export function isAnswered(answer: string, { area }: Asked): boolean {
  return area.id in answerSchema.parse(JSON.parse(answer));
}

/**
 * What is wrong with the area's answer while something failed: a setting that is neither as it was nor unreadable, one that is
 * unreadable and meets what is declared, a code that is not that of the failure; and where a whole source failed, that
 * nothing is unreadable, unless something was found that stands.
 */
export function faultsOf({ given, ordinary }: InjectedOutcome, injection: Injection): string[] {
  const [first] = given.asked;
  const before = liveIn(ordinary, first);
  const during = liveIn(injection.answer, first);
  const differing = compareArea(canonicalIn(injection.answer, first), first.desired, first.area.meets);
  const isMet = (path: string): boolean => !differing.some((one) => ["", path].includes(one.path.join(".")));
  const stands = (path: string): boolean => given.findingsStand && !isMet(path);
  const faults = [...during].flatMap(([path, value]) => {
    const failure = parseUnreadable(value);
    if (failure !== undefined) {
      // Of two failures one is told.
      const wasBefore =
        parseUnreadable(before.get(path)) !== undefined || ordinary.includes(`"code":"${failure.code}"`);
      return [
        ...(isMet(path) ? [`${path} meets what is declared`] : []),
        ...(wasBefore || isRightCode(first.area, injection, failure.code) ? [] : [`${path}: ${failure.code}`]),
      ];
    }
    if (
      isAsBefore(injection, before.get(path), value) ||
      isPartOf(injection, path, before.get(path), value, stands(path))
    )
      return [];
    return [`${path} was ${JSON.stringify(before.get(path))} and became ${JSON.stringify(value)}`];
  });
  const isSilent = [...during].every(([path, value]) => parseUnreadable(value) === undefined && !stands(path));
  return [...faults, ...(isSilent && injection.member === null ? ["nothing is unreadable"] : [])];
}

/** A registry value of another type may be the right one where it was not before. */
function isAsBefore({ of }: Injection, before: Scalar | undefined, during: Scalar): boolean {
  return during === before || (of === "registry" && parseUnreadable(before) !== undefined);
}

/**
 * Of all that is not declared somebody is still named: whoever was before, where it is only a part of one that failed. Of what
 * was found and stands, some is still told and nothing else.
 */
function isPartOf(
  { member }: Injection,
  path: string,
  before: Scalar | undefined,
  during: Scalar,
  stands: boolean,
): boolean {
  const [held, left] = [namesIn(before), namesIn(during)];
  if (left.length === 0) return false;
  if (path === "*") return member === null || held.every((name) => left.includes(name));
  return stands && left.every((name) => held.includes(name));
}

/** The names in the text of what is not declared, without what stands behind them. */
function namesIn(text: unknown): string[] {
  const quoted = typeof text === "string" ? text.matchAll(/"((?:[^"\\]|\\.)*)"/g) : [];
  return [...quoted].map(([, name = ""]) => name.replace(/ \(.*/, ""));
}

/** By kind of failure. */
const RIGHT_CODES: { readonly [Kind in Injection["kind"]]: readonly string[] } = {
  denied: ["ACCESS_DENIED"],
  missing: ["INTERFACE_MISSING"],
  timeout: ["TIMED_OUT"],
  cut: ["READ_FAILED"],
  short: [],
  idle: [],
  empty: ["ANSWER_INVALID", "READ_FAILED"],
  gone: ["ANSWER_INVALID"],
  null: ["ANSWER_INVALID"],
  wrong: ["ANSWER_INVALID", "VALUE_UNKNOWN", "RULE_UNPARSABLE"],
};

/** A tool says by its exit code that it failed, and seldom why. */
const OF_TOOLS = /^(?:[A-Z_]+_FAILED|HIVE_NOT_UNLOADED)$/;

/** An area may say in a code of its own that its product is missing, or that something is not what it should be. */
function isRightCode(area: SettingArea, { of, kind }: Injection, code: string): boolean {
  if (RIGHT_CODES[kind].includes(code)) return true;
  if (kind !== "denied" && kind !== "timeout" && Object.hasOwn(area.nextSteps, code)) return true;
  return of === "tool" && OF_TOOLS.test(code);
}
