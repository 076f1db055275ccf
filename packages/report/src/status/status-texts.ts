import type { Language } from "../report-texts.js";

/** What only the status of a fleet says. */
export interface StatusTexts {
  readonly areas: string;
  readonly cells: string;
  readonly legend: string;
  readonly live: (time: string) => string;
  readonly stored: string;
  readonly never: string;
  readonly age: (milliseconds: number) => string;
  readonly known: (known: number, all: number, oldest: string | undefined) => string;
  readonly machines: (same: number, differing: number) => string;
}

export const statusTexts: { readonly [Each in Language]: StatusTexts } = {
  en: {
    areas: "areas",
    cells: "cells",
    legend: ". same  c change  W weakens  ? unreadable  - not applicable",
    live: (time) => `read now, ${time}`,
    stored: "from the last readings on this computer; `kijun status --live` reads now",
    never: "never read",
    age: (milliseconds) =>
      `${duration(milliseconds, (count, unit) => `${count} ${EN[unit]}${plural(count, unit)}`)} ago`,
    known: (known, all, oldest) =>
      `Last readings of ${known} of ${all} host${all === 1 ? "" : "s"}${oldest === undefined ? "" : `, the oldest of ${oldest}`}.`,
    machines: (same, differing) => `${same} as declared, ${differing} ${differing === 1 ? "differs" : "differ"}.`,
  },
  ja: {
    areas: "領域",
    cells: "記号",
    legend: ". 同じ  c 変更  W 弱化  ? 未読取  - 対象外",
    live: (time) => `${time} に読取`,
    stored: "このコンピューターに残る最終読取による（今の状態は kijun status --live）",
    never: "未読取",
    age: (milliseconds) => `${duration(milliseconds, (count, unit) => `${count}${JA[unit]}`)}前`,
    known: (known, all, oldest) =>
      `${all}台中${known}台の最終読取による${oldest === undefined ? "" : `（最も古いものは${oldest}）`}。`,
    machines: (same, differing) => `基準どおり ${same}台、差異あり ${differing}台。`,
  },
};

type Unit = "minute" | "hour" | "day";

const EN = { minute: "min", hour: "h", day: "day" } as const;
const JA = { minute: "分", hour: "時間", day: "日" } as const;

const MINUTE_MS = 60_000;

/** The largest unit that still says something: nobody asks for the minutes of a reading of last week. */
function duration(milliseconds: number, say: (count: number | "<1", unit: Unit) => string): string {
  const minutes = Math.max(Math.floor(milliseconds / MINUTE_MS), 0);
  if (minutes < 1) return say("<1", "minute");
  if (minutes < 120) return say(minutes, "minute");
  return minutes < 48 * 60 ? say(Math.floor(minutes / 60), "hour") : say(Math.floor(minutes / 60 / 24), "day");
}

function plural(count: number | "<1", unit: Unit): string {
  return unit === "day" && count !== 1 ? "s" : "";
}
