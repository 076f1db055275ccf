import { unreadable } from "@kijun/core";
import { z } from "zod";

import type { Text } from "./setting-area.js";

const time = z.iso.datetime();

/**
 * How far back a log was read and how far back it goes, as the agent's `Get-EventHistoryReach` answers; times by the
 * machine's clock, ISO 8601 in UTC.
 */
export const historySchema = z.object({
  /** The span that was asked for. */
  from: time,
  to: time,
  /** Where the bounds of a reading ended it: nothing before this was looked at. Null where it was read to its end. */
  readUntil: time.nullable(),
  /** When Windows was first installed. */
  installed: time.nullable(),
  log: z.object({
    enabled: z.boolean(),
    /** EventLogMode. */
    mode: z.int(),
    full: z.boolean(),
    /** When the oldest entry was made; null in an empty log. */
    oldest: time.nullable(),
    oldestId: z.int().nullable(),
    /** Number of the oldest record; from 2 on the log has lost what was before. */
    oldestRecord: z.int(),
  }),
});

export type EventHistory = z.output<typeof historySchema>;

/** A span of time of which a log has lost nothing. */
export interface CoveredSpan {
  readonly from: string;
  readonly to: string;
}

export const historyNextSteps: { readonly [Code in "LOG_TOO_SHORT" | "LOG_NOT_READ" | "LOG_FULL" | "LOG_OFF"]: Text } =
  {
    LOG_TOO_SHORT: {
      ja: "ログが指定の期間まで遡れません。ログの最大サイズを大きくし、以後はログが失われる前に採取してください。",
      en: "The log does not go back over the whole period: make it larger, and collect it before it loses entries.",
    },
    LOG_NOT_READ: {
      ja: "記録が多く、指定の期間のすべては読めませんでした。期間を短くして、より頻繁に確認してください。",
      en: "There are too many entries to read them all: ask for a shorter period, more often.",
    },
    LOG_FULL: {
      ja: "ログが一杯で、新しい記録が残っていません。内容を保存して消去するか、上書きする設定にしてください。",
      en: "The log is full and keeps nothing new: save and clear it, or let it overwrite its oldest entries.",
    },
    LOG_OFF: {
      ja: "ログが無効です。有効にしてください。",
      en: "The log is off: switch it on.",
    },
  };

/** EventLogMode Retain: a full log keeps its oldest entries and takes no more. */
const RETAIN = 2;
/** The event that a cleared log begins with. */
const LOG_CLEARED = 1102;
const DAY_MS = 86_400_000;

/** The asked span as far as nothing of it is lost or was left out; undefined where the end of it is. */
export function coveredSpan(history: EventHistory): CoveredSpan | undefined {
  const { from, to, readUntil, log } = history;
  if (!log.enabled || (log.full && log.mode === RETAIN) || log.oldest === null) return undefined;
  const reach = beginsWithMachine(history) ? from : log.oldest;
  const covered = [from, reach, readUntil ?? from].reduce((latest, each) => (each > latest ? each : latest));
  return covered > to ? undefined : { from: covered, to };
}

/**
 * A machine has no logons before it has Windows: a log that begins with the first installation goes back over everything
 * before. One that was cleared, or whose file was taken away later, begins later.
 */
function beginsWithMachine({ installed, log: { oldest, oldestId } }: EventHistory): boolean {
  if (installed === null || oldest === null || oldestId === LOG_CLEARED) return false;
  return Date.parse(oldest) - Date.parse(installed) <= DAY_MS;
}

/** The reserved text for a span that is not covered; undefined where all of it is. */
export function coverageFault(history: EventHistory): string | undefined {
  const { from, to, readUntil, log } = history;
  if (!log.enabled) return unreadable("LOG_OFF", "the log is off");
  if (log.full && log.mode === RETAIN) return unreadable("LOG_FULL", "new entries are lost");
  const covered = coveredSpan(history);
  if (covered?.from === from) return undefined;
  const days = ([start, end]: readonly [string, string]): string =>
    String(Math.floor((Date.parse(end) - Date.parse(start)) / DAY_MS));
  const reach = covered === undefined ? "nothing" : `${covered.from}, ${days([covered.from, to])}`;
  const detail = `covered from ${reach} of ${days([from, to])} days`;
  return readUntil === null ? unreadable("LOG_TOO_SHORT", detail) : unreadable("LOG_NOT_READ", detail);
}
