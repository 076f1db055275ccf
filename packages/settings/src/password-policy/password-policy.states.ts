import type { CanonicalArea } from "@kijun/core";
import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase, Meanwhile } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { passwordPolicy } from "./password-policy.js";

const maximumAge = fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 999 }));
const minimumAge = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 998 }));

/** Keys of [System Access], the area's own and some of others. */
const policy = fc.record(
  {
    MinimumPasswordLength: fc.integer({ min: 0, max: 14 }),
    PasswordComplexity: fc.integer({ min: 0, max: 1 }),
    PasswordHistorySize: fc.integer({ min: 0, max: 24 }),
    MaximumPasswordAge: maximumAge,
    MinimumPasswordAge: minimumAge,
    ClearTextPassword: fc.integer({ min: 0, max: 1 }),
    LockoutBadCount: fc.constantFrom(0, 5),
    NewGuestName: fc.constantFrom('"Guest"', '"ゲスト"'),
  },
  { requiredKeys: [] },
);

const declared = fc
  .record(
    {
      minimumLength: fc.integer({ min: 0, max: 14 }),
      complexity: fc.boolean(),
      historySize: fc.integer({ min: 0, max: 24 }),
      maximumAgeDays: maximumAge.map((days) => (days === -1 ? ("never" as const) : days)),
      minimumAgeDays: minimumAge,
      reversibleEncryption: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter(
    ({ minimumAgeDays: minimum, maximumAgeDays: maximum }) =>
      minimum === undefined || typeof maximum !== "number" || minimum < maximum,
  );

const usual = { minimumLength: 14, complexity: true, historySize: 24, maximumAgeDays: 365, minimumAgeDays: 1 };
const shipped = {
  MinimumPasswordAge: 0,
  MaximumPasswordAge: 42,
  MinimumPasswordLength: 0,
  PasswordComplexity: 0,
  PasswordHistorySize: 0,
  ClearTextPassword: 0,
};

function passwordCase(
  name: string,
  securityPolicy: WindowsState["securityPolicy"],
  desired: CanonicalArea,
  meanwhile: Meanwhile = {},
): MachineCase {
  return machineCase(name, passwordPolicy, { changes: { securityPolicy }, meanwhile }, desired);
}

export const passwordPolicyStates: AreaStates = {
  area: passwordPolicy,
  drift: () => [{ path: ["minimumLength"], value: 8 }],
  declared,
  live: policy.map((securityPolicy) => ({ changes: { securityPolicy } })),
  special: [
    passwordCase("a policy that nobody has configured", shipped, { ...usual, reversibleEncryption: false }),
    passwordCase("passwords that never expire", { ...shipped, MaximumPasswordAge: -1 }, usual),
    passwordCase("passwords that shall never expire", shipped, { maximumAgeDays: "never" }),
    passwordCase("a policy without any key", {}, usual),
    passwordCase("nothing declared", shipped, {}),
    passwordCase(
      "a maximum age below the machine's own minimum age",
      { ...shipped, MinimumPasswordAge: 30 },
      { maximumAgeDays: 30 },
    ),
    passwordCase(
      "ages at odds that nobody changes",
      { ...shipped, MinimumPasswordAge: 30, MaximumPasswordAge: 30 },
      { minimumLength: 8 },
    ),
    passwordCase(
      "both ages exchanged at once",
      { ...shipped, MinimumPasswordAge: 1, MaximumPasswordAge: 2 },
      { minimumAgeDays: 30, maximumAgeDays: 60 },
    ),
    passwordCase("values stored as text", { MinimumPasswordLength: "8", PasswordComplexity: "1" }, usual),
    passwordCase("an import with warnings", shipped, usual, { seceditExit: 3 }),
  ],
};
