import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { networkSettings } from "./network-settings.js";

describe("network settings", () => {
  const part = new JudgedPart(networkSettings, {
    networkAdapter: { primary: { dhcp: false, netbios: "default" }, "*": "absent" },
    hostsFile: { "cs1.juki.example": "192.0.2.1", "*": "absent" },
  });
  const held = (area: string, values: Record<string, string>) => part.found({ held: { [area]: values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails every difference, also a stricter one", () => {
    expect(held("network-adapter", { primary: "dhcp true, netbios default" })).to.have.length(1);
    expect(held("network-adapter", { primary: "dhcp false, netbios disabled" })).to.deep.equal([
      "fail network-adapter primary",
    ]);
    expect(held("network-adapter", { "*": '"Wi-Fi"' })).to.deep.equal(["fail network-adapter *"]);
    expect(held("hosts-file", { "cs1.juki.example": "absent" })).to.deep.equal(["fail hosts-file cs1.juki.example"]);
    expect(held("hosts-file", { "*": '"evil.example"' })).to.deep.equal(["fail hosts-file *"]);
  });

  it("wants an adapter, and closed lists", () => {
    expect(part.found({ declared: { "network-adapter": { primary: undefined } }, isLive: false })).to.deep.equal([
      "fail network-adapter primary",
    ]);
    for (const area of ["network-adapter", "hosts-file"]) {
      expect(part.found({ declared: { [area]: { "*": undefined } }, isLive: false })).to.deep.equal([`fail ${area} *`]);
    }
  });
});
