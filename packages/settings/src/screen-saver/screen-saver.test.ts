import type { Issue, Scalar } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { compileSettings } from "../compile-settings.js";
import { propertyMeta } from "../form/schema-property.js";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "../form/windows-state.js";
import { screenSaverLive } from "./screen-saver.live.js";
import { screenSaver } from "./screen-saver.js";

const POLICY = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
const USER = "Control Panel\\Desktop";
const SID = "S-1-5-21-1-2-3-";

const text = (value: string): RegistryValue => ({ kind: "String", value });
const timeout = (key: string, seconds: string): Registry => ({ [key]: { ScreenSaveTimeOut: text(seconds) } });

function profile(rid: string, hive: Registry = {}, changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : SID + rid;
  return { sid, path: `C:\\Users\\${rid}`, loaded: false, locked: false, hive, ...changes };
}

function machine(...profiles: UserProfile[]): WindowsState {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  return { ...names, registry: {}, securityPolicy: {}, profiles };
}

function live(state: WindowsState, desired: Record<string, Scalar>): unknown {
  return screenSaver.fromWindows(screenSaverLive.read(state, {}), desired);
}

function seconds(...profiles: UserProfile[]): unknown {
  return live(machine(...profiles), { timeoutSeconds: 600 });
}

function issuesOf(declared: object): Issue[] {
  const issues: Issue[] = [];
  compileSettings({ screenSaver: declared }, "t.ts", "", issues);
  return issues;
}

const usual = { active: true, passwordProtected: true, timeoutSeconds: 600, executable: "scrnsave.scr" };
const names = Object.keys(usual);
const differing = names.map((name) => [name]);

const declaration = fc.record(
  {
    active: fc.boolean(),
    passwordProtected: fc.boolean(),
    timeoutSeconds: fc.integer({ min: 1, max: 599_940 }),
    executable: fc.constantFrom("scrnsave.scr", "c:\\windows\\system32\\mystify.scr", "c:\\画面\\a, b for 2.scr"),
  },
  { requiredKeys: [] },
);

describe("screen-saver", () => {
  it("refuses a wait outside the policy's range", () => {
    for (const wait of [0, 599_941, 1.5, "600"]) {
      expect(issuesOf({ timeoutSeconds: wait })[0]?.path).to.equal("screenSaver.timeoutSeconds");
    }
    expect(issuesOf({ timeoutSeconds: 599_940 })).to.deep.equal([]);
  });

  it("refuses an executable that Windows would not find or not take for a screen saver", () => {
    for (const executable of [
      "cmd.exe",
      "",
      ".scr",
      "folder\\a.scr",
      "%SystemRoot%\\a.scr",
      "C:\\a.scr\\",
      "a.scr, b.scr\\c",
    ]) {
      expect(issuesOf({ executable })[0]?.path, executable).to.equal("screenSaver.executable");
    }
    expect(issuesOf({ executable: "C:\\Windows\\System32\\ScrnSave.scr" })).to.deep.equal([]);
  });

  it("proposes the property for one without its unit", () => {
    expect(issuesOf({ timeout: 600 })[0]?.message).to.include("did you mean timeoutSeconds?");
  });

  it("names the registry value for every property", () => {
    const keys = names.map((name) => propertyMeta(screenSaver, [name])?.windowsKey);
    expect(keys).to.deep.equal(["ScreenSaveActive", "ScreenSaverIsSecure", "ScreenSaveTimeOut", "SCRNSAVE.EXE"]);
  });

  it("gives back what was declared", () => {
    fc.assert(
      fc.property(declaration, (declared) => {
        expect(screenSaver.parse(screenSaver.format(declared))).to.deep.equal(declared);
      }),
    );
  });

  it("gives executables that differ in case the same text", () => {
    expect(screenSaver.format({ executable: "ScrnSave.SCR" })).to.deep.equal({ executable: "scrnsave.scr" });
  });

  it("writes texts, and only the properties that differ", () => {
    expect(screenSaver.toWindows(usual, [["timeoutSeconds"]])).to.deep.equal({ ScreenSaveTimeOut: "600" });
    expect(screenSaver.toWindows({ active: false }, [[]])).to.deep.equal({ ScreenSaveActive: "0" });
    expect(screenSaver.toWindows(usual, differing)).to.have.all.keys(
      "ScreenSaveActive",
      "ScreenSaverIsSecure",
      "ScreenSaveTimeOut",
      "SCRNSAVE.EXE",
    );
  });

  it("reads back from every profile of a modelled machine what it wrote there", () => {
    fc.assert(
      fc.property(declaration, (declared) => {
        const state = machine(
          profile("1001", timeout(POLICY, "60")),
          profile("1002", {}, { loaded: true }),
          profile("default"),
        );
        const desired = screenSaver.format(declared);
        const paths = Object.keys(desired).map((name) => [name]);
        expect(screenSaverLive.write(state, screenSaver.toWindows(desired, paths))).to.deep.equal([]);
        expect(screenSaver.fromWindows(screenSaverLive.read(state, {}), desired)).to.deep.equal(desired);
      }),
    );
  });
});

describe("screen-saver facts", () => {
  it("count the policy before the user's own value", () => {
    const both = { ...timeout(POLICY, "600"), ...timeout(USER, "60") };
    expect(seconds(profile("1001", both), profile("default", timeout(USER, "600")))).to.deep.equal({
      timeoutSeconds: 600,
    });
  });

  it("make one value of profiles that agree, stored as text or as a number", () => {
    const number: Registry = { [POLICY]: { ScreenSaveTimeOut: { kind: "DWord", value: 600 } } };
    expect(seconds(profile("1001", number), profile("default", timeout(POLICY, "0600")))).to.deep.equal({
      timeoutSeconds: 600,
    });
  });

  it("are enough without any profile but the default one", () => {
    expect(seconds(profile("default", timeout(USER, "900")))).to.deep.equal({ timeoutSeconds: 900 });
    expect(live(machine(profile("default")), usual)).to.deep.equal({
      active: "absent",
      passwordProtected: "absent",
      timeoutSeconds: "absent",
      executable: "absent",
    });
  });

  it("say who holds what when profiles differ, whatever their order", () => {
    const profiles = [
      profile("1003", timeout(USER, "900")),
      ...["1001", "1002", "1004"].map((rid) => profile(rid, timeout(POLICY, "600"))),
      profile("default", timeout(USER, "900")),
    ];
    const said = `600 for 3 profiles, 900 for ${SID}1003 and default`;
    expect(seconds(...profiles)).to.deep.equal({ timeoutSeconds: said });
    expect(seconds(...profiles.toReversed())).to.deep.equal({ timeoutSeconds: said });
  });

  it("leave every property unreadable when one profile cannot be read", () => {
    const state = machine(
      profile("1001", {}, { locked: true }),
      profile("1002", timeout(POLICY, "600")),
      profile("default"),
    );
    const unreadable = `unreadable: PROFILE_LOCKED (${SID}1001)`;
    expect(live(state, { timeoutSeconds: 600, active: true })).to.deep.equal({
      timeoutSeconds: unreadable,
      active: unreadable,
    });
  });

  it("name all profiles that cannot be read", () => {
    const profiles = [
      profile("1002", {}, { missing: true }),
      profile("1001", {}, { locked: true }),
      profile("default"),
    ];
    expect(seconds(...profiles)).to.deep.equal({
      timeoutSeconds: `unreadable: PROFILE_LOCKED (${SID}1001, ${SID}1002 PROFILE_MISSING)`,
    });
  });

  it("leave the machine unreadable when the default profile is missing", () => {
    expect(seconds(profile("1001"))).to.deep.equal({ timeoutSeconds: "unreadable: PROFILE_MISSING (default)" });
  });

  it("never make a declared value of something that is stored otherwise", () => {
    const kinds: RegistryValue[] = [
      { kind: "MultiString", value: ["600"] },
      { kind: "Binary", value: "AQI=" },
      text(""),
      text("6e2"),
      text("はい"),
    ];
    for (const value of kinds) {
      const hive = { [POLICY]: { ScreenSaveTimeOut: value, ScreenSaveActive: value, "SCRNSAVE.EXE": value } };
      const canonical = live(machine(profile("default", hive)), { active: true, timeoutSeconds: 600 });
      expect(Object.values(canonical as object), JSON.stringify(value)).to.satisfy((values: unknown[]) =>
        values.every((one) => typeof one === "string"),
      );
    }
  });

  it("quote an executable that is called like a reserved word", () => {
    const hive = { [USER]: { "SCRNSAVE.EXE": text("Absent") } };
    expect(live(machine(profile("default", hive)), { executable: "scrnsave.scr" })).to.deep.equal({
      executable: '"absent"',
    });
  });

  it("need the default profile and a known shape", () => {
    expect(() => screenSaver.fromWindows({ profiles: {} }, usual)).to.throw();
    expect(() => screenSaver.fromWindows({ profiles: { default: { policy: {} } } }, usual)).to.throw();
  });
});

describe("screen-saver directions", () => {
  const cases: readonly [name: string, live: Scalar, desired: Scalar, direction: string][] = [
    ["active", false, true, "hardening"],
    ["active", "absent", true, "hardening"],
    ["passwordProtected", true, false, "weakening"],
    ["timeoutSeconds", 900, 600, "hardening"],
    ["timeoutSeconds", 60, 600, "weakening"],
    ["timeoutSeconds", 0, 600, "hardening"],
    ["timeoutSeconds", "absent", 600, "hardening"],
    ["timeoutSeconds", "absent", 1200, "weakening"],
    ["timeoutSeconds", '"ten"', 600, "unknown"],
    ["timeoutSeconds", `900 for 3 profiles, 0 for ${SID}1001 and default`, 600, "hardening"],
    ["timeoutSeconds", `600 for 3 profiles, 900 for ${SID}1001`, 600, "hardening"],
    ["timeoutSeconds", `60 for 3 profiles, 300 for default`, 600, "weakening"],
    ["timeoutSeconds", `60 for 3 profiles, 900 for default`, 600, "unknown"],
    ["timeoutSeconds", `900 for 3 profiles, "ten" for default`, 600, "unknown"],
    ["active", "false for default, absent for S-1-5-21-1-2-3-4", true, "hardening"],
    ["executable", "absent", "scrnsave.scr", "hardening"],
    ["executable", "mystify.scr", "scrnsave.scr", "unknown"],
    ["executable", '"scrnsave.scr" for 3 profiles, absent for default', "scrnsave.scr", "hardening"],
    ["timeoutSeconds", "unreadable: PROFILE_LOCKED (S-1-5-21-1-2-3-4)", 600, "unknown"],
  ];

  for (const [name, before, desired, direction] of cases) {
    it(`calls ${name} from ${String(before)} to ${String(desired)} ${direction}`, () => {
      expect(screenSaver.direction([name], before, desired)).to.equal(direction);
    });
  }
});

describe("screen-saver on a modelled machine", () => {
  it("writes only the policy values that differ", () => {
    const hive: Registry = { [POLICY]: { ScreenSaveTimeOut: { kind: "DWord", value: 600 } }, ...timeout(USER, "60") };
    const state = machine(profile("1001", structuredClone(hive)), profile("default"));
    screenSaverLive.write(state, { ScreenSaveTimeOut: "600" });
    expect(state.profiles[0]?.hive).to.deep.equal(hive);
    expect(state.profiles[1]?.hive).to.deep.equal(timeout(POLICY, "600"));
  });

  it("writes the other profiles when one is locked, and reports that one", () => {
    const state = machine(profile("1001", {}, { locked: true }), profile("1002"), profile("default"));
    const failures = screenSaverLive.write(state, { ScreenSaveTimeOut: "600" });
    expect(failures).to.deep.equal([
      { key: "ScreenSaveTimeOut", code: "PROFILE_LOCKED", detail: `${SID}1001: C:\\Users\\1001\\NTUSER.DAT` },
    ]);
    expect(state.profiles.map(({ hive }) => POLICY in hive)).to.deep.equal([false, true, true]);
  });
});
