import type { HostRole } from "@kijun/core";

import type { UsedMachineOrigin } from "../form/live-form.js";
import type { SeededRandom } from "../form/seeded-random.js";
import type { DeviceState } from "./devices.live.js";

const CLASSES = {
  usb: "{36fc9e60-c465-11cf-8056-444553540000}",
  hid: "{745a17a0-74d3-11d0-b6fe-00a0c90f57da}",
  reader: "{50dd5230-ba8a-11d1-bf5d-0000f805f530}",
  biometric: "{53d29ef7-377c-4d14-864b-eb3a85769359}",
  disk: "{4d36e967-e325-11ce-bfc1-08002be10318}",
  net: "{4d36e972-e325-11ce-bfc1-08002be10318}",
  system: "{4d36e97d-e325-11ce-bfc1-08002be10318}",
} as const;

type Used = readonly [model: string, kind: keyof typeof CLASSES, service: string];

const READER: Used = ["USB\\VID_054C&PID_06C1", "reader", "WUDFRd"];

/** VID FFF1 and FFF2 belong to nobody: makers and models are made up but for the card reader. */
const PLUGGED: Readonly<Record<HostRole, readonly Used[]>> = {
  terminal: [
    READER,
    ["USB\\VID_FFF1&PID_2001", "biometric", "WUDFRd"],
    ["USB\\VID_FFF1&PID_1701", "usb", "usbccgp"],
    ["USB\\VID_FFF1&PID_0610", "usb", "USBHUB3"],
  ],
  "communication-server": [["USB\\VID_FFF1&PID_2001", "biometric", "WUDFRd"]],
  "active-directory-server": [],
};

const BUILT_IN: readonly Used[] = [
  ["PCI\\VEN_8086&DEV_15FB&SUBSYS_12345678&REV_20", "net", "e1i68x64"],
  ["PCI\\VEN_8086&DEV_A0ED&SUBSYS_12345678&REV_20", "usb", "USBXHCI"],
  ["ACPI\\PNP0C0C", "system", ""],
  ["SWD\\MSRRAS", "net", "PptpMiniport"],
];

/**
 * The devices of a used machine: what is built in, keyboard and mouse, what the machine's role needs, a memory stick that
 * Windows remembers, and on a few machines one that is still there.
 */
export function usedDevices({ role }: UsedMachineOrigin, random: SeededRandom): Record<string, DeviceState> {
  const devices: Record<string, DeviceState> = {};
  const add = ([model, kind, service]: Used, last: string, present = true): void => {
    devices[`${model}\\${last}`] = { classGuid: CLASSES[kind], service, present };
  };
  const serial = (): string => String(1_000_000 + random.below(9_000_000));
  const socket = (): string =>
    `5&${random
      .below(2 ** 31)
      .toString(16)
      .toUpperCase()}&0&${String(1 + random.below(8))}`;
  for (const used of BUILT_IN) add(used, `3&11583659&0&${String(random.below(256))}`);
  add(
    ["USB\\ROOT_HUB30", "usb", "USBHUB3"],
    `4&${random
      .below(2 ** 31)
      .toString(16)
      .toUpperCase()}&0&0`,
  );
  for (const product of ["0001", "0002"]) add([`USB\\VID_FFF1&PID_${product}`, "hid", "HidUsb"], socket());
  for (const used of PLUGGED[role]) add(used, used === READER ? serial() : socket());
  if (role === "terminal") add(["USB\\VID_FFF1&PID_1701&MI_00", "hid", "HidUsb"], "6&2C72B84&0&0000");
  add(["USB\\VID_FFF2&PID_5581", "usb", "USBSTOR"], serial(), random.chance(0.03));
  return devices;
}
