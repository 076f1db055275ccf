import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile } from "../form/windows-state.js";
import { installedSoftware } from "./installed-software.js";

const UNINSTALL = "Microsoft\\Windows\\CurrentVersion\\Uninstall";
const MACHINE = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${UNINSTALL}`;
const MACHINE_32 = `HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${UNINSTALL}`;
const OF_USER = `Software\\${UNINSTALL}`;
const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";

const NAMES = [
  "{91D4F3B8-0E6A-4B2C-A5C7-3F8E6D2A1B09}",
  "Microsoft Edge",
  "OneDriveSetup.exe",
  "業務 連携_is1",
] as const;

const text = (value: string): RegistryValue => ({ kind: "String", value });

const values = fc.record(
  {
    DisplayName: fc.constantFrom<RegistryValue>(text("業務アプリケーション"), text("Microsoft Edge"), text("")),
    Publisher: fc.constantFrom<RegistryValue>(text("Microsoft Corporation"), text("FFRI, Inc."), text("")),
    DisplayVersion: fc.constantFrom<RegistryValue>(
      ...["8.2.0", "8.10", "131.0.2903.86", "none", "v2 β"].map(text),
      { kind: "ExpandString", value: "%VERSION%" },
      { kind: "DWord", value: 8 },
    ),
    ParentKeyName: fc.constantFrom<RegistryValue>(text(""), text("Microsoft Edge")),
    SystemComponent: fc.constantFrom<RegistryValue>(
      { kind: "DWord", value: 1 },
      { kind: "DWord", value: 0 },
      { kind: "DWord", value: 4_294_967_295 },
      text("1"),
    ),
    EstimatedSize: fc.constant<RegistryValue>({ kind: "DWord", value: 12 }),
  },
  { requiredKeys: [] },
);

const list = (key: string): fc.Arbitrary<Registry> =>
  fc
    .dictionary(fc.constantFrom(...NAMES, "AddressBook", "{91D4F3B8-0E6A-4B2C-A5C7-3F8E6D2A1B09}\\Parts"), values)
    .map((entries) => Object.fromEntries(Object.entries(entries).map(([name, held]) => [`${key}\\${name}`, held])));

const profile = (rid: string, changes: Partial<UserProfile> = {}): UserProfile => ({
  sid: rid === "default" ? rid : `${DOMAIN}-${rid}`,
  path: `C:\\Users\\user${rid}`,
  loaded: false,
  locked: false,
  hive: {},
  ...changes,
});

const user = (rid: string) =>
  fc
    .tuple(
      list(OF_USER),
      fc.constantFrom<Partial<UserProfile>>(
        { loaded: true },
        {},
        {},
        { locked: true },
        { missing: true },
        { path: "" },
      ),
    )
    .map(([hive, changes]) => profile(rid, { hive, ...changes }));

const entry = fc
  .record(
    {
      publisher: fc.constantFrom("Microsoft Corporation", "FFRI, Inc.", ""),
      version: fc.constantFrom("8.2.0", "none", "", "8.2, β"),
      hidden: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const atLeast = fc.record({ versionAtLeast: fc.constantFrom("8", "8.2.0.1", "131.0.2903.86") });

const edge = {
  DisplayName: text("Microsoft Edge"),
  Publisher: text("Microsoft Corporation"),
  DisplayVersion: text("131.0.2903.86"),
};

function programCase(name: string, registry: Registry, profiles: UserProfile[], declared: object): MachineCase {
  const changes = { registry, profiles: [...profiles, profile("default")] };
  return machineCase(name, installedSoftware, { changes }, installedSoftware.format(declared));
}

const everything = { "Microsoft Edge": { versionAtLeast: "131" }, "*": "absent" };

export const installedSoftwareStates: AreaStates = {
  area: installedSoftware,
  findingsStand: true,
  declared: fc
    .tuple(
      fc.dictionary(
        fc.constantFrom(...NAMES, "microsoft EDGE"),
        fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 3, arbitrary: entry }, atLeast),
        { maxKeys: 4 },
      ),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([named, others]) => ({ ...named, ...others }))
    .filter((declared) => !("Microsoft Edge" in declared && "microsoft EDGE" in declared)),
  live: fc.tuple(list(MACHINE), list(MACHINE_32), user("1001"), user("1002")).map(([wide, narrow, ...users]) => ({
    changes: { registry: { ...wide, ...narrow }, profiles: [...users, profile("default")] },
  })),
  special: [
    programCase("nothing beyond the list", { [`${MACHINE_32}\\Microsoft Edge`]: edge }, [], everything),
    programCase("no list of programs at all", {}, [], { "Microsoft Edge": "absent", "*": "absent" }),
    programCase("nothing declared", { [`${MACHINE}\\X`]: edge }, [], {}),
    programCase(
      "a program in both views and in another case",
      {
        [`${MACHINE}\\MICROSOFT EDGE`]: edge,
        [`${MACHINE_32}\\microsoft edge`]: { ...edge, DisplayVersion: text("99.1") },
      },
      [],
      { "Microsoft Edge": { version: "131.0.2903.86" } },
    ),
    programCase(
      "a program of a user who is not logged on",
      {},
      [profile("1001", { hive: { [`${OF_USER}\\OneDriveSetup.exe`]: edge } })],
      { "*": "absent" },
    ),
    programCase("a user whose hive another process holds", {}, [profile("1001", { locked: true })], {
      "OneDriveSetup.exe": "absent",
      "*": "absent",
    }),
    programCase("an orphan without a folder", {}, [profile("1001", { missing: true })], { "*": "absent" }),
    programCase(
      "a patch, a component and a key without a name",
      {
        [`${MACHINE}\\KB5001`]: { ...edge, ParentKeyName: text("Microsoft Edge") },
        [`${MACHINE}\\{A}`]: { ...edge, SystemComponent: { kind: "DWord", value: 1 } },
        [`${MACHINE}\\AddressBook`]: {},
      },
      [],
      { "*": "absent" },
    ),
  ],
};
