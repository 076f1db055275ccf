import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { devices } from "./devices.js";
import { devicesLive } from "./devices.live.js";
import type { DeviceState } from "./devices.live.js";

const USB_CLASS = "{36fc9e60-c465-11cf-8056-444553540000}";
const READER = "USB\\VID_054C&PID_06C1";

function liveOf(ids: Record<string, Partial<DeviceState>>, declared: object): CanonicalArea {
  const connected = Object.fromEntries(
    Object.entries(ids).map(([id, changes]) => [id, { classGuid: "", service: "", present: true, ...changes }]),
  );
  const desired = devices.format(declared);
  return devices.fromWindows(devicesLive.read(machine({ devices: connected }), devices.readRequest(desired)), desired);
}

function faults(declared: unknown): string[] {
  return (devices.schema.safeParse(declared).error?.issues ?? []).map(({ message }) => message);
}

describe("devices", () => {
  it("counts the connected devices of a model and knows their serial numbers", () => {
    const declared = { [READER]: { count: 1, serials: ["abc7"] } };
    expect(devices.format(declared)).to.deep.equal({ [READER]: "count 1, serials ABC7" });
    expect(liveOf({ "USB\\vid_054c&pid_06c1\\ABC7": {} }, declared)).to.deep.equal(devices.format(declared));
    expect(liveOf({ [`${READER}\\ABC7`]: {}, [`${READER}\\5&1A&0&2`]: {} }, declared)).to.deep.equal({
      [READER]: "count 2, serials ABC7",
    });
    expect(liveOf({ [`${READER}\\ABC7`]: { present: false } }, declared)).to.deep.equal({ [READER]: "absent" });
  });

  it("takes a name for the beginning of a model at its parts only", () => {
    const adapter = "PCI\\VEN_8086&DEV_15FB&SUBSYS_12345678&REV_20\\3&1&0&FE";
    expect(liveOf({ [adapter]: {} }, { "PCI\\VEN_8086&DEV_15FB": { count: 1 } })).to.deep.equal({
      "PCI\\VEN_8086&DEV_15FB": "count 1",
    });
    expect(liveOf({ [adapter]: {} }, { "PCI\\VEN_8086&DEV_15": "absent" })).to.deep.equal({
      "PCI\\VEN_8086&DEV_15": "absent",
    });
  });

  it("counts a device with several functions once, and among the others no hub and nothing that is built in", () => {
    const connected = {
      "USB\\VID_FFF1&PID_1701\\5&1&0&2": { classGuid: USB_CLASS, service: "usbccgp" },
      "USB\\VID_FFF1&PID_1701&MI_00\\6&1&0&0000": {},
      "USB\\VID_FFF1&PID_0610\\5&1&0&3": { classGuid: USB_CLASS.toUpperCase(), service: "iusb3hub" },
      "PCI\\VEN_8086&DEV_15FB\\3&1&0&FE": {},
    };
    expect(liveOf(connected, { "*": "absent" })).to.deep.equal({ "*": '"USB\\\\VID_FFF1&PID_1701"' });
    expect(liveOf(connected, { "usb\\vid_fff1&pid_1701": { count: 1 }, "*": "absent" })).to.deep.equal({
      "usb\\vid_fff1&pid_1701": "count 1",
      "*": "absent",
    });
  });

  it("refuses more serial numbers than devices, and what is no bus with a model", () => {
    expect(faults({ [READER]: { count: 1, serials: ["1", "2"] } })[0]).to.include(
      "more serials than devices (count 1)",
    );
    const isAccepted = (name: string) => devices.schema.safeParse({ [name]: "absent" }).success;
    expect(["VID_054C", `${READER}\\1`, `${READER}&MI_00`, "USB\\*"].filter(isAccepted)).to.deep.equal([]);
  });
});
