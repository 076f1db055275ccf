import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { userRights } from "./user-rights.js";
import { userRightsLive } from "./user-rights.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const MACHINE = "S-1-5-21-1-2-3";
const flags = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };

function liveOf(privilegeRights: Record<string, string>, right: string): unknown {
  const state: WindowsState = machine({
    privilegeRights,
    localAccounts: {
      [`${MACHINE}-501`]: { name: "Kyaku", ...flags },
      [`${MACHINE}-1001`]: { name: "Gyomu", ...flags },
    },
    localGroups: { "S-1-5-32-544": { name: "Administrators", members: [] } },
  });
  const desired = { [right]: "none" };
  return userRights.fromWindows(userRightsLive.read(state, userRights.readRequest(desired)), desired)[right];
}

describe("user-rights", () => {
  it("gives one text to the same holders however they are declared", () => {
    const one = userRights.format({ SeDebugPrivilege: ["S-1-5-32-544", "Gyomu", "administrators"] });
    expect(one).to.deep.equal({ SeDebugPrivilege: "administrators gyomu" });
    expect(userRights.format({ SeDebugPrivilege: ["gyomu", "Administrators"] })).to.deep.equal(one);
    expect(userRights.format({ SeTcbPrivilege: [] })).to.deep.equal({ SeTcbPrivilege: "none" });
  });

  it("names holders by word, name or SID, whichever way Windows exports them", () => {
    expect(liveOf({ SeDebugPrivilege: `*S-1-5-32-544,GYOMU,*${MACHINE}-501,kyaku` }, "SeDebugPrivilege")).to.equal(
      "administrators guest gyomu",
    );
    expect(liveOf({ SeDebugPrivilege: `*${MACHINE}-1999` }, "SeDebugPrivilege")).to.equal(`${MACHINE}-1999`);
  });

  it("takes a name that the machine does not know for no word", () => {
    expect(liveOf({ SeDebugPrivilege: "Users" }, "SeDebugPrivilege")).to.equal("unknown:users");
  });

  it("takes a right that is not exported for one that nobody holds", () => {
    expect(liveOf({ SeTcbPrivilege: "" }, "SeDebugPrivilege")).to.equal("none");
  });

  it("refuses unknown rights and holders that are not known by SID", () => {
    expect(declarationIssues("userRights", { SeDebugPrivileg: [] })[0]).to.include("did you mean SeDebugPrivilege?");
    expect(declarationIssues("userRights", { SeDebugPrivilege: ["CITY\\Operator"] })[0]).to.include("by its SID");
    expect(declarationIssues("userRights", { SeDebugPrivilege: "administrators" })[0]).to.include(
      "userRights.SeDebugPrivilege: ",
    );
  });

  it("is never written", () => {
    expect(userRights.applied).to.equal(false);
  });

  it("calls fewer holders of a right hardening, and fewer of a denial weakening", () => {
    const direction = (right: string, live: string, desired: string) => userRights.direction([right], live, desired);
    expect(direction("SeDebugPrivilege", "administrators gyomu", "administrators")).to.equal("hardening");
    expect(direction("SeDebugPrivilege", "none", "administrators")).to.equal("weakening");
    expect(direction("SeDenyNetworkLogonRight", "none", "guests")).to.equal("hardening");
    expect(direction("SeDenyNetworkLogonRight", "guests", "none")).to.equal("weakening");
    expect(direction("SeDebugPrivilege", "gyomu", "administrators")).to.equal("unknown");
    expect(direction("SeDebugPrivilege", "unreadable: X", "administrators")).to.equal("unknown");
  });
});
