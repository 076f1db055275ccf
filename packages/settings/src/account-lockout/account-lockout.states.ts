import type { CanonicalArea } from "@kijun/core";
import type { WindowsState } from "../form/windows-state.js";
import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase, Meanwhile } from "../form/machine-states.js";
import { accountLockout } from "./account-lockout.js";

const minutes = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99_999 }));

/** Keys of [System Access], the area's own and those of others; quoted names as secedit exports them. */
const policy = fc.record(
  {
    LockoutBadCount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 999 })),
    LockoutDuration: fc.oneof(fc.constant(-1), minutes),
    ResetLockoutCount: minutes,
    AllowAdministratorLockout: fc.integer({ min: 0, max: 1 }),
    MinimumPasswordLength: fc.integer({ min: 0, max: 14 }),
    NewAdministratorName: fc.constantFrom('"Administrator"', '"管理者"', '"a = b"'),
  },
  { requiredKeys: [] },
);

const declared = fc
  .record({
    threshold: fc.integer({ min: 0, max: 10 }),
    times: fc.option(fc.tuple(minutes, minutes, fc.boolean())),
    administratorLockout: fc.option(fc.boolean()),
  })
  .map(({ threshold, times, administratorLockout }) => ({
    thresholdAttempts: threshold,
    ...(threshold === 0 || times === null ? {} : declaredTimes(...times)),
    ...(administratorLockout === null ? {} : { administratorLockout }),
  }));

function declaredTimes(one: number, other: number, untilUnlocked: boolean) {
  return {
    durationMinutes: untilUnlocked ? ("until-admin-unlocks" as const) : Math.max(one, other),
    resetCounterAfterMinutes: Math.min(one, other),
  };
}

function lockoutCase(
  name: string,
  securityPolicy: WindowsState["securityPolicy"],
  desired: CanonicalArea,
  meanwhile: Meanwhile = {},
): MachineCase {
  return machineCase(name, accountLockout, { changes: { securityPolicy }, meanwhile }, desired);
}

const usual = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };

export const accountLockoutStates: AreaStates = {
  area: accountLockout,
  drift: () => [{ path: ["thresholdAttempts"], value: 0 }],
  declared,
  live: policy.map((securityPolicy) => ({ changes: { securityPolicy } })),
  special: [
    lockoutCase("accounts that never lock", { LockoutBadCount: 0, LockoutDuration: 30, ResetLockoutCount: 30 }, usual),
    lockoutCase(
      "accounts that shall never lock",
      { LockoutBadCount: 5, LockoutDuration: 30, ResetLockoutCount: 30 },
      { thresholdAttempts: 0 },
    ),
    lockoutCase(
      "locked until an administrator unlocks",
      { LockoutBadCount: 5, LockoutDuration: -1, ResetLockoutCount: 30 },
      usual,
    ),
    lockoutCase(
      "to be locked until an administrator unlocks",
      { LockoutBadCount: 0 },
      { ...usual, durationMinutes: "until-admin-unlocks" },
    ),
    lockoutCase("a policy without any key", {}, usual),
    lockoutCase("nothing to change", { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 }, usual),
    lockoutCase(
      "a duration below the reset window that nobody changes",
      { LockoutBadCount: 5, LockoutDuration: 10, ResetLockoutCount: 30 },
      { thresholdAttempts: 5 },
    ),
    lockoutCase(
      "a declaration that Windows refuses beside the machine's own window",
      { LockoutBadCount: 3, LockoutDuration: 60, ResetLockoutCount: 60 },
      { thresholdAttempts: 5, durationMinutes: 15 },
    ),
    lockoutCase(
      "values stored as text",
      { LockoutBadCount: "10", LockoutDuration: "10", ResetLockoutCount: "10", AllowAdministratorLockout: "1" },
      { ...usual, administratorLockout: false },
    ),
    lockoutCase(
      "a build without administrator lockout",
      { LockoutBadCount: 10, LockoutDuration: 10, ResetLockoutCount: 10 },
      { ...usual, administratorLockout: true },
    ),
    lockoutCase("an import with warnings", { LockoutBadCount: 10, LockoutDuration: 10, ResetLockoutCount: 10 }, usual, {
      seceditExit: 3,
    }),
  ],
};
