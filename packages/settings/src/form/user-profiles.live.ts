import type { Failure } from "./live-form.js";
import { DEFAULT_PROFILE } from "./windows-state.js";
import type { Registry, UserProfile, WindowsState } from "./windows-state.js";

/** A profile with its registry, or with the reason why the registry cannot be reached. */
export type OpenedProfile =
  { readonly key: string; readonly hive: Registry } | { readonly key: string; readonly failure: Failure };

const PERSON = /^S-1-5-21-\d+-\d+-\d+-\d+$/i;

/** Every person's profile and the one that new users start from, as the agent's `Get-UserProfile` finds them. */
export function openProfiles(machine: WindowsState): OpenedProfile[] {
  const persons = machine.profiles.filter(({ sid }) => PERSON.test(sid));
  const initial = machine.profiles.find(({ sid }) => sid === DEFAULT_PROFILE);
  return [...persons.map(openProfile), initial === undefined ? withoutFile() : openProfile(initial)];
}

/** A hive that Windows has loaded is used where it stands; any other is loaded from its file. */
function openProfile(profile: UserProfile): OpenedProfile {
  const { sid: key, path, hive } = profile;
  if (profile.loaded) return { key, hive };
  if (path === "") return { key, failure: { code: "PROFILE_MISSING", detail: "no ProfileImagePath" } };
  if (profile.missing === true) return { key, failure: { code: "PROFILE_MISSING", detail: hiveFile(path) } };
  return profile.locked ? { key, failure: { code: "PROFILE_LOCKED", detail: hiveFile(path) } } : { key, hive };
}

function withoutFile(): OpenedProfile {
  return { key: DEFAULT_PROFILE, failure: { code: "PROFILE_MISSING", detail: "no ProfileImagePath" } };
}

function hiveFile(folder: string): string {
  return `${folder.replaceAll("%SystemDrive%", "C:").replace(/\\+$/, "")}\\NTUSER.DAT`;
}
