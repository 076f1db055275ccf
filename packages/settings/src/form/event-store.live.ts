import { isSameName, registryValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/**
 * When something happened: ISO 8601 in UTC, or a time of day (UTC) so many days before the machine's today, for what lies
 * in the near past of a machine whenever it is looked at.
 */
export type PastTime = string | { readonly daysAgo: number; readonly at: string };

/** One entry of an event log. */
export interface EventState {
  readonly channel: string;
  readonly provider: string;
  readonly id: number;
  readonly time: PastTime;
  /** By the names of EventData or, where an event has that, of UserData. */
  readonly data: { readonly [name: string]: string };
}

declare module "./windows-state.js" {
  interface WindowsState {
    /** In no particular order. */
    events?: EventState[];
    /** What the machine takes for now: ISO 8601, UTC. Absent where that is the time of this computer. */
    clock?: string;
    /** How far its clock is ahead of that. */
    clockAheadSeconds?: number;
  }
}

const DAY_MS = 86_400_000;

const TIME_ZONE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";

/** Minutes that the local time of a machine is ahead of UTC; null where its registry does not say. */
export function utcOffsetOf({ registry }: WindowsState): number | null {
  const bias = registryValue(registry, TIME_ZONE, "ActiveTimeBias");
  return bias?.kind === "DWord" ? 0 - (Number(bias.value) | 0) : null;
}

/** Milliseconds since 1970, by the machine's clock. */
export function clockOf({ clock, clockAheadSeconds = 0 }: WindowsState): number {
  return (clock === undefined ? Date.now() : Date.parse(clock)) + clockAheadSeconds * 1000;
}

/** Milliseconds since 1970. */
export function pastTime(time: PastTime, now: number): number {
  if (typeof time === "string") return Date.parse(time);
  const today = new Date(now).toISOString().slice(0, 10);
  return Date.parse(`${today}T${time.at}Z`) - time.daysAgo * DAY_MS;
}

/** An entry of a log with its time in milliseconds since 1970. */
export interface DatedEvent extends Omit<EventState, "time"> {
  readonly time: number;
}

/** The entries of a log, the newest first; of the same moment, the one further down in the store first. */
export function eventsOf(machine: WindowsState, channel: string): DatedEvent[] {
  const now = clockOf(machine);
  const held = (machine.events ?? []).filter((event) => isSameName(event.channel, channel));
  const dated = held.map((event) => ({ ...event, time: pastTime(event.time, now) })).reverse();
  return dated.sort((left, right) => right.time - left.time);
}
