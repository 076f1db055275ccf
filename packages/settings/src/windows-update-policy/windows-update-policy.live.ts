import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { setRegistryValue } from "../form/windows-state.js";

const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate";

/** Windows ships no policy. A few machines have kept the update server of whoever set them up. */
export const windowsUpdatePolicyLive: LiveForm = {
  ...registryLive("windows-update-policy"),
  furnish({ registry }, { seed }) {
    if (!new SeededRandom(seed, "windows update policy").chance(0.06)) return;
    for (const name of ["WUServer", "WUStatusServer"])
      setRegistryValue(registry, POLICY, name, { kind: "String", value: "http://192.0.2.10:8530" });
    setRegistryValue(registry, `${POLICY}\\AU`, "UseWUServer", { kind: "DWord", value: 1 });
  },
};
