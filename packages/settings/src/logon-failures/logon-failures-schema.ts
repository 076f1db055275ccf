import { isCalendarDay } from "@kijun/core";
import { z } from "zod";

import { formatNetwork, parseNetwork } from "../form/ip-network.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { WEEKDAYS } from "./failure-rules.js";

const EVENT = (id: string): string => `Microsoft Learn, event ${id}`;

type Meaning = readonly [ja: string, en: string, windowsKey: string, source: string];

const meta = ([ja, en, windowsKey, source]: Meaning, more: Partial<PropertyMeta> = {}) =>
  ({ label: { ja, en }, windowsKey, source, ...more }) satisfies PropertyMeta;
const none = (...meaning: Meaning) => z.literal("none").optional().meta(meta(meaning));

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time of day, HH:MM: 08:45");
const day = z.string().refine(isCalendarDay, "must be a day of the calendar, YYYY-MM-DD: 2025-12-29");

const hoursSchema = z
  .strictObject({
    from: clock,
    to: clock,
    days: z.array(z.enum(WEEKDAYS)).min(1),
    closed: z.array(day).optional(),
  })
  .refine(({ from, to }) => from < to, "must begin before it ends");

const network = z
  .string()
  .refine((text) => parseNetwork(text) !== undefined, "must be an address or a network: 192.0.2.7, 198.51.100.0/24")
  .overwrite((text) => {
    const parsed = parseNetwork(text);
    return parsed === undefined ? text : formatNetwork(parsed);
  });

export const logonFailuresSchema = z.strictObject({
  periodDays: z
    .int()
    .min(1)
    .max(400)
    .meta(
      meta(
        [
          "確認する期間",
          "period that is looked at",
          "TimeCreated",
          "Back from now. Microsoft Learn, EventLogQuery class",
        ],
        {
          unit: "days",
        },
      ),
    ),
  burst: z
    .strictObject({ attempts: z.int().min(2).max(999), minutes: z.int().min(1).max(1440) })
    .optional()
    .meta(
      meta(["短時間の連続失敗", "failures in quick succession", "TargetUserName, IpAddress", EVENT("4625")], {
        values: "`attempts` 2–999 of an account or from a source within `minutes` 1–1,440",
      }),
    ),
  unknownAccount: none(
    "存在しないアカウントへのネットワーク経由の失敗",
    "failure over the network for a name that no account has",
    "SubStatus",
    `0xC0000064. ${EVENT("4625")}`,
  ),
  outsideHours: hoursSchema.optional().meta(
    meta(["業務時間外の失敗", "failure outside working hours", "TimeCreated", EVENT("4625")], {
      values: "`from` and `to` (HH:MM, local time), `days` of the week, `closed` days (YYYY-MM-DD)",
    }),
  ),
  builtInAdministrator: none(
    "ビルトイン Administrator の失敗",
    "failure of the built-in Administrator",
    "TargetUserName",
    `RID 500. ${EVENT("4625")}`,
  ),
  lockout: none("アカウントのロックアウト", "lockout of an account", "4740", EVENT("4740")),
  clearedLog: z
    .literal("none")
    .optional()
    .meta(
      meta(["ログの消去", "clearing of a log", "1102, 104", `104 in the System log. ${EVENT("1102")}`], {
        claims: ["cleared-in-system-log"],
      }),
    ),
  unrecorded: none(
    "ログオン失敗の監査の停止",
    "failed logons no longer recorded",
    "AuditPolicyChanges",
    `%%8450 for the subcategory Logon. ${EVENT("4719")}`,
  ),
  otherSource: z
    .array(network)
    .optional()
    .meta(
      meta(["許可したネットワーク以外からの失敗", "failure from outside these networks", "IpAddress", EVENT("4625")]),
    ),
});

export type DeclaredLogonFailures = z.output<typeof logonFailuresSchema>;
