import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "../form/windows-state.js";
import { autorun } from "./autorun.js";

const SOFTWARE = "HKEY_LOCAL_MACHINE\\SOFTWARE";
const CONTROL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control";
const RUN = "Microsoft\\Windows\\CurrentVersion\\Run";
const APPROVED = "Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved";
const SHELL_FOLDERS = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";
const STARTUP = "Microsoft\\Windows\\Start Menu\\Programs\\Startup";
const COMMON_STARTUP = `C:\\ProgramData\\${STARTUP}`;
const IFEO = `${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options`;
const SETUP = `${SOFTWARE}\\Microsoft\\Active Setup\\Installed Components`;
const WINLOGON = "Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";

const text = (value: string): RegistryValue => ({ kind: "String", value });
const dword = (value: number): RegistryValue => ({ kind: "DWord", value });
const ON: RegistryValue = { kind: "Binary", value: "AgAAAAAAAAAAAAAA" };
const OFF: RegistryValue = { kind: "Binary", value: "AwAAAAoAAAAAAAAA" };

const command = fc.constantFrom<RegistryValue>(
  text('"C:\\Program Files\\Jukinet\\Launcher.exe" /Tray'),
  text("C:\\業務\\起動.exe, -a"),
  text(""),
  { kind: "ExpandString", value: "%windir%\\system32\\SecurityHealthSystray.exe" },
  { kind: "MultiString", value: ["a.exe", "b.exe"] },
  dword(7),
);
const NAMES = ["SecurityHealth", "業務AP起動", "OneDrive"] as const;
const run = fc.dictionary(fc.constantFrom(...NAMES), command);
const approved = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(ON, OFF, text("on")));

const registry: fc.Arbitrary<Registry> = fc.record(
  {
    [`${SOFTWARE}\\${RUN}`]: run,
    [`${SOFTWARE}\\${APPROVED}\\Run`]: approved,
    [`${SOFTWARE}\\WOW6432Node\\${RUN}`]: run,
    [`${SOFTWARE}\\${WINLOGON}`]: fc.record(
      { Shell: command, Userinit: command, Other: command },
      { requiredKeys: [] },
    ),
    [`${IFEO}\\Notepad.exe`]: fc.record({ Debugger: command }, { requiredKeys: [] }),
    [`${IFEO}\\cmd.exe\\0`]: fc.record({ Debugger: command, Depth: fc.constant(dword(1)) }, { requiredKeys: [] }),
    [`${IFEO}\\cmd.exe\\0\\1`]: fc.record({ Debugger: command }),
    [`${SETUP}\\{44BBA840}`]: fc.record(
      { StubPath: command, IsInstalled: fc.constantFrom(dword(0), dword(1), text("0")) },
      { requiredKeys: [] },
    ),
    [`${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion\\Windows`]: fc.record(
      { AppInit_DLLs: command, LoadAppInit_DLLs: fc.constantFrom(dword(0), dword(1)) },
      { requiredKeys: [] },
    ),
    [`${CONTROL}\\Lsa`]: fc.record(
      {
        "Security Packages": fc.constantFrom<RegistryValue>(
          { kind: "MultiString", value: ['""'] },
          { kind: "MultiString", value: ["kerberos", "", "Mimilib"] },
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const hive: fc.Arbitrary<Registry> = fc.record(
  {
    [`Software\\${RUN}`]: run,
    [`Software\\${APPROVED}\\Run`]: approved,
    [`Software\\${WINLOGON}`]: fc.record({ Shell: command }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

/** Only one user's startup folder was moved: two users cannot start different things from one folder. */
const moved = fc.constantFrom<Registry>(
  {},
  { [SHELL_FOLDERS]: { Startup: text("D:\\Start") } },
  { [SHELL_FOLDERS]: { Startup: text("") } },
);

const folder = fc.record({
  files: fc.dictionary(fc.constantFrom("業務.lnk", "Start.bat"), fc.constantFrom("C:\\業務\\起動.exe", "D:\\a.exe /Q")),
  denied: fc.constantFrom(...Array.from({ length: 6 }, () => undefined), true as const),
});

const consumers = fc.dictionary(
  fc.constantFrom("BVTConsumer", "SCM Event Log Consumer"),
  fc.constantFrom(
    { class: "CommandLineEventConsumer" as const, command: "C:\\Temp\\X.exe" },
    { class: "ActiveScriptEventConsumer" as const, command: "VBScript script" },
    { class: "NTEventLogEventConsumer" as const, command: "" },
  ),
);

function profile(rid: string, changes: Partial<UserProfile> = {}): UserProfile {
  const sid = rid === "default" ? rid : `${DOMAIN}-${rid}`;
  return { sid, path: `C:\\Users\\user${rid}`, loaded: false, locked: false, hive: {}, ...changes };
}

const profiles = fc
  .tuple(hive, hive, moved, fc.boolean(), fc.integer({ min: 0, max: 7 }))
  .map(([own, initial, elsewhere, loaded, dice]) => [
    profile("1001", {
      hive: { ...own, ...elsewhere },
      loaded,
      locked: dice === 0,
      path: dice === 1 ? "" : "C:\\Users\\k.鈴木(1)",
    }),
    profile("default", { path: "%SystemDrive%\\Users\\Default", hive: initial }),
  ]);

const live: fc.Arbitrary<LiveState> = fc
  .tuple(registry, profiles, fc.dictionary(fc.constantFrom(COMMON_STARTUP, "D:\\Start"), folder), consumers)
  .map(([keys, users, folders, wmiConsumers]) => ({
    changes: { registry: keys, profiles: users, startupFolders: withoutUndefined(folders), wmiConsumers },
  }));

function withoutUndefined(
  folders: Record<string, { files: Record<string, string>; denied: true | undefined }>,
): NonNullable<WindowsState["startupFolders"]> {
  return Object.fromEntries(
    Object.entries(folders).map(([path, { files, denied }]) => [
      path,
      denied === undefined ? { files } : { files, denied },
    ]),
  );
}

const SWITCHED = ["run: SecurityHealth", "run-32: 業務AP起動", "user-run: OneDrive", "startup: 業務.lnk"] as const;
const UNSWITCHED = [
  ...["winlogon: Shell", "debugger: notepad.EXE", "debugger: cmd.exe\\0", "lsa-security: mimilib", "wmi: BVTConsumer"],
  ...["user-winlogon: Shell", "user-startup: Start.bat", "boot-execute: autocheck autochk *"],
] as const;
const commands = fc.constantFrom("C:\\X.exe", '"%USERPROFILE%\\X.exe" /Y', "業務.exe");

const declared = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom(...SWITCHED),
      fc.oneof(
        fc.constant("absent"),
        fc.record({ command: commands, enabled: fc.boolean() }),
        fc.record({ command: commands }),
      ),
      { maxKeys: 3 },
    ),
    fc.dictionary(fc.constantFrom(...UNSWITCHED), fc.oneof(fc.constant("absent"), fc.record({ command: commands })), {
      maxKeys: 2,
    }),
    fc.constantFrom({}, { "*": "absent" }),
  )
  .map(([switched, unswitched, others]) => ({ ...switched, ...unswitched, ...others }))
  .map(withListsByTheirOwnText);

/** What an item of a list starts is the item. */
function withListsByTheirOwnText(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, entry]) => {
      const [, item] = /^(?:lsa-security|boot-execute): (.*)$/.exec(name) ?? [];
      return [name, item === undefined || entry === "absent" ? entry : { command: item }];
    }),
  );
}

function autorunCase(name: string, changes: Partial<WindowsState>, desired: object): MachineCase {
  return machineCase(name, autorun, { changes }, autorun.format(desired));
}

const everything = { "*": "absent" };
const oneDrive = { [`Software\\${RUN}`]: { OneDrive: text('"C:\\Users\\user1001\\OneDrive.exe" /background') } };

export const autorunStates: AreaStates = {
  area: autorun,
  drift: () => [{ path: ["run: チャット"], value: "command c:\\tools\\chat.exe, enabled true" }],
  declared,
  live,
  special: [
    autorunCase("nothing anywhere", { profiles: [profile("default")] }, everything),
    autorunCase(
      "an entry that is switched off",
      {
        registry: {
          [`${SOFTWARE}\\${RUN}`]: { Tray: text("t.exe") },
          [`${SOFTWARE}\\${APPROVED}\\Run`]: { TRAY: OFF },
        },
      },
      { "run: tray": { command: "t.exe", enabled: false }, ...everything },
    ),
    autorunCase(
      "a value without a name",
      { registry: { [`${SOFTWARE}\\${RUN}`]: { "": text("x.exe") } } },
      { "run: (default)": { command: "x.exe" }, ...everything },
    ),
    autorunCase(
      "users who have it and users who do not",
      { profiles: [profile("1001", { hive: oneDrive }), profile("1002"), profile("default")] },
      { "user-run: OneDrive": "absent", ...everything },
    ),
    autorunCase(
      "a profile that cannot be read",
      { profiles: [profile("1001", { locked: true }), profile("default")] },
      { "user-run: OneDrive": "absent", "run: X": "absent", ...everything },
    ),
    autorunCase(
      "a user's folder that may not be listed",
      {
        profiles: [profile("1001"), profile("default")],
        startupFolders: { [`C:\\Users\\user1001\\AppData\\Roaming\\${STARTUP}`]: { files: {}, denied: true } },
      },
      { "user-startup: x.lnk": "absent", "user-run: X": "absent", ...everything },
    ),
    autorunCase(
      "a startup folder that was moved",
      {
        profiles: [
          profile("1001", { hive: { [SHELL_FOLDERS]: { Startup: text("%UserProfile%\\開始") } } }),
          profile("default"),
        ],
        startupFolders: { "C:\\Users\\user1001\\開始": { files: { "x.lnk": "C:\\Users\\user1001\\x.exe" } } },
      },
      everything,
    ),
    autorunCase(
      "a user who is logged on and whose profile has lost its folder",
      { profiles: [profile("1001", { loaded: true, path: "" }), profile("default")] },
      everything,
    ),
    autorunCase("places of the machine alone", { profiles: [] }, { "winlogon: Shell": { command: "explorer.exe" } }),
    autorunCase("nothing declared", {}, {}),
  ],
};
