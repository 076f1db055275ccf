import { clockOf, eventsOf, pastTime } from "./event-store.live.js";
import type { DatedEvent, PastTime } from "./event-store.live.js";
import { AreaFailure } from "./live-form.js";
import type { WindowsRequest } from "./setting-area.js";
import { namedValue, registryValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** What the agent stops reading a log at. */
const MOST_ENTRIES = 60_000;
const DAY_MS = 86_400_000;
const WINDOWS = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
const SETUP = "HKEY_LOCAL_MACHINE\\SYSTEM\\Setup\\Source OS";

/** The entries of a log that were read, the newest first, and how far back that goes. */
export interface ReadHistory {
  readonly entries: readonly DatedEvent[];
  readonly reach: WindowsRequest;
}

/** The period of a reading: days before its one `now`, in milliseconds since 1970, which all its logs share. */
interface AskedPeriod {
  readonly days: number;
  readonly now: number;
}

/** Reads the entries of the period that are meant, as the agent's `Read-EventHistory` does. Throws {@link AreaFailure}. */
export function readHistory(
  machine: WindowsState,
  channel: string,
  { days, now }: AskedPeriod,
  isMeant: (event: DatedEvent) => boolean,
): ReadHistory {
  const log = logOf(machine, channel);
  const held = eventsOf(machine, channel);
  const meant = held.filter((event) => event.time >= now - days * DAY_MS && isMeant(event));
  const oldest = oldestOf(machine, channel);
  return {
    entries: meant.slice(0, MOST_ENTRIES),
    reach: {
      from: secondText(now - days * DAY_MS),
      to: secondText(now),
      readUntil: textOrNull(meant[MOST_ENTRIES]?.time),
      installed: textOrNull(firstInstallation(machine)),
      log: {
        ...{ enabled: log.enabled, mode: log.mode, full: log.full ?? false, oldestRecord: log.oldestRecord ?? 1 },
        ...{ oldest: textOrNull(oldest?.time), oldestId: oldest?.id ?? null },
      },
    },
  };
}

function logOf({ eventLogs = {} }: WindowsState, channel: string) {
  const log = namedValue(eventLogs, channel);
  if (log === undefined) throw new AreaFailure("LOG_MISSING", channel);
  if (log.denied === true) throw new AreaFailure("ACCESS_DENIED", "UnauthorizedAccessException");
  return log;
}

function oldestOf(machine: WindowsState, channel: string): DatedEvent | undefined {
  return eventsOf(machine, channel).at(-1);
}

/** When Windows was first installed: each feature update keeps what it knew of the one before. */
function firstInstallation({ registry }: WindowsState): number | undefined {
  const keys = Object.keys(registry).filter((key) => key.startsWith(SETUP));
  const dates = [WINDOWS, ...keys].flatMap((key) => {
    const date = registryValue(registry, key, "InstallDate");
    return date?.kind === "DWord" && Number(date.value) > 0 ? [Number(date.value) * 1000] : [];
  });
  return dates.length === 0 ? undefined : Math.min(...dates);
}

export function secondText(time: number): string {
  return new Date(Math.floor(time / 1000) * 1000).toISOString().replace(".000", "");
}

function textOrNull(time: number | undefined): string | null {
  return time === undefined ? null : secondText(time);
}

/** Lets a log go back to a time, without any entry that somebody looks for. */
export function letReachBack(machine: WindowsState, channel: string, time: PastTime): void {
  const now = clockOf(machine);
  const oldest = oldestOf(machine, channel)?.time;
  if (oldest !== undefined && oldest <= pastTime(time, now)) return;
  (machine.events ??= []).push({ channel, provider: "Microsoft-Windows-Eventlog", id: 1100, time, data: {} });
}
