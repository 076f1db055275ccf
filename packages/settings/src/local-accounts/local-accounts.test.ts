import { expect } from "chai";

import type { LocalAccountState } from "../form/local-principals.live.js";
import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { localAccounts } from "./local-accounts.js";
import { localAccountsLive } from "./local-accounts.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const BASE = "S-1-5-21-1-2-3";
const plain = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };

function machineWith(accounts: { readonly [rid: string]: LocalAccountState }): WindowsState {
  return machine({
    localAccounts: Object.fromEntries(Object.entries(accounts).map(([rid, account]) => [`${BASE}-${rid}`, account])),
    localGroups: { "S-1-5-32-544": { name: "Administrators", members: [`${BASE}-500`, `${BASE}-1000`] } },
    sessionSids: [`${BASE}-1000`, "S-1-5-32-544"],
  });
}

function liveOf(state: WindowsState, declared: object) {
  const desired = localAccounts.format(declared);
  return localAccounts.fromWindows(localAccountsLive.read(state, localAccounts.readRequest(desired)), desired);
}

function write(state: WindowsState, declared: object): string[] {
  const desired = localAccounts.format(declared);
  const failures = localAccountsLive.write(state, localAccounts.toWindows(desired, [[]]));
  return failures.map(({ key, code, detail }) => `${key}: ${code} ${detail}`);
}

const usual = () =>
  machineWith({
    "500": { name: "Kanrisha", ...plain },
    "1000": { name: "kijun-agent", ...plain },
    "1001": { name: "gyomu", ...plain },
    "1005": { name: "Administrator", ...plain },
  });

describe("local-accounts", () => {
  it("knows a built-in account whatever it is called, and not another one that has taken its name", () => {
    const declared = { administrator: { enabled: false, name: "kanrisha" }, "*": "disabled" };
    expect(liveOf(usual(), declared)).to.deep.equal({
      administrator: "enabled true, name kanrisha",
      "*": '"Administrator[1005]", "gyomu", "kijun-agent"',
    });
  });

  it("knows an account by its name though the name is a word for others elsewhere", () => {
    const state = machineWith({ "1006": { name: "batch", ...plain } });
    expect(liveOf(state, { batch: { enabled: true } })).to.deep.equal({ batch: "enabled true" });
    expect(write(state, { batch: { passwordNeverExpires: true } })).to.deep.equal([]);
  });

  it("disables who is not declared and enabled, and nobody else", () => {
    const state = usual();
    expect(write(state, { "kijun-agent": { enabled: true }, gyomu: { enabled: true }, "*": "disabled" })).to.deep.equal(
      [],
    );
    const enabled = Object.values(state.localAccounts ?? {}).flatMap(({ name, enabled }) => (enabled ? [name] : []));
    expect(enabled).to.deep.equal(["kijun-agent", "gyomu"]);
  });

  it("touches nothing of the account that the session runs as", () => {
    const state = usual();
    expect(write(state, { "kijun-agent": { passwordNeverExpires: true } })).to.deep.equal([
      "kijun-agent: SESSION_ACCOUNT this session runs as the account",
    ]);
    expect(write(state, { "*": "disabled" })).to.deep.equal(["*: SESSION_ACCOUNT kijun-agent"]);
    expect(state.localAccounts?.[`${BASE}-1000`]).to.deep.equal({ name: "kijun-agent", ...plain });
  });

  it("leaves the last enabled administrator enabled, but lets another one take the place", () => {
    const disabled = { name: "gyomu", ...plain, enabled: false };
    const state = machineWith({ "500": { name: "a", ...plain }, "1000": { ...disabled, name: "kijun-agent" } });
    state.sessionSids = ["S-1-5-21-9-9-9-1104"];
    expect(write(state, { administrator: { enabled: false } })[0]).to.include("administrator: LAST_ADMINISTRATOR");
    expect(write(state, { administrator: { enabled: false }, "kijun-agent": { enabled: true } })).to.deep.equal([]);
    expect(liveOf(state, { administrator: { enabled: false } })).to.deep.equal({ administrator: "enabled false" });
  });

  it("reports what is done by hand: making, deleting and renaming an account", () => {
    const declared = { tenken: { enabled: true }, gyomu: "absent", administrator: { name: "root" } };
    expect(write(usual(), declared)).to.have.members([
      "tenken: NOT_CREATED an account is made by hand, with its password",
      "gyomu: NOT_REMOVED an account is disabled, never deleted",
      "administrator: NOT_RENAMED an account is renamed by hand",
    ]);
  });

  it("refuses what is no account of the machine's own, and says what would be right", () => {
    expect(declarationIssues("localAccounts", { administrators: { enabled: true } })[0]).to.include(
      "is no account but a group; see local-groups",
    );
    expect(declarationIssues("localAccounts", { administrator: "absent" })[0]).to.include("can be disabled only");
    expect(declarationIssues("localAccounts", { gyomu: { name: "gyomu2" } })[0]).to.include(
      "only a built-in account can have another one",
    );
    expect(declarationIssues("localAccounts", { DefaultAccount: { enabled: false } })[0]).to.include(
      "is declared by its word: default-account",
    );
    expect(declarationIssues("localAccounts", { "CITY\\gyomu": { enabled: true } })[0]).to.include("without a domain");
    expect(declarationIssues("localAccounts", { gyomu: "disabled" })[0]).to.include('only "*" can be "disabled"');
    expect(declarationIssues("localAccounts", { "*": "absent" })[0]).to.include('can only be "disabled"');
  });

  it("calls fewer ways in hardening", () => {
    const direction = (live: string, desired: string) => localAccounts.direction(["gyomu"], live, desired);
    expect(direction("enabled true", "enabled false")).to.equal("hardening");
    expect(direction("absent", "enabled true")).to.equal("weakening");
    expect(direction("enabled true, passwordRequired true", "enabled true, passwordRequired false")).to.equal(
      "weakening",
    );
    expect(direction("enabled true, passwordNeverExpires true", "enabled false, passwordNeverExpires false")).to.equal(
      "hardening",
    );
    expect(direction("enabled true, passwordNeverExpires false", "enabled false, passwordNeverExpires true")).to.equal(
      "unknown",
    );
    expect(direction("userMayChangePassword true", "userMayChangePassword false")).to.equal("unknown");
    expect(localAccounts.direction(["*"], '"test"', "disabled")).to.equal("hardening");
  });
});
