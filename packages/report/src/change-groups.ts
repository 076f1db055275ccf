import { compareHostNames } from "@kijun/core";
import type { Change, Direction } from "@kijun/core";

import type { RunChange } from "./run-record.js";

/** The machines on which exactly the same settings of one area differ in exactly the same way. */
export interface ChangeGroup {
  readonly area: string;
  /** The gravest direction among the changes. */
  readonly direction: Direction;
  readonly hosts: readonly string[];
  /** As they stand on each of the machines. */
  readonly changes: readonly Change[];
}

/** What a reader must see first. */
export const DIRECTIONS: readonly Direction[] = ["weakening", "unknown", "hardening", "neutral"];

/**
 * Groups changes by equal change set, not by machine: an edit makes few distinct sets out of many machines. Gravest
 * first, then by number of machines, then by path; never by the order in which machines answered.
 */
export function groupChanges(changes: readonly RunChange[]): ChangeGroup[] {
  const cells = new Map<string, RunChange[]>();
  for (const change of changes) append(cells, JSON.stringify([change.host, change.area]), change);
  const groups = new Map<string, { area: string; changes: Change[]; hosts: string[] }>();
  for (const cell of cells.values()) {
    const sorted = [...cell].sort(compareChanges);
    const [first] = cell;
    if (first === undefined) continue;
    const key = JSON.stringify(sorted.map(identity));
    const group = groups.get(key) ?? { area: first.area, changes: sorted, hosts: [] };
    group.hosts.push(first.host);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({
      ...group,
      hosts: group.hosts.sort(compareHostNames),
      direction: gravest(group.changes),
    }))
    .sort(compareGroups);
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Everything about a change that a reader can see; the order of properties in the record must not matter. */
function identity(change: Change): readonly unknown[] {
  const { area, path, live, desired, direction, items, label, unit, provenance } = change;
  return [
    area,
    path,
    live,
    desired,
    direction,
    items,
    label,
    unit,
    provenance?.kind,
    provenance?.reference,
    provenance?.date,
  ];
}

function compareChanges(left: Change, right: Change): number {
  return (
    DIRECTIONS.indexOf(left.direction) - DIRECTIONS.indexOf(right.direction) ||
    compareText(left.path, right.path) ||
    compareText(JSON.stringify(identity(left)), JSON.stringify(identity(right)))
  );
}

function gravest(changes: readonly Change[]): Direction {
  return DIRECTIONS.find((direction) => changes.some((change) => change.direction === direction)) ?? "unknown";
}

function compareGroups(left: ChangeGroup, right: ChangeGroup): number {
  return (
    DIRECTIONS.indexOf(left.direction) - DIRECTIONS.indexOf(right.direction) ||
    right.hosts.length - left.hosts.length ||
    compareText(left.changes[0]?.path ?? "", right.changes[0]?.path ?? "") ||
    compareHostNames(left.hosts[0] ?? "", right.hosts[0] ?? "") ||
    compareText(JSON.stringify(left.changes.map(identity)), JSON.stringify(right.changes.map(identity)))
  );
}

/** Orders texts by code unit, which no locale changes. */
export function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
