import type { CanonicalArea } from "@kijun/core";
import type { Registry, RegistryValue, UserProfile } from "../form/windows-state.js";
import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase, Meanwhile } from "../form/machine-states.js";
import { screenSaver } from "./screen-saver.js";

const POLICY = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
const USER = "Control Panel\\Desktop";
const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";

const text = (value: string): RegistryValue => ({ kind: "String", value });

const storedNumber = (values: readonly number[]): fc.Arbitrary<RegistryValue> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values).map((value) => text(String(value))) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((value): RegistryValue => ({ kind: "DWord", value })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<RegistryValue>(
        text(""),
        text("0600"),
        text("はい"),
        { kind: "QWord", value: "600" },
        { kind: "Binary", value: "AQI=" },
        { kind: "MultiString", value: ["600"] },
      ),
    },
  );

const executable = fc.constantFrom<RegistryValue>(
  text("scrnsave.scr"),
  text("C:\\Windows\\system32\\SCRNSAVE.SCR"),
  text("C:\\画面\\保護, for 2.scr"),
  text("absent"),
  text(""),
  { kind: "ExpandString", value: "%SystemRoot%\\system32\\scrnsave.scr" },
);

const values = fc.record(
  {
    ScreenSaveActive: storedNumber([0, 1]),
    ScreenSaverIsSecure: storedNumber([0, 1, 2]),
    ScreenSaveTimeOut: storedNumber([0, 60, 600, 900]),
    "SCRNSAVE.EXE": executable,
    Wallpaper: fc.constant(text("C:\\壁紙\\桜.bmp")),
  },
  { requiredKeys: [] },
);

const hive = fc
  .record(
    {
      [POLICY]: values,
      [USER]: values,
      [USER.toUpperCase()]: values,
      Environment: fc.constant({ TEMP: text("%USERPROFILE%\\Temp") }),
    },
    { requiredKeys: [] },
  )
  .map((keys) => withoutTwins(keys));

/** A registry has a key once, whatever the case of its name. */
function withoutTwins(keys: Partial<Registry>): Registry {
  const entries = Object.entries(keys).filter((entry): entry is [string, Registry[string]] => entry[1] !== undefined);
  const twin = Object.hasOwn(keys, USER) ? USER.toUpperCase() : undefined;
  return Object.fromEntries(entries.filter(([key]) => key !== twin));
}

const person = fc.record({
  sid: fc.constantFrom("500", "1001", "1002", "1003", "1104", "1002.bak").map((rid) => `${DOMAIN}-${rid}`),
  path: fc.constantFrom(
    "C:\\Users\\suzuki",
    "C:\\Users\\鈴木 一郎",
    "%SystemDrive%\\Users\\tanto.CITY",
    "D:\\profiles\\k\\",
    "",
  ),
  loaded: fc.boolean(),
  locked: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  missing: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
  hive,
});

const persons = fc.uniqueArray(person, { maxLength: 4, selector: ({ sid }) => sid }).map(withOwnFolders);

/** Two profiles never share a folder. A folder that is missing holds no loaded hive. */
function withOwnFolders(profiles: readonly UserProfile[]): UserProfile[] {
  return profiles.map((profile, index) => ({
    ...profile,
    path: profile.path === "" ? "" : profile.path.replace(/(\\?)$/, `.${String(index)}$1`),
    loaded: profile.loaded && profile.missing !== true,
  }));
}

function profile(rid: string, changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : `${DOMAIN}-${rid}`;
  return { sid, path: `C:\\Users\\user${rid}`, loaded: false, locked: false, hive: {}, ...changes };
}

const system = profile("", { sid: "S-1-5-18", path: "%systemroot%\\system32\\config\\systemprofile", loaded: true });

const declared = fc.record(
  {
    active: fc.boolean(),
    passwordProtected: fc.boolean(),
    timeoutSeconds: fc.constantFrom(1, 600, 900, 599_940),
    executable: fc.constantFrom("scrnsave.scr", "Mystify.scr", "C:\\画面\\保護.scr"),
  },
  { requiredKeys: [] },
);

const usual = { active: true, executable: "scrnsave.scr", passwordProtected: true, timeoutSeconds: 600 };
const tenMinutes: Registry = { [POLICY]: { ScreenSaveTimeOut: text("600") } };

function profilesCase(
  name: string,
  profiles: UserProfile[],
  meanwhile: Meanwhile = {},
  desired: CanonicalArea = usual,
): MachineCase {
  return machineCase(name, screenSaver, { changes: { profiles: [system, ...profiles] }, meanwhile }, desired);
}

export const screenSaverStates: AreaStates = {
  area: screenSaver,
  understoodKinds: ["DWord"],
  drift: () => [{ path: ["timeoutSeconds"], value: 1800 }],
  declared,
  live: fc.tuple(persons, hive).chain(([users, initial]) =>
    fc.subarray(users.filter(canLogOn).map(({ sid }) => sid)).map((logsOn) => ({
      changes: {
        profiles: [system, ...users, profile("default", { path: "%SystemDrive%\\Users\\Default", hive: initial })],
      },
      meanwhile: { logsOn },
    })),
  ),
  special: [
    profilesCase("nobody but the Default profile", [profile("default")]),
    profilesCase("no Default profile", [profile("1001")]),
    profilesCase("a user logged on and one who is not", [
      profile("1001", { loaded: true, locked: true, hive: tenMinutes }),
      profile("1002"),
      profile("default"),
    ]),
    profilesCase("a hive that another process holds", [
      profile("1001", { locked: true }),
      profile("1002"),
      profile("default"),
    ]),
    profilesCase("a user who logs on meanwhile", [profile("1001", { hive: tenMinutes }), profile("default")], {
      logsOn: [`${DOMAIN}-1001`],
    }),
    profilesCase("a folder that is gone", [profile("1001", { missing: true }), profile("default")]),
    profilesCase("an entry without a folder", [profile("1001", { path: "" }), profile("default")]),
    profilesCase("an entry that Windows set aside", [
      profile("1001.bak", { locked: true }),
      profile("1001"),
      profile("default"),
    ]),
    profilesCase(
      "a hive that a killed session left loaded",
      [profile("1001", { hive: tenMinutes }), profile("default")],
      { leftLoaded: { [`${DOMAIN}-1001`]: "killed" } },
    ),
    profilesCase("a hive that another living session has loaded", [profile("1001"), profile("default")], {
      leftLoaded: { [`${DOMAIN}-1001`]: "living" },
    }),
    profilesCase("a hive whose handles close late", [profile("1001"), profile("default")], { unloadRefusals: 3 }),
    profilesCase("a policy against the user's own value", [
      profile("1001", { hive: { ...tenMinutes, [USER]: { ScreenSaveTimeOut: text("60") } } }),
      profile("default"),
    ]),
    profilesCase("a policy stored as a number", [
      profile("1001", { hive: { [POLICY]: { ScreenSaveTimeOut: { kind: "DWord", value: 600 } } } }),
      profile("default"),
    ]),
    profilesCase("names in another case", [
      profile("1001", {
        hive: { [POLICY.toUpperCase()]: { SCREENSAVETIMEOUT: text("600"), "scrnsave.exe": text("ScrnSave.SCR") } },
      }),
      profile("default"),
    ]),
    profilesCase("Japanese folder and file names", [
      profile("1001", {
        path: "C:\\Users\\札幌 花子",
        hive: { [USER]: { "SCRNSAVE.EXE": text("C:\\画面\\保護.scr") } },
      }),
      profile("default"),
    ]),
    profilesCase("nothing declared", [profile("1001"), profile("default")], {}, {}),
  ],
};

/** Only a person whose hive would be loaded from its file is seen logging on. */
function canLogOn({ sid, path, loaded, locked, missing }: UserProfile): boolean {
  return !sid.endsWith(".bak") && path !== "" && !loaded && !locked && missing !== true;
}
