import type { Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { settingAreas } from "../areas.js";
import { compileSettings } from "../compile-settings.js";
import { machine } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "../form/windows-state.js";
import { parseRegistryLine, registryLine } from "./registry-line.js";
import { parseRegistryPath } from "./registry-path.js";
import { registryValues } from "./registry-values.js";
import { registryValuesLive } from "./registry-values.live.js";

const KEY = "SOFTWARE\\JUKI";
const SID = "S-1-5-21-1-2-3-";

type Declared = Parameters<typeof registryValues.format>[0];

function issuesOf(declared: object): string[] {
  const issues: Issue[] = [];
  compileSettings({ registryValues: declared }, "t.ts", "", issues);
  return issues.map(({ message }) => message);
}

function profile(rid: string, hive: Registry = {}, changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : SID + rid;
  return { sid, path: `C:\\Users\\${rid}`, loaded: false, locked: false, hive, ...changes };
}

function liveOf(changes: Partial<WindowsState>, declared: Declared) {
  const desired = registryValues.format(declared);
  const facts = registryValuesLive.read(machine(changes), registryValues.readRequest(desired));
  return Object.values(registryValues.fromWindows(facts, desired));
}

const held = (value: number): Registry => ({ [KEY]: { Mode: { kind: "DWord", value } } });

describe("registry-values", () => {
  it("is one line per value, whose kind counts", () => {
    expect(
      registryValues.format({
        "HKLM\\SOFTWARE\\JUKI\\a": { dword: 1 },
        "HKLM\\SOFTWARE\\JUKI\\b": { multiString: ["b", "a"] },
        "HKU\\*\\SOFTWARE\\JUKI\\c": { string: "1" },
        "HKLM\\SOFTWARE\\JUKI\\d": "absent",
      }),
    ).to.deep.equal({
      "HKLM\\SOFTWARE\\JUKI\\a": "dword 1",
      "HKLM\\SOFTWARE\\JUKI\\b": 'multi "b" "a"',
      "HKU\\*\\SOFTWARE\\JUKI\\c": 'string "1"',
      "HKLM\\SOFTWARE\\JUKI\\d": "absent",
    });
  });

  it("says who holds what when profiles differ, and of nobody when one cannot be read", () => {
    const declared: Declared = { [`HKU\\*\\${KEY}\\Mode`]: { dword: 1 } };
    const users = [profile("1001", held(1)), profile("1002", held(2)), profile("default", held(1))];
    expect(liveOf({ profiles: users }, declared)).to.deep.equal([
      `"dword 1" for ${SID}1001 and default, "dword 2" for ${SID}1002`,
    ]);
    expect(liveOf({ profiles: [...users, profile("1003", {}, { locked: true })] }, declared)).to.deep.equal([
      `unreadable: PROFILE_LOCKED (${SID}1003)`,
    ]);
  });

  it("reads one user alone, whatever the others hold, and no value of one without a profile", () => {
    const profiles = [profile("1001", held(1)), profile("1002", {}, { locked: true }), profile("default")];
    expect(liveOf({ profiles }, { [`HKU\\${SID}1001\\${KEY}\\Mode`]: "absent" })).to.deep.equal(["dword 1"]);
    expect(liveOf({ profiles }, { [`HKU\\${SID}1009\\${KEY}\\Mode`]: "absent" })).to.deep.equal([
      `unreadable: PROFILE_MISSING (${SID}1009)`,
    ]);
  });

  it("leaves a value of a kind without a word unreadable", () => {
    const desired = registryValues.format({ [`HKLM\\${KEY}\\x`]: { dword: 1 } });
    const values = { [`HKLM\\${KEY}\\x`]: { kind: "None", value: "" } };
    expect(registryValues.fromWindows({ values, profiles: {} }, desired)).to.deep.equal({
      [`HKLM\\${KEY}\\x`]: "unreadable: VALUE_UNKNOWN (kind None)",
    });
  });

  it("leaves a value to the area that has a property for it", () => {
    expect(settingAreas.map(({ id }) => id)).to.include("remote-desktop");
    const key = "SYSTEM\\CurrentControlSet\\Control\\Terminal Server";
    expect(issuesOf({ [`HKLM\\${key.toUpperCase()}\\fdenytsconnections`]: { dword: 1 } })).to.deep.equal([
      "is the property remoteDesktop.enabled: declare it there",
    ]);
    const desktop = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
    expect(issuesOf({ [`HKU\\*\\${desktop}\\ScreenSaveTimeOut`]: { string: "600" } })).to.deep.equal([
      "is the property screenSaver.timeoutSeconds: declare it there",
    ]);
  });

  it("refuses keys that carry the line, hold secrets or are none, and says what would be right", () => {
    const services = "HKLM\\SYSTEM\\CurrentControlSet\\Services";
    const cases: [string, string][] = [
      [`${services}\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile\\EnableFirewall`, "firewallProfile"],
      [`${services}\\WinRM\\Start`, "carries the line"],
      ["HKLM\\SYSTEM\\ControlSet001\\Control\\x", "write SYSTEM\\CurrentControlSet"],
      ["HKLM\\SAM\\SAM\\x", "accounts and secrets"],
      ["HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\DefaultPassword", "holds a password"],
      ["HKEY_LOCAL_MACHINE\\SOFTWARE\\x", "full path of a registry value"],
      ["HKCU\\SOFTWARE\\x", "HKU\\*"],
      ["HKU\\suzuki\\SOFTWARE\\x", "full path of a registry value"],
      ["HKLM\\x", "full path of a registry value"],
      ["HKLM\\SOFTWARE\\\\x", "full path of a registry value"],
    ];
    for (const [path, reason] of cases) expect(issuesOf({ [path]: { dword: 1 } })[0], path).to.include(reason);
  });

  it("refuses data that is not one value of its kind", () => {
    const message = (data: unknown) => issuesOf({ [`HKLM\\${KEY}\\x`]: data })[0];
    expect(message({})).to.include("must be one of dword");
    expect(message({ dword: 1, string: "1" })).to.include("must be one of dword");
    expect(message({ dword: 4_294_967_296 })).to.include("4,294,967,295");
    expect(message({ qword: "9223372036854775808" })).to.include("9223372036854775807");
    expect(message({ binary: "0a0" })).to.include("hexadecimal digits");
    expect(message({ dwords: 1 })).to.include("did you mean dword?");
    expect(issuesOf({ [`HKLM\\${KEY}\\x`]: "absent", [`HKLM\\${KEY}\\X`]: "absent" })[0]).to.include("declared twice");
    expect(issuesOf({ [`HKU\\*\\${KEY}\\x`]: "absent", [`HKU\\${SID}1001\\${KEY}\\x`]: { dword: 1 } })).to.deep.equal([
      "is declared for every profile, too: a user cannot have another value",
    ]);
  });
});

describe("the line of a registry value", () => {
  const value = fc.oneof(
    fc.nat(4_294_967_295).map((number): RegistryValue => ({ kind: "DWord", value: number })),
    fc
      .bigInt({ min: 0n, max: 2n ** 63n - 1n })
      .map((number): RegistryValue => ({ kind: "QWord", value: String(number) })),
    fc.string({ unit: "binary" }).map((text): RegistryValue => ({ kind: "String", value: text })),
    fc.string().map((text): RegistryValue => ({ kind: "ExpandString", value: text })),
    fc.array(fc.string()).map((texts): RegistryValue => ({ kind: "MultiString", value: texts })),
    fc.uint8Array().map((bytes): RegistryValue => ({ kind: "Binary", value: Buffer.from(bytes).toString("base64") })),
  );

  it("comes back as the value that it was made of", () => {
    fc.assert(
      fc.property(value, (stored) => {
        expect(parseRegistryLine(registryLine(stored))).to.deep.equal(stored);
      }),
    );
  });

  it("is refused where it is none", () => {
    for (const line of ["", "dword", "dword x", "string x", 'string "a" "b"', "binary 0", "none 1"])
      expect(() => parseRegistryLine(line), line).to.throw(TypeError);
  });
});

describe("the path of a registry value", () => {
  it("is taken apart at its last backslash, or where the name stands in quotes", () => {
    expect(parseRegistryPath("HKLM\\A\\b c\\d")).to.deep.equal({ hive: "LocalMachine", key: "A\\b c", name: "d" });
    expect(parseRegistryPath("HKLM\\A\\")).to.deep.equal({ hive: "LocalMachine", key: "A", name: "" });
    expect(parseRegistryPath('HKLM\\A\\"\\\\*\\SYSVOL"')).to.deep.equal({
      hive: "LocalMachine",
      key: "A",
      name: "\\\\*\\SYSVOL",
    });
    expect(parseRegistryPath("HKU\\*\\A\\b")).to.deep.equal({ hive: "Users", user: "*", key: "A", name: "b" });
    expect(parseRegistryPath("HKU\\.DEFAULT\\A\\b")).to.deep.equal({ hive: "Users", key: ".DEFAULT\\A", name: "b" });
  });
});
