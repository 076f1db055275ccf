import { expect } from "chai";

import { AreaFailure } from "./live-form.js";
import { importSecurityPolicy, readSecurityPolicy } from "./security-policy.live.js";
import type { WindowsState } from "./windows-state.js";

function machine(securityPolicy: WindowsState["securityPolicy"]): WindowsState {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  return { ...names, registry: {}, securityPolicy, profiles: [] };
}

describe("the modelled security policy", () => {
  it("answers the asked keys that exist, as numbers", () => {
    const state = machine({ LockoutBadCount: "5", PasswordComplexity: 1, NewGuestName: '"Guest"' });
    expect(readSecurityPolicy(state, ["LockoutBadCount", "LockoutDuration"])).to.deep.equal({ LockoutBadCount: 5 });
  });

  it("adds keys to those it has", () => {
    const state = machine({ PasswordComplexity: 1 });
    importSecurityPolicy(state, { LockoutBadCount: 5, LockoutDuration: -1, ResetLockoutCount: 30 });
    expect(state.securityPolicy).to.deep.equal({
      PasswordComplexity: 1,
      LockoutBadCount: 5,
      LockoutDuration: -1,
      ResetLockoutCount: 30,
    });
  });

  it("takes all keys or none", () => {
    const state = machine({ LockoutBadCount: 5, LockoutDuration: 30, ResetLockoutCount: 30 });
    expect(() => importSecurityPolicy(state, { LockoutBadCount: 3, LockoutDuration: 10 })).to.throw(AreaFailure);
    expect(state.securityPolicy["LockoutBadCount"]).to.equal(5);
  });

  it("refuses to be given ages of passwords that contradict each other, and leaves those it has alone", () => {
    const state = machine({ MinimumPasswordAge: 30, MaximumPasswordAge: 30 });
    expect(() => importSecurityPolicy(state, { MaximumPasswordAge: 20 })).to.throw(AreaFailure);
    expect(importSecurityPolicy(state, { MinimumPasswordLength: 8 })).to.deep.equal([]);
    expect(importSecurityPolicy(state, { MaximumPasswordAge: -1 })).to.deep.equal([]);
  });
});
