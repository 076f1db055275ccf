import { unapprovedOf } from "@kijun/checklist";
import type { ItemFinding, JudgedItem, PartFinding, UnapprovedValue } from "@kijun/checklist";
import { compareHostNames, parseUnreadable } from "@kijun/core";
import { nextStep } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";
import { exitFor } from "@kijun/report";
import type { CheckedItem, CheckRecord, ExitCause, RunUnreadable, UnapprovedGround } from "@kijun/report";
import { everyArea } from "@kijun/settings";

import type { Language } from "../command-line/language.js";
import { causesOfFindings } from "../run/exit-causes.js";
import { findingsOf } from "../run/run-record-from-run.js";
import type { JudgedOutcome } from "./judge-outcomes.js";
import { byAreaId, provenanceOf } from "./machine-subject.js";

/** A check that has come to its end. */
export interface CheckFacts extends Pick<CheckRecord, "tool" | "command" | "baseline" | "startedAt"> {
  readonly items: readonly JudgedItem[];
  readonly outcomes: readonly JudgedOutcome[];
  readonly findings: readonly ItemFinding[];
  readonly siteNames: ReadonlyMap<string, string>;
  readonly language: Language;
  /** Causes beside what was found. */
  readonly also: readonly ExitCause[];
}

/** Everything that a check found, with its exit code. */
export function checkRecord(facts: CheckFacts): CheckRecord {
  const { tool, command, baseline, startedAt, items, outcomes, findings, siteNames, language, also } = facts;
  const seen = findingsOf(outcomes, siteNames, language);
  const unreached = seen.unreadable.filter(({ area }) => area === undefined);
  const unreadable = [...unreached, ...unreadPlaces(findings, language)];
  const roles = new Set(outcomes.map(({ entry }) => entry.role));
  const readAt = new Map(
    outcomes.flatMap(({ entry, reading }) =>
      reading?.reading.kind === "complete" ? [[entry.host, reading.reading.readAt] as const] : [],
    ),
  );
  return {
    ...{ schema: "kijun.check-run/1", tool, command, baseline, startedAt, finishedAt: new Date().toISOString() },
    exit: exitFor([...also, ...causesOfFindings({ unreadable, changes: [] }, false), ...causesOfStatuses(findings)]),
    items: items.filter(({ role }) => roles.has(role)).map(checkedItem),
    areas: areasOf(items),
    hosts: seen.hosts
      .map((host) => {
        const time = readAt.get(host.name);
        return time === undefined ? host : { ...host, readAt: time };
      })
      .sort((left, right) => compareHostNames(left.name, right.name)),
    findings,
    unapproved: unapprovedGrounds(findings, outcomes),
    unreadable,
    periods: periodsOf(items, outcomes),
  };
}

/** Of the areas that the judged items rest on. */
function periodsOf(
  items: readonly JudgedItem[],
  outcomes: readonly JudgedOutcome[],
): NonNullable<CheckRecord["periods"]> {
  const judged = new Set(items.flatMap(({ areas }) => areas));
  return outcomes.flatMap(({ periods = [] }) => periods.filter(({ area }) => judged.has(area)));
}

/** What findings mean for the exit code of a check. */
export function causesOfStatuses(findings: readonly ItemFinding[]): ExitCause[] {
  const statuses = new Set(findings.flatMap(({ parts }) => parts.map(({ status }) => status)));
  return [
    ...(statuses.has("fail") ? (["checklist"] as const) : []),
    ...(statuses.has("error") ? (["unreadable"] as const) : []),
    ...(statuses.has("notchecked") || statuses.has("unknown") ? (["attestation"] as const) : []),
  ];
}

export function checkedItem({ id, role, title, requirement, parts }: JudgedItem): CheckedItem {
  return {
    ...{ id, role, title, requirement },
    parts: parts.map((part) => ({
      ...{ id: part.id, kind: part.kind, title: part.title, severity: part.severity, remediation: part.remediation },
      ...(part.kind === "attested" ? { question: part.question } : {}),
    })),
  };
}

export function areasOf(items: readonly JudgedItem[]): CheckRecord["areas"] {
  const judged = new Set(
    items.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "attested" ? [] : part.areas))),
  );
  return everyArea.filter(({ id }) => judged.has(id)).map(({ id, title }) => ({ id, title }));
}

/** The places of machines that answered which could not be read or judged, each once. */
function unreadPlaces(findings: readonly ItemFinding[], language: Language): RunUnreadable[] {
  const found = new Map<string, RunUnreadable>();
  for (const { host, observations } of findings.flatMap(({ parts }) => parts)) {
    for (const { outcome, area, path, live, reason } of observations) {
      if (outcome !== "error") continue;
      const parsed = parseUnreadable(live);
      const code = parsed?.code ?? "NOT_JUDGED";
      const message = parsed?.detail ?? reason?.[language] ?? "";
      const hint = nextStep(code, "", language);
      found.set(JSON.stringify([host, area, path]), {
        ...{ host, area, code, message, hint },
        ...(path === "" ? {} : { path: `${area}.${path}` }),
      });
    }
  }
  return [...found.values()];
}

/** The declared values that findings rest on and that nobody has approved, with what to ask. */
export function unapprovedGrounds(
  findings: readonly ItemFinding[],
  outcomes: readonly Pick<JudgedOutcome, "entry">[],
): UnapprovedGround[] {
  const entries = new Map(outcomes.map(({ entry }) => [entry.host, entry]));
  const grounds = new Map<string, { ground: UnapprovedGround; items: Set<string>; hosts: Set<string> }>();
  for (const part of findings.flatMap(({ parts }) => parts)) {
    const entry = entries.get(part.host);
    if (entry === undefined) continue;
    for (const { path, value, question } of unapprovedOfPart(part, entry)) {
      const key = JSON.stringify([path, value, question]);
      const known = grounds.get(key) ?? {
        ground: { path, value, question, items: [], hosts: [] },
        ...{ items: new Set<string>(), hosts: new Set<string>() },
      };
      known.items.add(part.item);
      known.hosts.add(part.host);
      grounds.set(key, known);
    }
  }
  return [...grounds.values()].map(({ ground, items, hosts }) => ({
    ...ground,
    items: [...items],
    hosts: [...hosts].sort(compareHostNames),
  }));
}

function unapprovedOfPart({ observations, unapproved }: PartFinding, entry: FleetFileEntry): UnapprovedValue[] {
  if (unapproved.length === 0) return [];
  const declared = byAreaId(entry.areas);
  const found = observations.flatMap((observation) => unapprovedOf(observation, declared, provenanceOf(entry)));
  return [...new Map(found.map((each) => [each.path, each])).values()];
}
