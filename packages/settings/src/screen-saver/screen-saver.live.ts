import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import type { JsonValue } from "../form/setting-area.js";
import { openProfiles } from "../form/user-profiles.live.js";
import { registryData, registryValue, setRegistryValue } from "../form/windows-state.js";
import type { Registry } from "../form/windows-state.js";

const POLICY = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
const USER = "Control Panel\\Desktop";
const NAMES = ["ScreenSaveActive", "ScreenSaverIsSecure", "ScreenSaveTimeOut", "SCRNSAVE.EXE"];

const desiredSchema = z.record(z.string(), z.string());

export const screenSaverLive: LiveForm = {
  area: "screen-saver",
  read(machine) {
    const profiles: Record<string, JsonValue> = {};
    for (const profile of openProfiles(machine)) {
      profiles[profile.key] =
        "failure" in profile
          ? { failure: { ...profile.failure } }
          : { policy: storedValues(profile.hive, POLICY), user: storedValues(profile.hive, USER) };
    }
    return { profiles };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    for (const profile of openProfiles(machine)) {
      for (const [name, wanted] of Object.entries(desiredSchema.parse(desired))) {
        if ("hive" in profile) writePolicyValue(profile.hive, name, wanted);
        else
          failures.push({ key: name, code: profile.failure.code, detail: `${profile.key}: ${profile.failure.detail}` });
      }
    }
    return failures;
  },
};

function storedValues(hive: Registry, key: string): { [name: string]: JsonValue } {
  const values: Record<string, JsonValue> = {};
  for (const name of NAMES) {
    const value = registryValue(hive, key, name);
    if (value !== undefined) values[name] = registryData(value);
  }
  return values;
}

function writePolicyValue(hive: Registry, name: string, wanted: string): void {
  const value = registryValue(hive, POLICY, name);
  const data = value === undefined ? undefined : registryData(value);
  const comparable = typeof data === "string" || typeof data === "number" ? String(data) : undefined;
  if (comparable?.toLowerCase() !== wanted.toLowerCase())
    setRegistryValue(hive, POLICY, name, { kind: "String", value: wanted });
}
