import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile } from "../form/windows-state.js";
import { installedSoftware } from "./installed-software.js";
import { installedSoftwareLive } from "./installed-software.live.js";

const UNINSTALL = "Microsoft\\Windows\\CurrentVersion\\Uninstall";
const WIDE = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${UNINSTALL}`;
const NARROW = `HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${UNINSTALL}`;
const USER = "S-1-5-21-1-2-3-1001";

function program(name: string, version: string): Record<string, RegistryValue> {
  const text = (value: string): RegistryValue => ({ kind: "String", value });
  return { DisplayName: text(name), Publisher: text("FFRI, Inc."), DisplayVersion: text(version) };
}

function liveOf(registry: Registry, declared: object, users: Partial<UserProfile>[] = []): CanonicalArea {
  const initial: UserProfile = { sid: "default", path: "C:\\Users\\Default", loaded: false, locked: false, hive: {} };
  const profiles = [...users.map((user) => ({ ...initial, sid: USER, path: "C:\\Users\\a", ...user })), initial];
  const desired = installedSoftware.format(declared);
  const request = installedSoftware.readRequest(desired);
  return installedSoftware.fromWindows(installedSoftwareLive.read(machine({ registry, profiles }), request), desired);
}

function faults(declared: unknown): string[] {
  return (installedSoftware.schema.safeParse(declared).error?.issues ?? []).map(({ message }) => message);
}

describe("installed-software", () => {
  it("compares what is declared of a program, wherever it is installed", () => {
    const declared = { Yarai: { publisher: "FFRI, Inc.", version: "3.5" } };
    const line = (version: string) => ({ Yarai: `publisher "FFRI, Inc.", version ${version}` });
    expect(liveOf({ [`${NARROW}\\yarai`]: program("FFRI yarai", "3.5") }, declared)).to.deep.equal(line("3.5"));
    const both = {
      [`${WIDE}\\Yarai`]: program("FFRI yarai", "3.5"),
      [`${NARROW}\\Yarai`]: program("FFRI yarai", "3.4"),
    };
    expect(liveOf(both, declared)).to.deep.equal(line('"3.4 / 3.5"'));
  });

  it("takes the lowest installed version against a lowest version, number by number", () => {
    const declared = { Yarai: { versionAtLeast: "3.9" } };
    const installed = (...versions: [string, string]) =>
      liveOf(
        { [`${WIDE}\\Yarai`]: program("A", versions[0]), [`${NARROW}\\Yarai`]: program("A", versions[1]) },
        declared,
      )["Yarai"];
    expect(installed("3.10", "3.9.0")).to.equal("versionAtLeast 3.9");
    expect(installed("3.10", "3.8.7")).to.equal("versionAtLeast 3.8.7");
    expect(installed("4.0", "unknown")).to.equal("versionAtLeast unknown");
  });

  it("names an undeclared program with the name that Windows shows, and none that Windows hides", () => {
    const registry: Registry = {
      [`${WIDE}\\{A}`]: program("サクラエディタ", "2.4"),
      [`${WIDE}\\{B}`]: { ...program("X64 Minimum Runtime", "14"), SystemComponent: { kind: "DWord", value: 1 } },
      [`${WIDE}\\AddressBook`]: {},
    };
    expect(liveOf(registry, { "*": "absent" })).to.deep.equal({ "*": '"{A} (サクラエディタ)"' });
    expect(liveOf(registry, { "{a}": { hidden: false }, "*": "absent" })["*"]).to.equal("absent");
    expect(liveOf(registry, { "{B}": { hidden: true } })["{B}"]).to.equal("hidden true");
  });

  it("finds what one user alone has installed", () => {
    const hive = { [`Software\\${UNINSTALL}\\Chat`]: program("Chat", "1") };
    expect(liveOf({}, { "*": "absent" }, [{ hive }])["*"]).to.equal('"Chat"');
  });

  it("does not know what is absent while a user's registry cannot be read", () => {
    const unread = "unreadable: PROFILE_LOCKED (C:\\Users\\a\\NTUSER.DAT)";
    const locked = [{ locked: true }];
    expect(liveOf({}, { Chat: "absent", "*": "absent" }, locked)).to.deep.equal({ Chat: unread, "*": unread });
    const registry = { [`${WIDE}\\Chat`]: program("Chat", "1") };
    expect(liveOf(registry, { "*": "absent" }, locked)["*"]).to.equal('"Chat"');
    const versions = (versionAtLeast: string) => liveOf(registry, { Chat: { versionAtLeast } }, locked)["Chat"];
    expect([versions("1"), versions("2")]).to.deep.equal([unread, "versionAtLeast 1"]);
    expect(liveOf({}, { Chat: "absent", "*": "absent" }, [{ missing: true }])).to.deep.equal({
      Chat: "absent",
      "*": "absent",
    });
  });

  it("refuses two kinds of version together, a lowest version that cannot be compared, and a name that no key has", () => {
    expect(faults({ A: { version: "1", versionAtLeast: "1" } })[0]).to.include("leave one out");
    expect(faults({ A: { versionAtLeast: "1.x" } })[0]).to.include("must be numbers with dots between them");
    expect(faults({ "A\\B": "absent" })).to.have.length(1);
  });
});
