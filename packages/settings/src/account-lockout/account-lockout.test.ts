import type { Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { compileSettings } from "../compile-settings.js";
import { AreaFailure } from "../form/live-form.js";
import { propertyMeta } from "../form/schema-property.js";
import type { WindowsState } from "../form/windows-state.js";
import { accountLockoutLive } from "./account-lockout.live.js";
import { accountLockout } from "./account-lockout.js";
import type { AccountLockout } from "./account-lockout.js";

function machine(securityPolicy: WindowsState["securityPolicy"]): WindowsState {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  return { ...names, registry: {}, securityPolicy, profiles: [] };
}

function issuesOf(declared: object): Issue[] {
  const issues: Issue[] = [];
  compileSettings({ accountLockout: declared }, "t.ts", "", issues);
  return issues;
}

const minutes = fc.integer({ min: 1, max: 99_999 });
const administrator = fc.record({ administratorLockout: fc.boolean() }, { requiredKeys: [] });
const never = administrator.map((rest): AccountLockout => ({ thresholdAttempts: 0, ...rest }));
const locking = fc
  .tuple(fc.integer({ min: 1, max: 999 }), minutes, minutes, fc.constantFrom("none", "both", "forever"), administrator)
  .map(([thresholdAttempts, one, other, times, rest]): AccountLockout => {
    const resetCounterAfterMinutes = Math.min(one, other);
    const durationMinutes = times === "forever" ? ("until-admin-unlocks" as const) : Math.max(one, other);
    return { thresholdAttempts, ...(times === "none" ? {} : { durationMinutes, resetCounterAfterMinutes }), ...rest };
  });
const declaration = fc.oneof(never, locking);

const usual = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };
const everything = { ...usual, administratorLockout: true };

describe("account-lockout", () => {
  it("refuses values that Windows does not take", () => {
    expect(issuesOf({ thresholdAttempts: 1000 })[0]?.path).to.equal("accountLockout.thresholdAttempts");
    expect(issuesOf({ thresholdAttempts: 2.5 })[0]?.path).to.equal("accountLockout.thresholdAttempts");
    expect(issuesOf({ ...usual, durationMinutes: 0 })[0]?.path).to.equal("accountLockout.durationMinutes");
    expect(issuesOf({ ...usual, durationMinutes: "forever" })[0]?.path).to.equal("accountLockout.durationMinutes");
    expect(issuesOf({ ...usual, resetCounterAfterMinutes: 100_000 })[0]?.path).to.equal(
      "accountLockout.resetCounterAfterMinutes",
    );
    expect(issuesOf({})[0]?.path).to.equal("accountLockout.thresholdAttempts");
  });

  it("refuses a duration below the reset window and names both", () => {
    const [issue] = issuesOf({ ...usual, durationMinutes: 10 });
    expect(issue).to.include({ path: "accountLockout.durationMinutes", value: "10" });
    expect(issue?.message).to.equal("must not be less than resetCounterAfterMinutes (15)");
    expect(issuesOf({ ...usual, durationMinutes: "until-admin-unlocks" })).to.deep.equal([]);
  });

  it("refuses times for accounts that never lock", () => {
    expect(issuesOf({ ...usual, thresholdAttempts: 0 })[0]?.path).to.equal("accountLockout.durationMinutes");
    expect(issuesOf({ thresholdAttempts: 0, resetCounterAfterMinutes: 5 })[0]?.path).to.equal(
      "accountLockout.resetCounterAfterMinutes",
    );
  });

  it("proposes the property for a misspelt one", () => {
    expect(
      issuesOf({ treshold: 5 })
        .map(({ message }) => message)
        .join(),
    ).to.include("did you mean thresholdAttempts?");
  });

  it("names the key of the security policy for every property", () => {
    const keys = Object.keys(everything).map((name) => propertyMeta(accountLockout, [name])?.windowsKey);
    expect(keys).to.deep.equal([
      "LockoutBadCount",
      "LockoutDuration",
      "ResetLockoutCount",
      "AllowAdministratorLockout",
    ]);
  });

  it("gives back what was declared", () => {
    fc.assert(
      fc.property(declaration, (declared) => {
        expect(accountLockout.parse(accountLockout.format(declared))).to.deep.equal(declared);
      }),
    );
  });

  it("reads back from a modelled machine what it wrote there", () => {
    fc.assert(
      fc.property(declaration, (declared) => {
        const state = machine({});
        const desired = accountLockout.format(declared);
        accountLockoutLive.write(state, accountLockout.toWindows(desired, []));
        expect(
          accountLockout.fromWindows(accountLockoutLive.read(state, accountLockout.readRequest({})), desired),
        ).to.deep.equal(desired);
      }),
    );
  });
});

describe("account-lockout facts", () => {
  it("maps -1 to until an administrator unlocks, and back", () => {
    const facts = { LockoutBadCount: 5, LockoutDuration: -1, ResetLockoutCount: 15 };
    const desired = { ...usual, durationMinutes: "until-admin-unlocks" };
    expect(accountLockout.fromWindows(facts, desired)).to.deep.equal(desired);
    expect(accountLockout.toWindows(desired, [])).to.deep.equal(facts);
  });

  it("leaves times absent while accounts never lock", () => {
    expect(accountLockout.fromWindows({ LockoutBadCount: 0 }, everything)).to.deep.equal({
      thresholdAttempts: 0,
      durationMinutes: "absent",
      resetCounterAfterMinutes: "absent",
      administratorLockout: "absent",
    });
  });

  it("answers the declared properties only", () => {
    const facts = { LockoutBadCount: 10, AllowAdministratorLockout: 0 };
    expect(accountLockout.fromWindows(facts, { administratorLockout: true })).to.deep.equal({
      administratorLockout: false,
    });
  });

  it("refuses an answer of another shape", () => {
    expect(() => accountLockout.fromWindows({ LockoutBadCount: "5" }, usual)).to.throw();
    expect(() => accountLockout.fromWindows(undefined, usual)).to.throw();
  });

  it("writes switches as numbers", () => {
    const desired = { thresholdAttempts: 3, administratorLockout: false };
    expect(accountLockout.toWindows(desired, [])).to.deep.equal({ LockoutBadCount: 3, AllowAdministratorLockout: 0 });
  });
});

describe("account-lockout directions", () => {
  const cases: readonly [
    name: string,
    live: string | number | boolean,
    desired: string | number | boolean,
    direction: string,
  ][] = [
    ["thresholdAttempts", 10, 5, "hardening"],
    ["thresholdAttempts", 3, 5, "weakening"],
    ["thresholdAttempts", 0, 5, "hardening"],
    ["thresholdAttempts", 5, 0, "weakening"],
    ["thresholdAttempts", "absent", 5, "hardening"],
    ["durationMinutes", 10, 15, "hardening"],
    ["durationMinutes", "until-admin-unlocks", 15, "weakening"],
    ["durationMinutes", "absent", "until-admin-unlocks", "hardening"],
    ["resetCounterAfterMinutes", 30, 15, "weakening"],
    ["administratorLockout", false, true, "hardening"],
    ["administratorLockout", "absent", false, "neutral"],
    ["administratorLockout", true, false, "weakening"],
    ["thresholdAttempts", "unreadable: ACCESS_DENIED", 5, "unknown"],
  ];

  for (const [name, live, desired, direction] of cases) {
    it(`calls ${name} from ${String(live)} to ${String(desired)} ${direction}`, () => {
      expect(accountLockout.direction([name], live, desired)).to.equal(direction);
    });
  }
});

describe("account-lockout on a modelled machine", () => {
  it("hides the times that the machine keeps while accounts never lock", () => {
    const state = machine({ LockoutBadCount: 0, LockoutDuration: 30, ResetLockoutCount: 30 });
    expect(accountLockoutLive.read(state, accountLockout.readRequest({}))).to.deep.equal({ LockoutBadCount: 0 });
    expect(accountLockoutLive.write(state, { LockoutBadCount: 5 })).to.deep.equal([]);
    expect(accountLockoutLive.read(state, accountLockout.readRequest({}))).to.deep.equal({
      LockoutBadCount: 5,
      LockoutDuration: 30,
      ResetLockoutCount: 30,
    });
  });

  it("refuses a duration below the reset window and keeps what it had", () => {
    const state = machine({ LockoutBadCount: 3, LockoutDuration: 60, ResetLockoutCount: 60 });
    expect(() => accountLockoutLive.write(state, { LockoutDuration: 15 })).to.throw(AreaFailure, "SECEDIT_FAILED");
    expect(state.securityPolicy).to.deep.equal({ LockoutBadCount: 3, LockoutDuration: 60, ResetLockoutCount: 60 });
  });

  it("imports nothing when nothing differs", () => {
    const state = machine({ LockoutBadCount: 5, LockoutDuration: 10, ResetLockoutCount: 30 });
    expect(accountLockoutLive.write(state, { LockoutBadCount: 5 })).to.deep.equal([]);
  });
});
