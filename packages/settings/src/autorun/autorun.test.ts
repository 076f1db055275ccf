import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "../form/windows-state.js";
import { AUTORUN_PLACES } from "./autorun-places.js";
import { autorunLive } from "./autorun.live.js";
import { autorun } from "./autorun.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const SOFTWARE = "HKEY_LOCAL_MACHINE\\SOFTWARE";
const RUN = "Microsoft\\Windows\\CurrentVersion\\Run";
const SID = "S-1-5-21-1-2-3-";

const OFF: RegistryValue = { kind: "Binary", value: "AwAAAAoAAAAAAAAA" };
const text = (value: string): RegistryValue => ({ kind: "String", value });

function user(rid: string, run: Registry[string], changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : SID + rid;
  const hive = { [`Software\\${RUN}`]: run };
  return { sid, path: `C:\\Users\\u${rid}`, loaded: false, locked: false, hive, ...changes };
}

function liveOf(changes: Partial<WindowsState>, declared: object) {
  const desired = autorun.format(declared);
  return autorun.fromWindows(autorunLive.read(machine(changes), autorun.readRequest(desired)), desired);
}

const drive = (folder: string) => ({ OneDrive: text(`"C:\\Users\\${folder}\\OneDrive.exe" /background`) });
const declaredDrive = { "user-run: OneDrive": { command: '"%UserProfile%\\OneDrive.exe" /background' } };

describe("autorun", () => {
  it("has places that no other place's name is", () => {
    const ids = AUTORUN_PLACES.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("asks only for the places of declared entries, and for all where nothing else may start", () => {
    const asked = (declared: object): unknown[] => {
      const { places } = autorun.readRequest(autorun.format(declared));
      return (places as { id: string }[]).map(({ id }) => id);
    };
    expect(asked({ "run: A": "absent", "wmi: B": "absent" })).to.deep.equal(["run", "wmi"]);
    expect(asked({ "*": "absent" })).to.have.length(AUTORUN_PLACES.length);
  });

  it("is one command for all users who start the same program from their own folders", () => {
    const profiles = [user("1001", drive("U1001")), user("default", drive("udefault"))];
    expect(liveOf({ profiles }, declaredDrive)).to.deep.equal(autorun.format(declaredDrive));
  });

  it("does not take a folder for another one that its name begins with", () => {
    const profiles = [user("1001", drive("u10012")), user("default", drive("udefault2"))];
    expect(JSON.stringify(liveOf({ profiles }, declaredDrive))).to.include("u10012");
  });

  it("compares of users' entries too what is declared and nothing else", () => {
    const off = { "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run": { A: OFF } };
    const run = { [`Software\\${RUN}`]: { A: text("x.exe") } };
    const profiles = [user("1001", {}, { hive: { ...run, ...off } }), user("default", {}, { hive: run })];
    expect(liveOf({ profiles }, { "user-run: A": { command: "x.exe" } })).to.deep.equal({
      "user-run: A": "command x.exe",
    });
    expect(liveOf({ profiles }, { "user-run: A": { enabled: true } })).to.deep.equal({
      "user-run: A": `"enabled false" for ${SID}1001, "enabled true" for default`,
    });
  });

  it("says who starts what where users differ", () => {
    const profiles = [user("1001", { A: text("x.exe") }), user("1002", { A: text("X.EXE") }), user("default", {})];
    expect(liveOf({ profiles }, { "user-run: A": { command: "x.exe" }, "*": "absent" })).to.deep.equal({
      "user-run: A": `"command x.exe" for ${SID}1001 and ${SID}1002, absent for default`,
      "*": "absent",
    });
  });

  it("leaves what concerns users unreadable when one profile is, and the rest as it is", () => {
    const profiles = [user("1001", {}, { locked: true }), user("default", {})];
    const unreadable = `unreadable: PROFILE_LOCKED (${SID}1001)`;
    expect(liveOf({ profiles }, { "user-run: A": "absent", "run: B": "absent", "*": "absent" })).to.deep.equal({
      "user-run: A": unreadable,
      "run: B": "absent",
      "*": unreadable,
    });
  });

  it("leaves a place unreadable that may not be listed, and no other one", () => {
    const startupFolders = {
      "C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\Startup": { files: {}, denied: true as const },
    };
    const profiles = [user("default", {})];
    const declared = { "startup: a.lnk": "absent", "run: B": "absent", "*": "absent" };
    expect(liveOf({ startupFolders, profiles }, declared)).to.deep.equal({
      "startup: a.lnk": "unreadable: ACCESS_DENIED (UnauthorizedAccessException)",
      "run: B": "absent",
      "*": "unreadable: ACCESS_DENIED (startup)",
    });
  });

  it("names what starts beyond the list, from whichever place", () => {
    const registry: Registry = {
      [`${SOFTWARE}\\${RUN}`]: { Known: text("k.exe"), Updater: text("u.exe") },
      [`${SOFTWARE}\\WOW6432Node\\${RUN}`]: { 業務: text("g.exe") },
      [`${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\sethc.exe`]: {
        Debugger: text("cmd.exe"),
      },
    };
    const wmiConsumers = { Evil: { class: "ActiveScriptEventConsumer" as const, command: "VBScript script" } };
    const profiles = [user("default", { Setup: text("s.exe") })];
    expect(
      liveOf({ registry, wmiConsumers, profiles }, { "run: known": { command: "K.exe" }, "*": "absent" }),
    ).to.deep.equal({
      "run: known": "command k.exe",
      "*": '"debugger: sethc.exe", "run-32: 業務", "run: Updater", "user-run: Setup", "wmi: Evil"',
    });
  });

  it("refuses a place that is none, a switch where there is none, and a list's item that is another", () => {
    expect(declarationIssues("autorun", { "autostart: A": "absent" })[0]).to.include("must be a place and a name");
    expect(declarationIssues("autorun", { "winlogon: Shell": { enabled: false } })[0]).to.include(
      "autorun.winlogon: Shell.enabled: is not known of what starts from winlogon",
    );
    expect(declarationIssues("autorun", { "lsa-security: kerberos": { command: "other" } })[0]).to.include(
      'must be "kerberos"',
    );
    expect(declarationIssues("autorun", { "run: A": { command: " " } })[0]).to.include("must name the program");
    expect(declarationIssues("autorun", { "run: A": "absent", "run: a": "absent" })[0]).to.include("declared twice");
  });

  it("calls less that is loaded into other programs hardening, and does not know of programs", () => {
    const direction = (name: string, live: string, desired: string) => autorun.direction([name], live, desired);
    expect(direction("debugger: a.exe", "command cmd.exe", "absent")).to.equal("hardening");
    expect(direction("app-init: AppInit_DLLs", "command a.dll, enabled false", "command a.dll, enabled true")).to.equal(
      "weakening",
    );
    expect(direction("debugger: a.exe", "command a.exe", "command b.exe")).to.equal("unknown");
    expect(direction("run: A", "command a.exe", "absent")).to.equal("unknown");
    expect(direction("user-run: A", `"command a.exe" for ${SID}1001, absent for default`, "absent")).to.equal(
      "unknown",
    );
    expect(direction("*", '"run: A"', "absent")).to.equal("hardening");
  });

  it("is brought about for every user, each with the own folder", () => {
    const state = machine({ profiles: [user("1001", {}), user("default", {})] });
    const desired = autorun.format({ ...declaredDrive, "*": "absent" });
    expect(autorunLive.write(state, autorun.toWindows(desired, [[]]))).to.deep.equal([]);
    expect(state.profiles[0]?.hive[`Software\\${RUN}`]).to.deep.equal({
      OneDrive: text('"C:\\Users\\u1001\\onedrive.exe" /background'),
    });
  });
});
