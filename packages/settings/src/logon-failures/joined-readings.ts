import { joinedHistory } from "../form/joined-history.js";
import { failureMinutes, minutesText } from "./failure-reading.js";
import type { LogonFailureGroup, LogonFailureReading } from "./failure-reading.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Readings of one machine as one of so many days up to the newest. Readings overlap: of each minute of a group the one
 * counts that tells of most entries, so that nothing counts twice and it does not matter in which order they are given.
 */
export function joinedReadings(
  readings: readonly [LogonFailureReading, ...LogonFailureReading[]],
  days: number,
): LogonFailureReading {
  const newest = readings.reduce((left, right) => (right.security.to > left.security.to ? right : left));
  const { to } = newest.security;
  const from = new Date(Date.parse(to) - days * DAY_MS).toISOString();
  const systems = readings.flatMap(({ system }) => (system === null || "failure" in system ? [] : [system]));
  return {
    ...newest,
    security: joinedHistory(
      readings.map(({ security }) => security),
      { from, to },
    ),
    system: newest.system === null || "failure" in newest.system ? newest.system : joinedHistory(systems, { from, to }),
    groups: joinedGroups(readings, from, to),
  };
}

interface Gathered {
  readonly groups: LogonFailureGroup[];
  /** How many entries there are in a minute since 1970. */
  readonly perMinute: Map<number, number>;
}

function joinedGroups(readings: readonly LogonFailureReading[], from: string, to: string): LogonFailureGroup[] {
  const gathered = new Map<string, Gathered>();
  const oldest = Math.floor(Date.parse(from) / MINUTE_MS);
  for (const reading of readings) {
    for (const group of reading.groups) {
      const { groups, perMinute } = gathered.get(group.key) ?? { groups: [], perMinute: new Map<number, number>() };
      for (const [minute, count] of counted(failureMinutes(reading, group))) {
        if (minute >= oldest) perMinute.set(minute, Math.max(perMinute.get(minute) ?? 0, count));
      }
      gathered.set(group.key, { groups: [...groups, group], perMinute });
    }
  }
  return [...gathered.values()].flatMap((each) => joinedGroup(each, to));
}

function counted(minutes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const minute of minutes) counts.set(minute, (counts.get(minute) ?? 0) + 1);
  return counts;
}

function joinedGroup({ groups, perMinute }: Gathered, to: string): LogonFailureGroup[] {
  const [group] = groups;
  const minutes = [...perMinute].flatMap(([minute, count]) => Array.from({ length: count }, () => minute));
  if (group === undefined || minutes.length === 0) return [];
  const start = Math.min(...perMinute.keys()) * MINUTE_MS;
  // A group that began before the period has its first entry within it to the minute only.
  const [first = new Date(start).toISOString()] = groups
    .map((each) => each.first)
    .filter((time) => Date.parse(time) >= start)
    .sort(byTime);
  return [
    {
      ...group,
      unknownNames: Math.max(...groups.map(({ unknownNames }) => unknownNames)),
      count: minutes.length,
      first: Date.parse(first) < start + MINUTE_MS ? first : new Date(start).toISOString(),
      last:
        groups
          .map(({ last }) => last)
          .sort(byTime)
          .at(-1) ?? to,
      times: minutesText(minutes, to),
    },
  ];
}

function byTime(left: string, right: string): number {
  return Date.parse(left) - Date.parse(right);
}
