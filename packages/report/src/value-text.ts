import { isAbsent } from "@kijun/core";
import type { Change, Direction, Provenance, Scalar } from "@kijun/core";

import type { AppliedSummary } from "./applied-summary.js";
import { codeOf } from "./exit-codes.js";
import type { ReportTexts } from "./report-texts.js";
import type { RunRecord } from "./run-record.js";
import type { RunSummary } from "./run-summary.js";

/** Signs of the directions. They are not Pulumi's signs for create and delete, so a legend goes with them. */
export const SIGNS: { readonly [Each in Direction]: string } = {
  weakening: "-",
  unknown: "?",
  hardening: "+",
  neutral: "~",
};

/** A value with its unit; a word where there is none. */
export function valueText(value: Scalar, unit: string | undefined, texts: ReportTexts): string {
  if (isAbsent(value)) return texts.none;
  if (value === "") return '""';
  if (typeof value !== "number" || unit === undefined) return String(value);
  return `${String(value)} ${texts.units[unit] ?? unit}`;
}

/** Kind of source and its day; empty where nobody said where the value comes from. */
export function provenanceText(provenance: Provenance | undefined, texts: ReportTexts): string {
  if (provenance === undefined) return "";
  const kind = texts.provenance[provenance.kind];
  return provenance.date === undefined ? kind : `${kind} ${provenance.date}`;
}

/** The path of a change below its area: `domain.enabled`; empty when it is the area itself. */
export function settingName(path: string): string {
  return path.split(".").slice(1).join(".");
}

/**
 * Names the setting of each change: its label, and its path where the label alone may not tell which one is meant —
 * when changes share a label, or when the path holds a name that the declarer chose (a profile, a rule).
 */
export function settingLabels(changes: readonly Change[]): (change: Change) => string {
  const paths = new Map<string, Set<string>>();
  const key = ({ area, label }: Change): string => JSON.stringify([area, label]);
  for (const change of changes) paths.set(key(change), (paths.get(key(change)) ?? new Set()).add(change.path));
  return (change) => {
    const name = settingName(change.path);
    const shared = (paths.get(key(change))?.size ?? 0) > 1;
    const fixed = /^[a-z]+[A-Z][A-Za-z]*$/.test(name);
    if (name === "" || change.label.endsWith(name) || (fixed && !shared)) return change.label;
    return `${change.label} (${name})`;
  };
}

/** `2026-01-14 10:32 +09:00` */
export function timeText(iso: string, timeZone: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    ...{ hourCycle: "h23", timeZone, timeZoneName: "longOffset" },
  });
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const offset = part["timeZoneName"]?.replace("GMT", "") ?? "";
  const day = [part["year"], part["month"], part["day"]].join("-");
  return `${day} ${part["hour"] ?? ""}:${part["minute"] ?? ""} ${offset === "" ? "UTC" : offset}`;
}

/** Why something was not read or changed: code and message, and how many `messages` there are in all. */
export function reasonText(code: string, message: string, messages: number, texts: ReportTexts): string {
  const similar = messages > 1 ? [texts.similar(messages - 1)] : [];
  return [code, message, ...similar].filter((part) => part !== "").join(" ");
}

/** Numbers of the directions that occur, gravest first: `1 WEAKEN`. */
export function directionNumbers(
  summary: Pick<RunSummary, "directions">,
  order: readonly Direction[],
  texts: ReportTexts,
): string[] {
  return order
    .filter((direction) => summary.directions[direction] > 0)
    .map((direction) => texts.directionCount(summary.directions[direction], texts.directions[direction]));
}

/** `exit 13 (weakening; also 11 unreadable)` */
export function exitText({ exit }: Pick<RunRecord, "exit">, texts: ReportTexts): string {
  const [first, ...others] = exit.reasons;
  const also = others.map((cause) => `${String(codeOf(cause))} ${texts.exits[cause]}`);
  return texts.exit(exit.code, first === undefined ? undefined : texts.exits[first], also);
}

/** What the groups say when there are none; undefined when there are changes. Never calls unread machines unchanged. */
export function emptyText(summary: RunSummary, texts: ReportTexts): string | undefined {
  if (summary.hosts.all === 0 && summary.leaving.length === 0) return texts.noHosts;
  if (summary.changes > 0 || summary.leaving.length > 0) return undefined;
  if (summary.hosts.read === 0) return texts.nothingRead;
  return summary.unread.length > 0 ? texts.noDifferenceInWhatWasRead : texts.noDifference;
}

/** `254 changed on 127 hosts, 2 failed on 1 host` */
export function outcomeText(applied: AppliedSummary, texts: ReportTexts): string {
  const failures = applied.failed.map(({ hosts, failures: each }) => hosts.length * each.length);
  const counts = [
    [texts.outcomes.changed, applied.changed.settings, applied.changed.hosts.length],
    [texts.outcomes.already, applied.already.settings, applied.already.hosts.length],
    [
      texts.outcomes.failed,
      failures.reduce((sum, count) => sum + count, 0),
      applied.failed.reduce((sum, { hosts }) => sum + hosts.length, 0),
    ],
    [texts.outcomes.notAttempted, applied.notAttempted.settings, applied.notAttempted.hosts.length],
  ] as const;
  const parts = counts
    .filter(([, settings]) => settings > 0)
    .map(([word, settings, hosts]) => texts.settingsOnHosts(word, settings, hosts));
  return parts.length === 0 ? texts.nothingToApply : parts.join(texts.separator);
}
