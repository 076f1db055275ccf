import { expect } from "chai";

import type { LocalGroupState } from "../form/local-principals.live.js";
import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { localGroups } from "./local-groups.js";
import { localGroupsLive } from "./local-groups.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const BASE = "S-1-5-21-1-2-3";
const flags = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };

function machineWith(members: readonly string[], trouble: Partial<LocalGroupState> = {}): WindowsState {
  return machine({
    localAccounts: {
      [`${BASE}-500`]: { name: "kanrisha", ...flags },
      [`${BASE}-1000`]: { name: "kijun-agent", ...flags },
      [`${BASE}-1001`]: { name: "Gyomu", ...flags },
    },
    localGroups: { "S-1-5-32-544": { name: "Administrators", members: [...members], ...trouble } },
    sessionSids: [`${BASE}-1000`, "S-1-5-32-544"],
  });
}

function liveOf(state: WindowsState, declared: object) {
  const desired = localGroups.format(declared);
  return localGroups.fromWindows(localGroupsLive.read(state, localGroups.readRequest(desired)), desired);
}

function write(state: WindowsState, declared: object): string[] {
  const desired = localGroups.format(declared);
  const failures = localGroupsLive.write(state, localGroups.toWindows(desired, [[]]));
  return failures.map(({ key, code, detail }) => `${key}: ${code} ${detail}`);
}

const everyone = [`${BASE}-500`, `${BASE}-1000`, `${BASE}-1001`, `${BASE}-1999`];

describe("local-groups", () => {
  it("says the same members in one text", () => {
    const line = localGroups.format({
      administrators: { members: ["Gyomu", "Administrator", "gyomu"], exclusive: true },
    });
    expect(line).to.deep.equal({ administrators: "members administrator gyomu, exclusive true" });
    expect(localGroups.format({ users: { members: [], exclusive: true } })).to.deep.equal({
      users: "members none, exclusive true",
    });
  });

  it("compares all members where the list is exclusive, else whether the declared ones are there", () => {
    const state = machineWith(everyone);
    expect(liveOf(state, { administrators: { members: ["administrator"], exclusive: true } })).to.deep.equal({
      administrators: `members ${BASE}-1999 administrator gyomu kijun-agent, exclusive true`,
    });
    expect(liveOf(state, { administrators: { members: ["administrator", "tenken"] } })).to.deep.equal({
      administrators: "members administrator",
    });
  });

  it("takes Administrators without a member for no reading", () => {
    expect(liveOf(machineWith([]), { administrators: { members: ["administrator"] } })).to.deep.equal({
      administrators: "unreadable: MEMBERS_MISSING",
    });
    expect(liveOf(machineWith([], { denied: true }), { administrators: { members: ["administrator"] } })).to.deep.equal(
      {
        administrators: "unreadable: ACCESS_DENIED (UnauthorizedAccessException)",
      },
    );
  });

  it("adds who is missing and removes nobody, unless the list is exclusive", () => {
    const state = machineWith([`${BASE}-500`, `${BASE}-1000`, `${BASE}-1999`]);
    expect(write(state, { administrators: { members: ["gyomu"] } })).to.deep.equal([]);
    const [group] = Object.values(state.localGroups ?? {});
    expect(group?.members).to.have.members(everyone);
    const both = { members: ["administrator", "kijun-agent"], exclusive: true };
    expect(write(state, { administrators: both })).to.deep.equal([]);
    expect(group?.members).to.deep.equal([`${BASE}-500`, `${BASE}-1000`]);
  });

  it("leaves the session's own account an administrator", () => {
    const state = machineWith(everyone);
    expect(write(state, { administrators: { members: ["administrator"], exclusive: true } })).to.deep.equal([
      `administrators: SESSION_ACCOUNT ${BASE}-1000`,
    ]);
    expect(state.localGroups?.["S-1-5-32-544"]?.members).to.deep.equal([`${BASE}-500`, `${BASE}-1000`]);
  });

  it("removes nobody while somebody who shall belong to the group is missing", () => {
    const state = machineWith(everyone);
    const declared = { members: ["administrator", "kijun-agent", "tenken"], exclusive: true };
    expect(write(state, { administrators: declared })).to.deep.equal(["administrators: MEMBER_MISSING tenken"]);
    expect(state.localGroups?.["S-1-5-32-544"]?.members).to.deep.equal(everyone);
  });

  it("refuses lists that say nothing or what Windows does not do", () => {
    const message = (declared: object) => declarationIssues("localGroups", declared)[0];
    expect(message({ users: { members: [] } })).to.include("an empty list says something only with exclusive: true");
    expect(message({ users: { exclusive: true } })).to.include("must name somebody");
    expect(message({ users: { members: ["gyomu"], exclusive: false } })).to.include(
      "is left out where others may belong",
    );
    expect(message({ administrators: { members: ["gyomu"], exclusive: true } })).to.include("must name administrator");
    expect(message({ guest: { members: ["gyomu"] } })).to.include("is no group of the machine's own");
    expect(message({ everyone: { members: ["gyomu"] } })).to.include("is no group of the machine's own");
    expect(message({ guests: "absent" })).to.include("a built-in group stays");
    expect(message({ "Backup Operators": { members: ["gyomu"] } })).to.include("by its word: backup-operators");
    expect(
      declarationIssues("localGroups", {
        ORA_DBA: { members: ["system"] },
        guests: { members: ["S-1-5-21-7-8-9-512"] },
      }),
    ).to.deep.equal([]);
  });

  it("calls more members of a group of Windows weakening, and does not know of other groups", () => {
    const direction = (name: string, live: string, desired: string) => localGroups.direction([name], live, desired);
    expect(direction("administrators", "members administrator", "members administrator gyomu")).to.equal("weakening");
    expect(direction("users", "members gyomu, exclusive true", "members none, exclusive true")).to.equal("hardening");
    expect(direction("ora_dba", "members gyomu", "members none")).to.equal("unknown");
    expect(direction("administrators", "unreadable: MEMBERS_MISSING", "members administrator")).to.equal("unknown");
  });
});
