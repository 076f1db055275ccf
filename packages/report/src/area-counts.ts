import { compareHostNames } from "@kijun/core";
import type { Direction } from "@kijun/core";

import { compareText, DIRECTIONS } from "./change-groups.js";
import type { RunChange, RunRecord, RunUnreadable } from "./run-record.js";

/** Number of changes in each direction; a change is one setting on one machine. */
export type DirectionCounts = { readonly [Each in Direction]: number };

/** What one area has to say. */
export interface AreaCount {
  readonly area: string;
  readonly changes: number;
  readonly directions: DirectionCounts;
  /** Machines of which the area, or a part of it, was not read. */
  readonly unread: number;
  /** Checklist items that its changes touch. */
  readonly items: readonly string[];
}

/** The areas with something of their own to say, and the rest as one number. */
export interface AreaTable {
  readonly areas: readonly AreaCount[];
  readonly others: { readonly areas: number; readonly unread: number };
}

/** Counts changes by direction. */
export function countDirections(changes: readonly { readonly direction: Direction }[]): DirectionCounts {
  const counts: Record<Direction, number> = { hardening: 0, weakening: 0, neutral: 0, unknown: 0 };
  for (const { direction } of changes) counts[direction] += 1;
  return counts;
}

/**
 * Counts per area, gravest first. A machine that was not read counts as unread in each area that is declared of it:
 * no area may look clean because nobody could look.
 */
export function countAreas(
  record: RunRecord,
  changes: readonly RunChange[],
  unreadable: readonly RunUnreadable[],
): AreaTable {
  const declared = new Map(record.hosts.map(({ name, areas }) => [name, areas]));
  const unread = new Map<string, Set<string>>();
  for (const { host, area } of unreadable) {
    for (const id of area === undefined ? (declared.get(host) ?? []) : [area]) {
      unread.set(id, (unread.get(id) ?? new Set()).add(host));
    }
  }
  const own = new Set([...changes.map(({ area }) => area), ...unreadable.flatMap(({ area }) => area ?? [])]);
  const areas = [...own].map((area): AreaCount => {
    const here = changes.filter((change) => change.area === area);
    const items = new Set(here.flatMap((change) => change.items));
    return {
      area,
      changes: here.length,
      directions: countDirections(here),
      unread: unread.get(area)?.size ?? 0,
      items: [...items].sort(compareHostNames),
    };
  });
  const others = new Set([...record.areas.map(({ id }) => id), ...unread.keys()].filter((id) => !own.has(id)));
  const otherUnread = [...others].reduce((sum, id) => sum + (unread.get(id)?.size ?? 0), 0);
  return { areas: areas.sort(compareAreas), others: { areas: others.size, unread: otherUnread } };
}

function compareAreas(left: AreaCount, right: AreaCount): number {
  return rank(left) - rank(right) || right.changes - left.changes || compareText(left.area, right.area);
}

function rank({ directions }: AreaCount): number {
  const index = DIRECTIONS.findIndex((direction) => directions[direction] > 0);
  return index < 0 ? DIRECTIONS.length : index;
}
