import type { HostRole } from "@kijun/core";
import { DEFAULT_PROFILE, SeededRandom } from "@kijun/settings/live";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "@kijun/settings/live";

/** Fictional accounts. The folder of a profile need not be named like its account. */
const ACCOUNTS: Readonly<Record<HostRole, { readonly work: string; readonly maintenance: string }>> = {
  terminal: { work: "gyomu", maintenance: "hoshu" },
  "communication-server": { work: "csope", maintenance: "cshoshu" },
  "active-directory-server": { work: "adope", maintenance: "adhoshu" },
};

/** What the profiles of a machine depend on. */
export interface ProfilesOrigin {
  readonly seed: string;
  readonly role: HostRole;
  readonly locale: WindowsState["locale"];
}

/**
 * The user profiles of a used machine: somebody at work, who is logged on; the account for maintenance; on some machines
 * the built-in administrator; an orphan, whose account was deleted long ago and whose folder was left behind; and the
 * profile that new users start from.
 */
export function usedProfiles({ seed, role, locale }: ProfilesOrigin, machineSid: string): UserProfile[] {
  const random = new SeededRandom(seed, "profiles");
  const { work, maintenance } = ACCOUNTS[role];
  const suffix = random.chance(0.3) ? ".JUKI" : "";
  const profile = (rid: number, folder: string, loaded: boolean): UserProfile => {
    return {
      sid: `${machineSid}-${String(rid)}`,
      path: `C:\\Users\\${folder}`,
      loaded,
      locked: false,
      hive: usedHive(random, locale, loaded),
    };
  };
  return [
    profile(1001, `${work}${suffix}`, true),
    profile(1002, maintenance, false),
    ...(random.chance(0.4) ? [profile(500, "Administrator", false)] : []),
    profile(1003 + random.below(5), `temp${String(10 + random.below(90))}`, false),
    { sid: DEFAULT_PROFILE, path: "C:\\Users\\Default", loaded: false, locked: false, hive: defaultHive(locale) },
  ];
}

const DESKTOP = "Control Panel\\Desktop";

function usedHive(random: SeededRandom, locale: WindowsState["locale"], atWork: boolean): Registry {
  const { [DESKTOP]: desktop, ...rest } = defaultHive(locale);
  return {
    ...rest,
    [DESKTOP]: { ...desktop, ...chosenScreenSaver(random), ...(atWork ? { WallPaper: text("") } : {}) },
    "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced": {
      HideFileExt: { kind: "DWord", value: random.chance(0.3) ? 0 : 1 },
    },
  };
}

/** Windows' own hive says that the screen saver is active but names none, so that none starts. */
function defaultHive(locale: WindowsState["locale"]): Registry {
  return {
    [DESKTOP]: {
      ScreenSaveActive: text("1"),
      WallPaper: text("C:\\Windows\\web\\wallpaper\\Windows\\img0.jpg"),
      WallpaperStyle: text("10"),
      UserPreferencesMask: { kind: "Binary", value: "nh4HgBIAAAA=" },
    },
    "Control Panel\\International": { LocaleName: text(locale), sShortDate: text("yyyy/MM/dd") },
    "Keyboard Layout\\Preload": { "1": text(locale === "ja-JP" ? "00000411" : "00000409") },
  };
}

/** Half of the users chose a screen saver; those have a time, and seldom a password. All values are texts. */
function chosenScreenSaver(random: SeededRandom): Record<string, RegistryValue> {
  if (random.chance(0.5)) return {};
  return {
    "SCRNSAVE.EXE": text(random.pick(["C:\\Windows\\system32\\Ribbons.scr", "C:\\Windows\\system32\\Mystify.scr"])),
    ScreenSaveTimeOut: text(random.pick(["60", "300", "600", "1800"])),
    ScreenSaverIsSecure: text(random.chance(0.2) ? "1" : "0"),
  };
}

function text(value: string): RegistryValue {
  return { kind: "String", value };
}
