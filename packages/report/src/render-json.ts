import { compareHostNames } from "@kijun/core";

import { compareText } from "./change-groups.js";
import type { RunRecord } from "./run-record.js";

/**
 * The record as one JSON document with a final line feed. Arrays are sorted by machine, area and path, keys by name, so
 * that equal runs give equal bytes.
 */
export function renderJson(record: RunRecord): string {
  const { joining, leaving } = record.membership;
  const membership = { joining: joining.toSorted(compareHostNames), leaving: leaving.toSorted(compareHostNames) };
  return JSON.stringify({ ...orderedRecord(record), membership }, sortedKeys, 2) + "\n";
}

/** The record with its arrays in a fixed order. The order of `exit.reasons` and of items has a meaning and stays. */
export function orderedRecord<Ordered extends Arrays>(record: Ordered): Ordered {
  return {
    ...record,
    areas: [...record.areas].sort((left, right) => compareText(left.id, right.id)),
    hosts: record.hosts
      .map((host) => ({ ...host, areas: [...host.areas].sort(compareText) }))
      .sort((left, right) => compareHostNames(left.name, right.name)),
    changes: [...record.changes].sort(comparePlaces),
    unreadable: [...record.unreadable].sort(comparePlaces),
    ...(record.applied === undefined ? {} : { applied: [...record.applied].sort(comparePlaces) }),
  };
}

type Arrays = Pick<RunRecord, "areas" | "hosts" | "changes" | "unreadable" | "applied">;

interface Place {
  readonly host: string;
  readonly area?: string;
  readonly path?: string;
}

function comparePlaces(left: Place, right: Place): number {
  return (
    compareHostNames(left.host, right.host) ||
    compareText(left.area ?? "", right.area ?? "") ||
    compareText(left.path ?? "", right.path ?? "")
  );
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => compareText(left, right)));
}
