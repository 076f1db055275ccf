import { ABSENT, isAbsent, valueAt } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { ONCE_EACH_IS_RIGHT } from "../form/schema-property.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { definedOnly } from "../form/named-values.js";

const UNTIL_ADMIN_UNLOCKS = "until-admin-unlocks";
/** The INF format says -1 where the user interface says 0 ([MS-GPSB] 2.2.1.2). */
const INF_UNTIL_ADMIN_UNLOCKS = -1;

const minutes = z.int().min(1).max(99_999);

const accountLockoutSchema = z
  .strictObject({
    thresholdAttempts: z
      .int()
      .min(0)
      .max(999)
      .meta({
        label: { ja: "ロックアウトのしきい値", en: "lockout threshold" },
        unit: "attempts",
        windowsKey: "LockoutBadCount",
        source: "Failed logons that lock an account; 0 = accounts are never locked. [MS-GPSB] 2.2.1.2",
      } satisfies PropertyMeta),
    durationMinutes: z
      .union([minutes, z.literal(UNTIL_ADMIN_UNLOCKS)])
      .optional()
      .meta({
        label: { ja: "ロックアウト期間", en: "lockout duration" },
        unit: "minutes",
        windowsKey: "LockoutDuration",
        source: "Minutes a locked account stays locked, not less than the reset window. [MS-GPSB] 2.2.1.2",
      } satisfies PropertyMeta),
    resetCounterAfterMinutes: minutes.optional().meta({
      label: { ja: "ロックアウト カウンターのリセット", en: "reset of the lockout counter" },
      unit: "minutes",
      windowsKey: "ResetLockoutCount",
      source: "Minutes after the last failed logon until the counter returns to 0. [MS-GPSB] 2.2.1.2",
    } satisfies PropertyMeta),
    administratorLockout: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "Administrator のロックアウト", en: "lockout of the built-in Administrator" },
        windowsKey: "AllowAdministratorLockout",
        source: "Whether logons of RID 500 count. KB5020282",
        claims: ["administrator-lockout-exported", "administrator-logons-count"],
      } satisfies PropertyMeta),
  })
  .superRefine((lockout, context) => {
    const { thresholdAttempts, durationMinutes: duration, resetCounterAfterMinutes: reset } = lockout;
    if (thresholdAttempts === 0 && (duration !== undefined || reset !== undefined)) {
      const path = [duration === undefined ? "resetCounterAfterMinutes" : "durationMinutes"];
      context.addIssue({ code: "custom", path, message: "has no meaning while thresholdAttempts is 0 (never locks)" });
    }
    if (typeof duration === "number" && reset !== undefined && duration < reset) {
      const message = `must not be less than resetCounterAfterMinutes (${String(reset)})`;
      context.addIssue({ code: "custom", path: ["durationMinutes"], message });
    }
  }, ONCE_EACH_IS_RIGHT);

/** The account lockout policy of the machine's own accounts. */
export type AccountLockout = z.output<typeof accountLockoutSchema>;

const factsSchema = z.object({
  LockoutBadCount: z.int().optional(),
  LockoutDuration: z.int().optional(),
  ResetLockoutCount: z.int().optional(),
  AllowAdministratorLockout: z.int().optional(),
});

/** What secedit exports; with a threshold of 0 it leaves the two durations out. */
type AccountLockoutFacts = z.output<typeof factsSchema>;

export const accountLockout = defineArea({
  id: "account-lockout",
  title: { ja: "アカウント ロックアウト", en: "account lockout" },
  schema: accountLockoutSchema,
  facts: factsSchema,
  format: (declared) => definedOnly(declared),
  parse: (canonical) => accountLockoutSchema.parse(canonical),
  fromWindows(facts: AccountLockoutFacts, desired) {
    const live: Record<string, Scalar> = {
      thresholdAttempts: facts.LockoutBadCount ?? ABSENT,
      durationMinutes:
        facts.LockoutDuration === INF_UNTIL_ADMIN_UNLOCKS ? UNTIL_ADMIN_UNLOCKS : (facts.LockoutDuration ?? ABSENT),
      resetCounterAfterMinutes: facts.ResetLockoutCount ?? ABSENT,
      administratorLockout:
        facts.AllowAdministratorLockout === undefined ? ABSENT : facts.AllowAdministratorLockout === 1,
    };
    return Object.fromEntries(Object.keys(desired).map((name) => [name, live[name] ?? ABSENT]));
  },
  toWindows(desired) {
    const duration = valueAt(desired, ["durationMinutes"]);
    const administrator = valueAt(desired, ["administratorLockout"]);
    return definedOnly({
      LockoutBadCount: valueAt(desired, ["thresholdAttempts"]),
      LockoutDuration: duration === UNTIL_ADMIN_UNLOCKS ? INF_UNTIL_ADMIN_UNLOCKS : duration,
      ResetLockoutCount: valueAt(desired, ["resetCounterAfterMinutes"]),
      AllowAdministratorLockout: administrator === undefined ? undefined : Number(administrator),
    });
  },
  readRequest: () => ({ keys: Object.keys(factsSchema.shape) }),
  direction(path, live, desired) {
    switch (path[0]) {
      case "thresholdAttempts":
        return directionBySafety(live, desired, safetyOfThreshold);
      case "administratorLockout":
        return directionBySafety(live, desired, safetyOfSwitch(true));
      default:
        return directionBySafety(live, desired, safetyOfMinutes);
    }
  },
});

/** Fewer attempts are safer; never locking is the least safe of all. */
function safetyOfThreshold(value: Scalar): number | undefined {
  if (value === 0 || isAbsent(value)) return -Infinity;
  return typeof value === "number" ? -value : undefined;
}

/** A longer time is safer, until an administrator unlocks safest; absent durations belong to accounts that never lock. */
function safetyOfMinutes(value: Scalar): number | undefined {
  if (value === UNTIL_ADMIN_UNLOCKS) return Infinity;
  if (isAbsent(value)) return 0;
  return typeof value === "number" ? value : undefined;
}
