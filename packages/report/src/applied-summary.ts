import { compareHostNames } from "@kijun/core";

import { compareText } from "./change-groups.js";
import type { RunApplied, RunChange } from "./run-record.js";

/** Settings, and the machines they are on. */
export interface SettingsOnHosts {
  readonly settings: number;
  readonly hosts: readonly string[];
}

/** One failure as it stands on each machine of its group. */
export interface AppliedFailure {
  /** Absent when nothing of the machine was tried. */
  readonly path?: string;
  readonly code: string;
  /** The detail of the first machine, and how many different ones there are: they often name an address or a user. */
  readonly detail: string;
  readonly details: number;
  /** Of the first machine. */
  readonly hint: string;
}

/** The machines on which the same settings failed for the same causes. */
export interface FailureGroup {
  readonly hosts: readonly string[];
  readonly failures: readonly AppliedFailure[];
}

/** What became of the changes. */
export interface AppliedSummary {
  readonly changed: SettingsOnHosts;
  /** Settings that were as desired when their turn came. */
  readonly already: SettingsOnHosts;
  readonly failed: readonly FailureGroup[];
  /** Changes of which nothing is known: their machine was never reached, or the run ended before. */
  readonly notAttempted: SettingsOnHosts;
}

/** Summarises what a run did; machines on which the same failed stand together. */
export function summariseApplied(applied: readonly RunApplied[], changes: readonly RunChange[]): AppliedSummary {
  const failed = applied.filter(({ outcome }) => outcome === "failed");
  const answered = new Set(applied.map(({ host, path }) => JSON.stringify([host, path ?? ""])));
  const notAttempted = changes.filter(
    ({ host, path }) => !answered.has(JSON.stringify([host, path])) && !answered.has(JSON.stringify([host, ""])),
  );
  return {
    changed: onHosts(applied.filter(({ outcome }) => outcome === "changed")),
    already: onHosts(applied.filter(({ outcome }) => outcome === "already")),
    failed: groupFailures(failed),
    notAttempted: onHosts(notAttempted),
  };
}

function onHosts(entries: readonly { readonly host: string }[]): SettingsOnHosts {
  return { settings: entries.length, hosts: [...new Set(entries.map(({ host }) => host))].sort(compareHostNames) };
}

function groupFailures(failed: readonly RunApplied[]): FailureGroup[] {
  const machines = new Map<string, RunApplied[]>();
  for (const entry of failed) machines.set(entry.host, [...(machines.get(entry.host) ?? []), entry]);
  const groups = new Map<string, RunApplied[][]>();
  for (const [, entries] of [...machines].sort(([left], [right]) => compareHostNames(left, right))) {
    const sorted = [...entries].sort(compareFailures);
    const key = JSON.stringify(sorted.map(identity));
    groups.set(key, [...(groups.get(key) ?? []), sorted]);
  }
  return [...groups.values()]
    .map(toGroup)
    .sort(
      (left, right) =>
        right.hosts.length - left.hosts.length || compareHostNames(left.hosts[0] ?? "", right.hosts[0] ?? ""),
    );
}

function toGroup(machines: readonly RunApplied[][]): FailureGroup {
  const [first = []] = machines;
  const failures = first.map(({ path, code = "", detail = "", hint = "" }, index) => ({
    ...(path === undefined ? {} : { path }),
    ...{ code, detail, hint },
    details: new Set(machines.map((entries) => entries[index]?.detail ?? "")).size,
  }));
  return { hosts: machines.flatMap(([entry]) => entry?.host ?? []), failures };
}

function identity({ path = "", code = "" }: RunApplied): string {
  return JSON.stringify([path, code]);
}

function compareFailures(left: RunApplied, right: RunApplied): number {
  return compareText(identity(left), identity(right)) || compareText(JSON.stringify(left), JSON.stringify(right));
}
