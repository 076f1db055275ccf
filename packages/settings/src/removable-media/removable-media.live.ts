import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { setRegistryValue } from "../form/windows-state.js";

/** Windows comes with the driver of USB storage ready to start. */
export const removableMediaLive: LiveForm = {
  ...registryLive("removable-media"),
  furnish(machine) {
    const driver = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\USBSTOR";
    setRegistryValue(machine.registry, driver, "Start", { kind: "DWord", value: 3 });
    setRegistryValue(machine.registry, driver, "ImagePath", {
      kind: "ExpandString",
      value: "\\SystemRoot\\System32\\drivers\\USBSTOR.SYS",
    });
  },
};
