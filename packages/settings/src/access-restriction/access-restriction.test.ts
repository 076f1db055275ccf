import { valueAt } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { UserProfile } from "../form/windows-state.js";
import { accessRestriction } from "./access-restriction.js";
import { accessRestrictionLive } from "./access-restriction.live.js";

const SID = "S-1-5-21-1-2-3-1001";
const profile = (more: Partial<UserProfile>): UserProfile => ({
  ...{ sid: SID, path: "C:\\Users\\g", loaded: false, locked: false },
  hive: { "Software\\Kijun Simulated Vendor": { Restrict: { kind: "DWord", value: 1 } } },
  ...more,
});

function foundFor(user: string, profiles: UserProfile[]): unknown {
  const desired = accessRestriction.format({
    適用: {
      ...{ probe: "registry", key: "HKCU\\Software\\Kijun Simulated Vendor", value: "Restrict", user },
      ...{ words: { "1": "applied" }, expect: "applied" },
    },
  });
  const state = machine({ profiles, probed: { accounts: { gyomu: SID } } });
  const live = accessRestriction.fromWindows(
    accessRestrictionLive.read(state, accessRestriction.readRequest(desired)),
    desired,
  );
  return String(valueAt(live, ["適用"])).replace(/ via .*$/, "");
}

describe("access restriction", () => {
  it("is asked of the account that the probe names, whatever its SID is on the machine", () => {
    expect(foundFor("GYOMU", [profile({}), profile({ sid: "S-1-5-21-1-2-3-1002", hive: {} })])).to.equal("applied");
  });

  it("is not called missing where the account has no profile, is unknown, or cannot be read", () => {
    expect(foundFor("gyomu", [])).to.equal(`unreadable: PROFILE_MISSING (${SID})`);
    expect(foundFor("hoshu", [profile({})])).to.equal("unreadable: ACCOUNT_UNKNOWN (hoshu)");
    expect(foundFor("gyomu", [profile({ locked: true })])).to.match(/^unreadable: PROFILE_LOCKED/);
  });
});
