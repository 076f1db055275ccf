import { compareHostNames } from "@kijun/core";

import { summariseApplied } from "./applied-summary.js";
import type { AppliedSummary } from "./applied-summary.js";
import { countAreas, countDirections } from "./area-counts.js";
import type { AreaTable, DirectionCounts } from "./area-counts.js";
import { groupChanges } from "./change-groups.js";
import type { ChangeGroup } from "./change-groups.js";
import type { RunRecord } from "./run-record.js";
import { groupUnreadable, separateUnreadable } from "./unread-groups.js";
import type { UnreadGroup } from "./unread-groups.js";

/** What every report says of a run, whatever its form. */
export interface RunSummary {
  readonly hosts: { readonly all: number; readonly read: number };
  /** Settings on machines that differ in value. */
  readonly changes: number;
  /** Machines with at least one change. */
  readonly changedHosts: number;
  readonly directions: DirectionCounts;
  readonly table: AreaTable;
  readonly groups: readonly ChangeGroup[];
  readonly unread: readonly UnreadGroup[];
  /** Machines that the stack's state gains and loses, in the order of their names. */
  readonly joining: readonly string[];
  readonly leaving: readonly string[];
  readonly applied?: AppliedSummary;
}

/** Counts and groups a record. Equal records give equal summaries, in whatever order machines answered. */
export function summariseRun(record: RunRecord): RunSummary {
  const { changes, unreadable } = separateUnreadable(record);
  const unread = new Set(unreadable.filter(({ area }) => area === undefined).map(({ host }) => host));
  return {
    hosts: { all: record.hosts.length, read: record.hosts.filter(({ name }) => !unread.has(name)).length },
    changes: changes.length,
    changedHosts: new Set(changes.map(({ host }) => host)).size,
    directions: countDirections(changes),
    table: countAreas(record, changes, unreadable),
    groups: groupChanges(changes),
    unread: groupUnreadable(unreadable),
    joining: [...record.membership.joining].sort(compareHostNames),
    leaving: [...record.membership.leaving].sort(compareHostNames),
    ...(record.applied === undefined ? {} : { applied: summariseApplied(record.applied, changes) }),
  };
}
