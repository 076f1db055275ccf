import { expect } from "chai";
import fc from "fast-check";

import { anyRule, anyWritableRule } from "./any-firewall-rule.fixture.test.js";
import { toRule } from "./firewall-rule-declared.js";
import { firewallRuleDirection } from "./firewall-rule-direction.js";
import { formatFirewallRule } from "./firewall-rule-line.js";

const OPPOSITE = { hardening: "weakening", weakening: "hardening", neutral: "neutral", unknown: "unknown" } as const;

function expectBothWays(live: string, desired: string, direction: keyof typeof OPPOSITE): void {
  expect(firewallRuleDirection(live, desired), `${live} -> ${desired}`).to.equal(direction);
  expect(firewallRuleDirection(desired, live), `${desired} -> ${live}`).to.equal(OPPOSITE[direction]);
}

describe("direction of a change of a firewall rule", () => {
  it("weakens by a new allow rule and hardens by a new block rule; absent, disabled and ignored are the same", () => {
    for (const nothing of [
      "absent",
      "disabled allow in tcp 443",
      "disabled block in any",
      "allow in any ignored-on domain,private,public",
    ]) {
      expectBothWays(nothing, "allow in tcp 443", "weakening");
      expectBothWays(nothing, "block in tcp 443", "hardening");
      expectBothWays(nothing, "allow in any {Platform=2:6:2}", "weakening");
      expectBothWays(nothing, "absent", "neutral");
      expectBothWays(nothing, "disabled block out any", "neutral");
    }
  });

  it("weakens by letting an allow rule match more, in one condition or several", () => {
    expectBothWays("allow in tcp 443", "allow in tcp 440-450", "weakening");
    expectBothWays("allow in tcp 443", "allow in tcp 443,RPC", "weakening");
    expectBothWays("allow in tcp 443", "allow in tcp", "weakening");
    expectBothWays("allow in tcp", "allow in any", "weakening");
    expectBothWays("allow in any from 10.1.0.0/16", "allow in any from 10.0.0.0/8", "weakening");
    expectBothWays("allow in any from LocalSubnet4", "allow in any from LocalSubnet", "weakening");
    expectBothWays("allow in any from LocalSubnet4", "allow in any from 0.0.0.0/0", "weakening");
    expectBothWays("allow in any from LocalSubnet", "allow in any", "weakening");
    expectBothWays("allow in any on domain", "allow in any on domain,public", "weakening");
    expectBothWays("allow in any program a.exe", "allow in any", "weakening");
    expectBothWays("allow in any service x", "allow in any", "weakening");
    expectBothWays("allow in icmpv4 type 8:0", "allow in icmpv4 type 8", "weakening");
    expectBothWays("allow in icmpv4 type 8", "allow in icmpv4", "weakening");
    expectBothWays("allow in any edge defer-to-app", "allow in any edge allow", "weakening");
    expectBothWays("allow in tcp 443 from 10.1.0.0/16 on domain", "allow in tcp 443-444 from 10.0.0.0/8", "weakening");
    expectBothWays("allow in any ignored-on public", "allow in any", "weakening");
  });

  it("hardens by letting a block rule match more", () => {
    expectBothWays("block out tcp 443", "block out tcp", "hardening");
    expectBothWays("block in any on domain", "block in any", "hardening");
  });

  it("hardens by turning an allow rule into a block rule, whatever the two match", () => {
    expectBothWays("allow in tcp 443", "block out udp 53 {LUAuth=x}", "hardening");
  });

  it("is unknown where neither rule surely matches all that the other matches", () => {
    expectBothWays("allow in tcp 443", "allow in tcp 444", "unknown");
    expectBothWays("allow in tcp 443", "allow in udp 443", "unknown");
    expectBothWays("allow in tcp 443", "allow out tcp 443", "unknown");
    expectBothWays("allow in tcp 443 from 10.0.0.0/8", "allow in tcp 443-444 from 10.1.0.0/16", "unknown");
    expectBothWays("allow in any from LocalSubnet", "allow in any from 10.0.0.0/8", "unknown");
    expectBothWays("allow in tcp RPC", "allow in tcp 49152-65535", "unknown");
    expectBothWays("allow in any program a.exe", "allow in any program b.exe", "unknown");
    expectBothWays("allow in any", "allow in any {LUAuth=x}", "unknown");
    expectBothWays("allow in any edge defer-to-app", "allow in any edge defer-to-user", "unknown");
    expect(firewallRuleDirection("unreadable: RULE_UNPARSABLE (x)", "absent")).to.equal("unknown");
  });

  it("turns round when the change does", () => {
    const line = anyRule.map((declared) => formatFirewallRule(toRule(declared)));
    fc.assert(
      fc.property(line, line, (live, desired) => {
        expect(firewallRuleDirection(desired, live)).to.equal(OPPOSITE[firewallRuleDirection(live, desired)]);
      }),
    );
  });

  it("never calls a rule with a condition less than before hardening for allow or weakening for block", () => {
    const dropped = fc.constantFrom(
      "localPort",
      "remotePort",
      "localAddress",
      "remoteAddress",
      "program",
      "service",
      "profiles",
      "icmpType",
    );
    fc.assert(
      fc.property(anyWritableRule, dropped, (declared, name) => {
        const wider = Object.fromEntries(Object.entries(declared).filter(([property]) => property !== name));
        const [live, desired] = [
          toRule(declared),
          toRule({ ...wider, direction: declared.direction, action: declared.action }),
        ];
        const direction = firewallRuleDirection(formatFirewallRule(live), formatFirewallRule(desired));
        expect(direction).to.be.oneOf(["neutral", declared.action === "allow" ? "weakening" : "hardening"]);
      }),
    );
  });
});
