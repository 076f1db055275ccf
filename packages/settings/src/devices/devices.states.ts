import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { devices } from "./devices.js";
import type { DeviceState } from "./devices.live.js";

const USB_CLASS = "{36FC9E60-C465-11CF-8056-444553540000}";
const READER = "USB\\VID_054C&PID_06C1";

const IDS = [
  `${READER}\\1234567`,
  "usb\\vid_054c&pid_06c1\\abc-7",
  "USB\\VID_FFF1&PID_1701\\5&1F2E3D&0&2",
  "USB\\VID_FFF1&PID_1701&MI_00\\6&2C72B84&0&0000",
  "USB\\VID_FFF1&PID_0610\\5&1F2E3D&0&3",
  "USB\\ROOT_HUB30\\4&AB12&0&0",
  "PCI\\VEN_8086&DEV_15FB&SUBSYS_12345678&REV_20\\3&11583659&0&FE",
  "BTHENUM\\DEV_001122334455\\7&1B2C&0&BLUETOOTHDEVICE_001122334455",
  "ROOT\\SYSTEM\\0000",
] as const;

const device: fc.Arbitrary<DeviceState> = fc.record({
  classGuid: fc.constantFrom(USB_CLASS, USB_CLASS.toLowerCase(), "{745a17a0-74d3-11d0-b6fe-00a0c90f57da}", ""),
  service: fc.constantFrom("usbccgp", "USBHUB3", "iusb3hub", "HidUsb", ""),
  present: fc.integer({ min: 0, max: 4 }).map((dice) => dice > 0),
});

const entry = fc
  .record(
    { count: fc.integer({ min: 1, max: 3 }), serials: fc.subarray(["1234567", "abc-7", "R 1,x"]) },
    { requiredKeys: [] },
  )
  .filter(
    ({ count, serials }) =>
      (count ?? serials) !== undefined && (serials?.length ?? 0) <= (count ?? serials?.length ?? 0),
  );

const plugged: DeviceState = { classGuid: "", service: "", present: true };

function deviceCase(name: string, connected: Record<string, DeviceState>, declared: object): MachineCase {
  return machineCase(name, devices, { changes: { devices: connected } }, devices.format(declared));
}

export const devicesStates: AreaStates = {
  area: devices,
  declared: fc
    .tuple(
      fc.dictionary(
        fc.constantFrom(READER, "usb\\VID_FFF1&PID_1701", "PCI\\VEN_8086&DEV_15FB", "USB\\VID_FFF2"),
        fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 3, arbitrary: entry }),
        { maxKeys: 4 },
      ),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([named, others]) => ({ ...named, ...others })),
  live: fc.dictionary(fc.constantFrom(...IDS), device).map((connected) => ({ changes: { devices: connected } })),
  special: [
    deviceCase(
      "nothing beyond the list",
      { [`${READER}\\1234567`]: plugged },
      { [READER]: { count: 1, serials: ["1234567"] }, "*": "absent" },
    ),
    deviceCase(
      "a device that was once connected",
      { [`${READER}\\1`]: { ...plugged, present: false } },
      { "*": "absent" },
    ),
    deviceCase("a device that nobody declared", { [`${READER}\\1`]: plugged }, { "*": "absent" }),
    deviceCase("two devices of a model", { [IDS[0]]: plugged, [IDS[1]]: plugged }, { [READER]: { count: 1 } }),
    deviceCase(
      "a device with several functions",
      { [IDS[2]]: { ...plugged, classGuid: USB_CLASS, service: "usbccgp" }, [IDS[3]]: plugged },
      { "*": "absent" },
    ),
    deviceCase("a hub", { [IDS[4]]: { ...plugged, classGuid: USB_CLASS, service: "USBHUB3" } }, { "*": "absent" }),
    deviceCase("no device at all", {}, { [READER]: { count: 1 }, "*": "absent" }),
    deviceCase("nothing declared", { [`${READER}\\1`]: plugged }, {}),
  ],
};
