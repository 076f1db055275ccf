import type { UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import { setRegistryValue } from "../form/windows-state.js";
import type { Registry, RegistryValue, WindowsState } from "../form/windows-state.js";

const SOFTWARE = "HKEY_LOCAL_MACHINE\\SOFTWARE";
const VIEW_32 = `${SOFTWARE}\\WOW6432Node`;
const CONTROL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control";
const RUN = "Microsoft\\Windows\\CurrentVersion\\Run";
const COMPONENTS = "Microsoft\\Active Setup\\Installed Components";
const WINDOWS_NT = "Microsoft\\Windows NT\\CurrentVersion";
const COMMON_STARTUP = "C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\Startup";

/** Components of a fresh Windows that set themselves up for each user (believed). */
const ACTIVE_SETUP: { readonly [component: string]: string } = {
  "{2C7339CF-2B09-4501-B3F3-F3508C9228ED}": "%SystemRoot%\\system32\\themeui.dll,-2682",
  "{44BBA840-CC51-11CF-AAFA-00AA00B6015C}": '"%ProgramFiles%\\Windows Mail\\WinMail.exe" OCInstallUserConfigOE',
  "{6BF52A52-394A-11d3-B153-00C04F79FAA6}": "%SystemRoot%\\system32\\unregmp2.exe /ShowWMP",
  "{89820200-ECBD-11cf-8B85-00AA005B4340}": "U",
  "{89B4C1CD-B018-4511-B0A1-5476DBF70820}":
    "C:\\Windows\\System32\\Rundll32.exe C:\\Windows\\System32\\mscories.dll,Install",
};

/**
 * What starts by itself on a used machine: what Windows brings, the tray icons of its programs, OneDrive for users who logged
 * on, and here and there what somebody left behind.
 */
export function furnishAutorun(machine: WindowsState, { role, kind, seed }: UsedMachineOrigin): void {
  const random = new SeededRandom(seed, "autorun");
  const { registry } = machine;
  const set: SetValue = (key, name, value) => {
    setRegistryValue(registry, key, name, value);
  };
  furnishWindows(set);
  if (kind === "client")
    set(`${SOFTWARE}\\${RUN}`, "SecurityHealth", expand("%windir%\\system32\\SecurityHealthSystray.exe"));
  if (role === "terminal")
    set(`${VIEW_32}\\${RUN}`, "業務AP起動", text('"C:\\Program Files (x86)\\Jukinet\\Launcher.exe" /tray'));
  if (kind === "client") for (const { sid, path, hive } of machine.profiles) furnishUser(hive, sid, path, random);
  const left = random.chance(0.2);
  machine.startupFolders = {
    [COMMON_STARTUP]: { files: left ? { "マニュアル.lnk": "C:\\共有\\マニュアル\\操作手順.pdf" } : {} },
  };
  if (random.chance(0.1)) set(`${SOFTWARE}\\${RUN}`, "Updater", text("C:\\Users\\Public\\updater.exe -s"));
  machine.wmiConsumers = { "SCM Event Log Consumer": { class: "NTEventLogEventConsumer", command: "" } };
}

type SetValue = (key: string, name: string, value: RegistryValue) => void;

function furnishWindows(set: SetValue): void {
  const winlogon = `${SOFTWARE}\\${WINDOWS_NT}\\Winlogon`;
  set(winlogon, "Shell", text("explorer.exe"));
  set(winlogon, "Userinit", text("C:\\Windows\\system32\\userinit.exe,"));
  for (const view of [SOFTWARE, VIEW_32]) {
    set(`${view}\\${WINDOWS_NT}\\Windows`, "AppInit_DLLs", text(""));
    set(`${view}\\${WINDOWS_NT}\\Windows`, "LoadAppInit_DLLs", dword(0));
  }
  for (const [component, stubPath] of Object.entries(ACTIVE_SETUP)) {
    set(`${SOFTWARE}\\${COMPONENTS}\\${component}`, "StubPath", expand(stubPath));
    set(`${SOFTWARE}\\${COMPONENTS}\\${component}`, "IsInstalled", dword(1));
  }
  set(
    `${SOFTWARE}\\${WINDOWS_NT}\\Image File Execution Options\\svchost.exe`,
    "MinimumStackCommitInBytes",
    dword(32_768),
  );
  set(`${CONTROL}\\Session Manager`, "BootExecute", list("autocheck autochk *"));
  set(`${CONTROL}\\Lsa`, "Authentication Packages", list("msv1_0"));
  set(`${CONTROL}\\Lsa`, "Security Packages", list('""'));
  set(`${CONTROL}\\Lsa`, "Notification Packages", list("scecli"));
}

/** OneDrive is set up at a user's first logon and starts at every later one. */
function furnishUser(hive: Registry, sid: string, folder: string, random: SeededRandom): void {
  const key = `Software\\${RUN}`;
  if (sid === "default")
    setRegistryValue(hive, key, "OneDriveSetup", text("C:\\Windows\\SysWOW64\\OneDriveSetup.exe /thfirstsetup"));
  else if (random.chance(0.7)) {
    setRegistryValue(
      hive,
      key,
      "OneDrive",
      text(`"${folder}\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe" /background`),
    );
    const off = { kind: "Binary", value: "AwAAAAAAAAAAAAAA" } as const;
    if (random.chance(0.3))
      setRegistryValue(
        hive,
        "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run",
        "OneDrive",
        off,
      );
  }
}

function text(value: string): RegistryValue {
  return { kind: "String", value };
}

function expand(value: string): RegistryValue {
  return { kind: "ExpandString", value };
}

function dword(value: number): RegistryValue {
  return { kind: "DWord", value };
}

function list(...value: string[]): RegistryValue {
  return { kind: "MultiString", value };
}
