import { expect } from "chai";
import fc from "fast-check";

import { machine } from "../form/machine-states.js";
import type { RegistryValue } from "../form/windows-state.js";
import { autoLogonLive } from "./auto-logon.live.js";
import { autoLogonStates } from "./auto-logon.states.js";
import { autoLogon } from "./auto-logon.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const WINLOGON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
const SECRET = "Himitsu-2718";

const text = (value: string): RegistryValue => ({ kind: "String", value });

function machineWith(values: Record<string, RegistryValue>) {
  return machine({ registry: { [WINLOGON]: values } });
}

function liveOf(values: Record<string, RegistryValue>, declared: object) {
  const desired = autoLogon.format(declared);
  return autoLogon.fromWindows(autoLogonLive.read(machineWith(values), autoLogon.readRequest(desired)), desired);
}

describe("auto-logon", () => {
  it("never names the value with the password, neither to read nor to write it", () => {
    fc.assert(
      fc.property(autoLogonStates.declared, (declared) => {
        const desired = autoLogon.format(declared);
        const asked = [autoLogon.readRequest(desired), autoLogon.toWindows(desired, [[]])];
        expect(JSON.stringify(asked)).to.not.include("DefaultPassword");
      }),
    );
  });

  it("says that a password stands in plain text and not which", () => {
    const state = machineWith({ DefaultPassword: text(SECRET), DefaultUserName: text("cs-operator") });
    const desired = autoLogon.format({ userName: "cs-operator", plaintextPassword: false });
    const facts = autoLogonLive.read(state, autoLogon.readRequest(desired));
    expect(JSON.stringify(facts)).to.not.include(SECRET);
    expect(autoLogon.fromWindows(facts, desired)).to.deep.equal({ userName: "cs-operator", plaintextPassword: true });
  });

  it("removes a password in plain text only where that is declared and differs", () => {
    const state = machineWith({ DefaultPassword: text(SECRET), AutoAdminLogon: text("1") });
    const desired = autoLogon.format({ enabled: false, plaintextPassword: false });
    autoLogonLive.write(state, autoLogon.toWindows(desired, [["enabled"]]));
    expect(state.registry[WINLOGON]).to.have.property("DefaultPassword");
    autoLogonLive.write(state, autoLogon.toWindows(desired, [["plaintextPassword"]]));
    expect(state.registry[WINLOGON]).to.deep.equal({ AutoAdminLogon: text("0") });
  });

  it("understands a switch stored as text or as a number, and takes no other value for one", () => {
    expect(liveOf({ AutoAdminLogon: text("1") }, { enabled: false })).to.deep.equal({ enabled: true });
    expect(liveOf({ AutoAdminLogon: { kind: "DWord", value: 1 } }, { enabled: false })).to.deep.equal({
      enabled: true,
    });
    expect(liveOf({ AutoAdminLogon: text("はい") }, { enabled: false })).to.deep.equal({ enabled: '"はい"' });
  });

  it("compares names without case", () => {
    expect(liveOf({ DefaultUserName: text("CS-OPERATOR") }, { userName: "cs-operator" })).to.deep.equal({
      userName: "cs-operator",
    });
    expect(liveOf({ DefaultUserName: text("admin") }, { userName: "cs-operator" })).to.deep.equal({
      userName: "admin",
    });
  });

  it("refuses names with a domain, a password that shall stand there, and a password itself", () => {
    expect(declarationIssues("autoLogon", { userName: "CITY\\operator" })[0]).to.include(
      "autoLogon.userName: must be the name of an account",
    );
    expect(declarationIssues("autoLogon", { userName: "a".repeat(21) })[0]).to.include("autoLogon.userName: ");
    expect(declarationIssues("autoLogon", { plaintextPassword: true })[0]).to.include("autoLogon.plaintextPassword: ");
    expect(declarationIssues("autoLogon", { password: SECRET })[0]).to.include("autoLogon.password: unknown property");
    expect(declarationIssues("autoLogon", { domainName: "." })).to.deep.equal([]);
  });

  it("calls an automatic logon and a password in plain text weakening", () => {
    expect(autoLogon.direction(["enabled"], "absent", true)).to.equal("weakening");
    expect(autoLogon.direction(["enabled"], true, false)).to.equal("hardening");
    expect(autoLogon.direction(["plaintextPassword"], true, false)).to.equal("hardening");
    expect(autoLogon.direction(["userName"], "a", "b")).to.equal("unknown");
  });
});
