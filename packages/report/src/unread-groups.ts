import { compareHostNames, parseUnreadable } from "@kijun/core";

import { compareText } from "./change-groups.js";
import type { RunChange, RunRecord, RunUnreadable } from "./run-record.js";

/** One thing that could not be read, as it stands on each machine of its group. */
export interface UnreadCause {
  /** Absent when nothing of the machine was read. */
  readonly area?: string;
  readonly path?: string;
  readonly code: string;
  /** The message of the first machine, and how many different ones there are: they often name an address. */
  readonly message: string;
  readonly messages: number;
  readonly hint: string;
}

/** The machines on which the same things could not be read for the same reasons. Each machine is in one group only. */
export interface UnreadGroup {
  readonly hosts: readonly string[];
  readonly causes: readonly UnreadCause[];
  /** Oldest and newest last reading (ISO 8601); absent when none of the machines was ever read. */
  readonly lastRead?: { readonly oldest: string; readonly newest: string };
  /** Machines that were never read. */
  readonly neverRead: number;
}

/** The changes in value, and everything that could not be read, so that nothing unreadable passes for a value. */
export interface SeparatedRecord {
  readonly changes: readonly RunChange[];
  readonly unreadable: readonly RunUnreadable[];
}

/**
 * Sets apart what could not be read, whichever part of the record says so: the list of unreadable things, a change
 * whose live value is the reserved text, or a machine that was not read and that no entry explains.
 */
export function separateUnreadable(record: Pick<RunRecord, "hosts" | "changes" | "unreadable">): SeparatedRecord {
  const unreadable = [...record.unreadable];
  const explained = (host: string, area?: string, path?: string): boolean =>
    unreadable.some(
      (entry) =>
        entry.host === host &&
        (entry.area === undefined || (entry.area === area && (entry.path === undefined || entry.path === path))),
    );
  const changes = record.changes.filter((change) => {
    const failure = parseUnreadable(change.live);
    if (failure === undefined) return true;
    const { host, area, path } = change;
    if (!explained(host, area, path)) {
      unreadable.push({ host, area, path, code: failure.code, message: failure.detail, hint: "" });
    }
    return false;
  });
  for (const { name, status } of record.hosts) {
    if (status === "read" || explained(name)) continue;
    unreadable.push({ host: name, code: status.toUpperCase(), message: "", hint: "" });
  }
  return { changes, unreadable };
}

/** Groups machines by what could not be read of them and why; most machines first. */
export function groupUnreadable(unreadable: readonly RunUnreadable[]): UnreadGroup[] {
  const machines = new Map<string, RunUnreadable[]>();
  for (const entry of unreadable) machines.set(entry.host, [...(machines.get(entry.host) ?? []), entry]);
  const groups = new Map<string, RunUnreadable[][]>();
  for (const [, entries] of [...machines].sort(([left], [right]) => compareHostNames(left, right))) {
    const sorted = [...entries].sort(compareEntries);
    const key = JSON.stringify(sorted.map(identity));
    groups.set(key, [...(groups.get(key) ?? []), sorted]);
  }
  return [...groups.values()].map(toGroup).sort(compareGroups);
}

function identity({ area = "", path = "", code }: RunUnreadable): string {
  return JSON.stringify([area, path, code]);
}

function compareEntries(left: RunUnreadable, right: RunUnreadable): number {
  return compareText(identity(left), identity(right)) || compareText(JSON.stringify(left), JSON.stringify(right));
}

function toGroup(machines: readonly RunUnreadable[][]): UnreadGroup {
  const [first = []] = machines;
  const causes = first.map(({ area, path, code, message, hint }, index) => ({
    ...(area === undefined ? {} : { area }),
    ...(path === undefined ? {} : { path }),
    code,
    message,
    messages: new Set(machines.map((entries) => entries[index]?.message)).size,
    hint,
  }));
  const readings = machines.map((entries) => entries.flatMap(({ lastRead }) => lastRead ?? []).sort());
  const known = readings.flatMap((times) => times.at(-1) ?? []).sort();
  const [oldest] = known;
  const newest = known.at(-1);
  return {
    hosts: first.length === 0 ? [] : machines.flatMap(([entry]) => entry?.host ?? []),
    causes,
    ...(oldest === undefined || newest === undefined ? {} : { lastRead: { oldest, newest } }),
    neverRead: readings.filter((times) => times.length === 0).length,
  };
}

function compareGroups(left: UnreadGroup, right: UnreadGroup): number {
  return right.hosts.length - left.hosts.length || compareHostNames(left.hosts[0] ?? "", right.hosts[0] ?? "");
}
