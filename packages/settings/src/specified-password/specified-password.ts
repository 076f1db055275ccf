import { isCalendarDay, unreadable } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { accountName, builtInGroupOfSid, isBuiltIn, localName, principalReference } from "../form/principal.js";
import type { PropertyMeta } from "../form/setting-area.js";

const SOURCE = "Microsoft Learn, Get-LocalUser; on a domain controller the attribute pwdLastSet";

/** Stands in a live line for the day on which a password was set that never was. */
const NEVER = "never";

const day = (message: string) =>
  z.string().refine((text) => text === NEVER || isCalendarDay(text), `must be ${message}, YYYY-MM-DD: 2025-10-06`);

const entrySchema = z.strictObject({
  version: z
    .string()
    .regex(/^[\w.-]{1,40}$/, "must be the name of the version, not the password: 2025-10")
    .optional()
    .meta({
      label: { ja: "パスワードの版", en: "version of the password" },
      windowsKey: "PasswordLastSet",
      source: "What the password that was given is called; shown where the password was set on these days",
    } satisfies PropertyMeta),
  setFrom: day("the first day on which it was set")
    .optional()
    .meta({
      label: { ja: "設定日 (開始)", en: "set on this day or later" },
      windowsKey: "PasswordLastSet",
      source: SOURCE,
    } satisfies PropertyMeta),
  setUntil: day("the last day on which it was set")
    .optional()
    .meta({
      label: { ja: "設定日 (終了)", en: "set on this day or earlier" },
      windowsKey: "PasswordLastSet",
      source: SOURCE,
    } satisfies PropertyMeta),
});

type Password = z.output<typeof entrySchema>;

const factsSchema = z.object({
  accounts: z.array(
    z.object({
      sid: z.string(),
      name: z.string(),
      /** Null where it was never set, or has to be changed at the next logon. */
      lastSet: z.iso.datetime().nullable(),
    }),
  ),
  utcOffsetMinutes: z.int().nullable(),
});

export const specifiedPassword = defineEntryArea({
  id: "specified-password",
  title: { ja: "指定パスワードの設定", en: "password as specified" },
  name: localName,
  entry: entrySchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  nextSteps: {
    TIME_ZONE_UNKNOWN: {
      ja: "機器のタイム ゾーンが読めません。日付と時刻の設定を確認してください。",
      en: "The time zone of the machine cannot be read: check its date and time settings.",
    },
  },
  windowsName: (name) => (isBuiltIn(name) ? principalReference(name) : name),
  contradiction(name, declared) {
    if (builtInGroupOfSid(principalReference(name)) !== undefined) return "is a group and has no password";
    if (declared === "absent")
      return isBuiltIn(name) ? "cannot be absent: a built-in account can be disabled only" : undefined;
    const { setFrom, setUntil } = declared;
    if (setFrom === NEVER || setUntil === NEVER)
      return "must have days (setFrom, setUntil): never is what machines say";
    if (setFrom === undefined) return "must have setFrom: nothing else tells an old password from the given one";
    return setUntil !== undefined && setUntil < setFrom ? "cannot end before it begins (setUntil, setFrom)" : undefined;
  },
  entries: ({ accounts, utcOffsetMinutes }) =>
    new Map(
      accounts.map(({ sid, name, lastSet }) => [
        accountName(sid, name),
        utcOffsetMinutes === null
          ? unreadable("TIME_ZONE_UNKNOWN", "ActiveTimeBias is not there")
          : setOn(lastSet === null ? NEVER : localDay(lastSet, utcOffsetMinutes)),
      ]),
    ),
  // Whether it is the given one, nobody asks the machine: that would be a logon. It is not, where it was set on another day.
  asDeclared: (live, desired) => (isWithin(live.setFrom, desired) ? desired : live),
  write: ({ setFrom = "", setUntil }, account) => ({
    ...{ account, setFrom },
    ...(setUntil === undefined ? {} : { setUntil }),
  }),
  // A password of another day may be better or worse.
  direction: () => "unknown",
});

function setOn(when: string): Password {
  return { setFrom: when, setUntil: when };
}

/** The day of a time where the machine stands. */
export function localDay(time: string, utcOffsetMinutes: number): string {
  return new Date(Date.parse(time) + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** Whether a password was set on the declared days. */
export function isWithin(set: string | undefined, { setFrom, setUntil }: Password): boolean {
  if (set === undefined || set === NEVER || setFrom === undefined) return false;
  return setFrom <= set && (setUntil === undefined || set <= setUntil);
}
