import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { managedDevices } from "./managed-devices.js";

describe("managed devices", () => {
  const reader = "USB\\VID_054C&PID_06C1";
  const camera = "USB\\VID_FFF1&PID_0002";
  const part = new JudgedPart(managedDevices, {
    devices: { [reader]: { count: 2, serials: ["A1", "B2"] }, [camera]: { serials: ["C3"] }, "*": "absent" },
    removableMedia: { usbStorage: false, autoRunCommands: "never" },
  });
  const held = (values: Record<string, string>) => part.found({ held: { devices: values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails devices beyond the list, more of them, and other ones", () => {
    expect(held({ "*": '"USB\\\\VID_0951&PID_1666"' })).to.deep.equal(["fail devices *"]);
    expect(held({ [reader]: "count 3, serials A1 B2" })).to.deep.equal([`fail devices ${reader}`]);
    expect(held({ [reader]: "count 2, serials A1 X9" })).to.deep.equal([`fail devices ${reader}`]);
    expect(held({ [camera]: "serials X9" })).to.deep.equal([`fail devices ${camera}`]);
    expect(part.found({ declared: { devices: { "*": undefined } }, isLive: false })).to.deep.equal(["fail devices *"]);
  });

  it("remarks on missing ones", () => {
    expect(held({ [reader]: "count 1, serials A1" })).to.deep.equal([`remark devices ${reader}`]);
    expect(held({ [reader]: "count 2, serials A1" })).to.deep.equal([`remark devices ${reader}`]);
    expect(held({ [camera]: "serials none" })).to.deep.equal([`remark devices ${camera}`]);
    expect(held({ [reader]: "absent" })).to.deep.equal([`remark devices ${reader}`]);
  });

  it("wants USB storage off, and the rest as declared", () => {
    expect(part.found({ held: { "removable-media": { usbStorage: true } } })).to.include(
      "fail removable-media usbStorage",
    );
    expect(part.found({ declared: { "removable-media": { usbStorage: true } }, isLive: false })).to.deep.equal([
      "fail removable-media usbStorage",
    ]);
    expect(part.found({ declared: { "removable-media": { usbStorage: undefined } } })).to.deep.equal([
      "unknown removable-media usbStorage",
    ]);
    expect(part.found({ held: { "removable-media": { autoRunCommands: "run" } } })).to.deep.equal([
      "fail removable-media autoRunCommands",
    ]);
  });
});
