import type { FindingStatus } from "@kijun/core";

import type { CheckResult, UnapprovedRecord } from "./check-result.js";
import { STATUS_ORDER } from "./status-order.js";

/** How many findings have each status; every status is there, also with 0. */
export type StatusCounts = { readonly [Status in FindingStatus]: number };

/** The figures of a result. */
export interface ResultCounts {
  /** One for each item on each machine. */
  readonly items: StatusCounts;
  /** One for each part of each item on each machine. */
  readonly parts: StatusCounts;
  /** Parts that are `unknown` for nothing but that nobody has approved the wanted value: 要確認：基準値未承認. */
  readonly unapproved: number;
  /** Parts that fail and have a waiver that counts. */
  readonly waived: number;
  /** Parts that pass with a remark. */
  readonly remarked: number;
  readonly machines: { readonly read: number; readonly unread: number };
}

/** Counts what a result says; of an empty one everything is 0. */
export function countsOf({ findings, readings }: CheckResult): ResultCounts {
  const parts = findings.flatMap((finding) => finding.parts);
  const unread = readings.filter(({ source }) => source === "none").length;
  return {
    items: byStatus(findings),
    parts: byStatus(parts),
    unapproved: parts.filter(({ because }) => because === "BASELINE_UNAPPROVED").length,
    waived: parts.filter(({ waiver }) => waiver !== undefined).length,
    remarked: parts.filter(
      ({ status, observations }) => status === "pass" && observations.some(({ outcome }) => outcome === "remark"),
    ).length,
    machines: { read: readings.length - unread, unread },
  };
}

function byStatus(findings: readonly { readonly status: FindingStatus }[]): StatusCounts {
  const count = (status: FindingStatus): number => findings.filter((finding) => finding.status === status).length;
  return Object.fromEntries(STATUS_ORDER.map((status) => [status, count(status)])) as StatusCounts;
}

/** A question to the customer: approved, it decides so many findings. */
export interface OpenQuestion extends UnapprovedRecord {
  /** Items whose findings rest on the value, in the order of the checklist. */
  readonly items: readonly string[];
  /** Parts on machines that rest on it. */
  readonly findings: number;
}

/** The unapproved values that findings rest on, those that most findings wait for first. */
export function openQuestions({ findings, unapproved, items }: CheckResult): OpenQuestion[] {
  const parts = findings.flatMap((finding) => finding.parts);
  return unapproved
    .map((record) => {
      const hosts = new Set(record.hosts);
      const resting = parts.filter((part) => hosts.has(part.host) && part.unapproved.includes(record.path));
      const ids = new Set(resting.map(({ item }) => item));
      return { ...record, items: items.map(({ id }) => id).filter((id) => ids.has(id)), findings: resting.length };
    })
    .filter((question) => question.findings > 0)
    .sort((left, right) => right.findings - left.findings);
}
