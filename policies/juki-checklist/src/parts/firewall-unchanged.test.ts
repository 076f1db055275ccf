import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { firewallUnchanged } from "./firewall-unchanged.js";

describe("the firewall", () => {
  const on = { enabled: true, inbound: "block" } as const;
  const part = new JudgedPart(firewallUnchanged, {
    firewallProfile: { domain: on, private: on, public: { ...on, logMaxSizeKiB: 16_384 } },
    firewallRules: {
      "winrm-in": {
        direction: "in",
        action: "allow",
        protocol: "tcp",
        localPort: 5985,
        remoteAddress: ["192.0.2.0/24"],
      },
      ...{ "old-in": "absent", "*": "disabled" },
    },
  });
  const rule = (line: string) => part.found({ held: { "firewall-rules": { "winrm-in": line } } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("says of each place once that it is in order", () => {
    const places = part.observe({}).map(({ area, path }) => `${area} ${path}`);
    expect(places).to.deep.equal([...new Set(places)]);
  });

  it("fails every difference, also a stricter one", () => {
    expect(rule("allow in tcp 5985 from 192.0.2.7")).to.deep.equal(["fail firewall-rules winrm-in"]);
    expect(rule("absent")).to.deep.equal(["fail firewall-rules winrm-in"]);
    expect(part.found({ held: { "firewall-profile": { public: { logMaxSizeKiB: 32_767 } } } })).to.deep.equal([
      "fail firewall-profile public.logMaxSizeKiB",
    ]);
    expect(part.found({ held: { "firewall-rules": { "old-in": "allow in tcp 80 from 192.0.2.1" } } })).to.deep.equal([
      "fail firewall-rules old-in",
    ]);
  });

  it("reads nothing into a rule that could not be read", () => {
    expect(rule("unreadable: RULE_UNPARSABLE (Action=ByPass)")).to.deep.equal(["error firewall-rules winrm-in"]);
  });

  it("wants the firewall on for every kind of network, letting in what rules allow alone", () => {
    const declared = (profile: string, settings: Record<string, string | boolean> | undefined) =>
      part.found({ declared: { "firewall-profile": { [profile]: settings } }, isLive: false });
    for (const profile of ["domain", "private", "public"]) {
      expect(declared(profile, { enabled: false })).to.deep.equal([`fail firewall-profile ${profile}.enabled`]);
      expect(declared(profile, { inbound: "allow" })).to.deep.equal([`fail firewall-profile ${profile}.inbound`]);
      expect(declared(profile, undefined)).to.deep.equal([
        `fail firewall-profile ${profile}.enabled`,
        `fail firewall-profile ${profile}.inbound`,
      ]);
    }
  });

  it("cannot tell of a machine whose profiles are not all declared", () => {
    expect(part.found({ declared: { "firewall-profile": { domain: undefined } } })).to.deep.equal([
      "unknown firewall-profile domain.enabled",
      "unknown firewall-profile domain.inbound",
    ]);
  });

  it("refuses a declared rule that lets everything in, and no narrower one", () => {
    const declared = (line: string) =>
      part.found({ declared: { "firewall-rules": { "winrm-in": line } }, isLive: false });
    expect(declared("allow in any")).to.deep.equal(["fail firewall-rules winrm-in"]);
    expect(declared("allow in tcp")).to.deep.equal(["fail firewall-rules winrm-in"]);
    for (const narrow of [
      "disabled allow in any",
      "block in any",
      "allow out any",
      "allow in tcp 5985",
      "allow in any from 192.0.2.0/24",
      "allow in any to 192.0.2.1",
      "allow in any program c:\\app.exe",
      "allow in any service winrm",
      "allow in icmpv4 type 8",
      "allow in any {Platform=2:6:2}",
    ]) {
      expect(declared(narrow), narrow).to.deep.equal([]);
    }
  });

  it("cannot do with an empty list of rules", () => {
    const empty = { "firewall-rules": { "winrm-in": undefined, "old-in": undefined, "*": undefined } };
    expect(part.found({ declared: empty, isLive: false })).to.deep.equal([
      ...["fail firewall-rules", "remark firewall-rules *"],
    ]);
  });

  it("fails rules beyond the declared ones, and says where nobody compares them", () => {
    const held = { "firewall-rules": { "*": '1 allow: "Himitsu"' } };
    expect(part.found({ held })).to.deep.equal(["fail firewall-rules *"]);
    expect(part.found({ declared: { "firewall-rules": { "*": undefined } } })).to.deep.equal([
      "remark firewall-rules *",
    ]);
  });
});
