import { ABSENT, unreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { defineArea } from "../form/setting-area.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";

/** What a full log does, by the numbers of EventLogMode. */
const WHEN_FULL = ["overwrite", "archive", "keep"] as const;

const logSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "ログを有効にする", en: "log" },
        windowsKey: "IsEnabled",
        source:
          "Windows logs (Application, Security, System) are always on. Microsoft Learn, EventLogConfiguration class",
      } satisfies PropertyMeta),
    maxSizeKiB: z
      .int()
      .min(1024)
      .max(4_194_240)
      .multipleOf(64)
      .optional()
      .meta({
        label: { ja: "ログの最大サイズ", en: "maximum log size" },
        unit: "KiB",
        windowsKey: "MaximumSizeInBytes",
        source: "In steps of 64 KiB. Microsoft Learn, EventLogConfiguration class; EventLog.admx, MaxSize",
        claims: ["rounded-to-64-kib"],
      } satisfies PropertyMeta),
    whenFull: z
      .enum(WHEN_FULL)
      .optional()
      .meta({
        label: { ja: "ログが最大サイズに達したときの動作", en: "when the log is full" },
        windowsKey: "LogMode",
        source: "Circular, AutoBackup, Retain. Microsoft Learn, EventLogMode enumeration",
      } satisfies PropertyMeta),
  })
  .refine((log) => Object.keys(log).length > 0, "must declare at least one setting");

const eventLogSchema = z.record(
  z
    .string()
    .regex(
      /^[^\s*"][^*"]{0,254}$/,
      "must be the name of a log: Security, or a channel such as Microsoft-Windows-TaskScheduler/Operational",
    ),
  logSchema,
);

const factsSchema = z.object({
  logs: z.record(
    z.string(),
    z.union([
      z.object({
        enabled: z.boolean(),
        maximumSizeBytes: z.number(),
        mode: z.int(),
        /** Kilobytes, where policy holds the size. */
        policyMaxSize: z.number().optional(),
      }),
      z.object({ failure: z.object({ code: z.string(), detail: z.string() }) }),
    ]),
  ),
});

/** By name; a log that the machine does not have is missing. */
type Facts = z.output<typeof factsSchema>;

export const eventLog = defineArea({
  id: "event-log",
  title: { ja: "イベント ログ", en: "event log" },
  schema: eventLogSchema,
  facts: factsSchema,
  nextSteps: {
    LOG_MISSING: {
      ja: "その名前のログがありません。チャネル名を確認するか、宣言から外してください。",
      en: "There is no log of this name: check the name of the channel, or take it out of the declaration.",
    },
  },
  format: (declared) => mapLogs(declared, (_, settings) => settings),
  parse: (canonical) => eventLogSchema.parse(canonical),
  fromWindows: ({ logs }: Facts, desired) =>
    mapLogs(desired, (name, settings) => mapValues(settings, (setting) => liveValue(logs[name], setting))),
  toWindows: (desired, differing) => ({
    logs: mapLogs(desired, (log, settings) => {
      const differs = (setting: string): boolean =>
        differing.some(([first, second]) => first === undefined || (first === log && (second ?? setting) === setting));
      return Object.fromEntries(
        Object.entries(settings)
          .filter(([setting]) => differs(setting))
          .map(([setting, value]) => toWindowsValue(log, setting, value)),
      );
    }),
  }),
  readRequest: (desired) => ({ names: Object.keys(desired) }),
  direction: ([, setting], live, desired) => directionOf(setting, live, desired),
});

type Settings = { readonly [setting: string]: Scalar };

function mapLogs<To>(area: object, change: (log: string, settings: Settings) => To): Record<string, To> {
  const logs = Object.entries(area as Record<string, { readonly [setting: string]: Scalar | undefined }>);
  return Object.fromEntries(
    logs.map(([log, settings]) => {
      const given = Object.entries(settings).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
      return [log, change(log, Object.fromEntries(given))];
    }),
  );
}

function mapValues(settings: Settings, change: (setting: string) => Scalar): Settings {
  return Object.fromEntries(Object.keys(settings).map((setting) => [setting, change(setting)]));
}

function liveValue(log: Facts["logs"][string] | undefined, setting: string): Scalar {
  if (log === undefined) return ABSENT;
  if ("failure" in log) return unreadable(log.failure.code, log.failure.detail);
  if (setting === "enabled") return log.enabled;
  if (setting === "maxSizeKiB") return log.policyMaxSize ?? Math.floor(log.maximumSizeBytes / 1024);
  return WHEN_FULL[log.mode] ?? unreadable("VALUE_UNKNOWN", `LogMode ${String(log.mode)}`);
}

function toWindowsValue(log: string, setting: string, value: Scalar): [string, JsonValue] {
  const key = `${log}.${setting}`;
  if (setting === "enabled") return ["IsEnabled", { key, value: value === true }];
  if (setting === "maxSizeKiB") return ["MaximumSizeInBytes", { key, value: Number(value) * 1024 }];
  return ["LogMode", { key, value: WHEN_FULL.findIndex((word) => word === value) }];
}

function directionOf(setting: string | undefined, live: Scalar, desired: Scalar): Direction {
  if (setting === "enabled") return directionBySafety(live, desired, safetyOfSwitch(true));
  if (setting === "maxSizeKiB")
    return directionBySafety(live, desired, (value) => (typeof value === "number" ? value : undefined));
  // Archives lose nothing. Of the others one loses the oldest events and one the newest.
  if (live === desired) return "neutral";
  if (desired === "archive" && WHEN_FULL.some((word) => word === live)) return "hardening";
  return live === "archive" && WHEN_FULL.some((word) => word === desired) ? "weakening" : "unknown";
}
