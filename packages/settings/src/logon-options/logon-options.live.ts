import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { setRegistryValue } from "../form/windows-state.js";

const SYSTEM = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";
const WINLOGON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";

/** As Windows ships it (believed). */
const SHIPPED = {
  EnableLUA: 1,
  ConsentPromptBehaviorAdmin: 5,
  ConsentPromptBehaviorUser: 3,
  PromptOnSecureDesktop: 1,
  EnableInstallerDetection: 1,
  EnableSecureUIAPaths: 1,
  EnableVirtualization: 1,
  dontdisplaylastusername: 0,
};

export const logonOptionsLive: LiveForm = {
  ...registryLive("logon-options"),
  furnish({ registry }) {
    for (const [name, value] of Object.entries(SHIPPED))
      setRegistryValue(registry, SYSTEM, name, { kind: "DWord", value });
    for (const name of ["legalnoticecaption", "legalnoticetext"])
      setRegistryValue(registry, SYSTEM, name, { kind: "String", value: "" });
    setRegistryValue(registry, WINLOGON, "CachedLogonsCount", { kind: "String", value: "10" });
  },
};
