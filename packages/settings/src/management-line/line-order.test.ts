import { expect } from "chai";
import fc from "fast-check";

import type { DeclaredSettings } from "../areas.js";
import { formatFirewallRule } from "../firewall-rules/firewall-rule-line.js";
import { toRule } from "../firewall-rules/firewall-rule-declared.js";
import type { DeclaredFirewallRule } from "../firewall-rules/firewall-rule-schema.js";
import { lineRefusals } from "./line-refusals.js";
import { applied, isCutBetween, modelledMachine, questionOf } from "./modelled-line.fixture.test.js";
import type { LiveMachine } from "./modelled-line.fixture.test.js";

/** Rules that mostly have to do with the line. */
const rule: fc.Arbitrary<DeclaredFirewallRule> = fc
  .record(
    {
      action: fc.constantFrom("allow" as const, "block" as const),
      localPort: fc.constantFrom(5985, 5986, 443, "5000-6000"),
      remoteAddress: fc.subarray(["192.0.2.240/28", "10.0.0.0/8", "LocalSubnet", "Internet4"], {
        minLength: 1,
        maxLength: 1,
      }),
      localAddress: fc.subarray(["198.51.100.7", "203.0.113.9"], { minLength: 1 }),
      program: fc.constantFrom("System", "%SystemRoot%\\system32\\svchost.exe", "C:\\ap.exe"),
      service: fc.constantFrom("WinRM", "Dhcp"),
      profiles: fc.subarray(["domain" as const, "private" as const, "public" as const], { minLength: 1 }),
      enabled: fc.boolean(),
    },
    { requiredKeys: ["action"] },
  )
  .map((parts) => ({ direction: "in" as const, protocol: "tcp" as const, ...parts }));

const NAMES = ["a", "b", "c", "d", "e"];
const rules = fc.dictionary(fc.constantFrom(...NAMES), rule, { maxKeys: 5 });
const profile = fc.record(
  { EnableFirewall: fc.constantFrom(0, 1), DefaultInboundAction: fc.constantFrom(0, 1) },
  { requiredKeys: [] },
);
const policy = fc.record(
  { AllowLocalPolicyMerge: fc.constantFrom(0, 1), EnableFirewall: fc.constantFrom(1) },
  { requiredKeys: [] },
);
const lines = (of: Record<string, DeclaredFirewallRule>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([name, declared]) => [name, formatFirewallRule(toRule(declared))]));

const live: fc.Arbitrary<LiveMachine> = fc
  .record({ rules, policyRules: fc.dictionary(fc.constantFrom("a", "x"), rule, { maxKeys: 1 }), profile, policy })
  .chain((given) =>
    fc.constantFrom<LiveMachine["category"][]>(1, 0, null).map((category) => ({
      category: category ?? null,
      rules: lines(given.rules),
      policyRules: lines(given.policyRules),
      local: { PrivateProfile: given.profile, PublicProfile: given.profile },
      policy: { PrivateProfile: given.policy },
    })),
  );

const declared: fc.Arbitrary<DeclaredSettings> = fc.record(
  {
    firewallRules: fc
      .tuple(
        fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(rule, fc.constant("absent" as const)), { minKeys: 1 }),
        fc.constantFrom({}, {}, { "*": "disabled" as const }),
      )
      .map(([named, others]) => ({ ...named, ...others })),
    firewallProfile: fc.record({
      private: fc.record({ enabled: fc.boolean(), inbound: fc.constantFrom("block" as const, "allow" as const) }),
    }),
  },
  { requiredKeys: ["firewallRules"] },
);

function reversed<Value>(map: { readonly [name: string]: Value } = {}): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(map).reverse());
}

describe("a refusal", () => {
  it("never depends on the order of rules, live or declared", () => {
    fc.assert(
      fc.property(live, declared, (machine, wanted) => {
        const other = { ...machine, rules: reversed(machine.rules), policyRules: reversed(machine.policyRules) };
        const turned = { ...reversed(wanted), firewallRules: reversed(wanted.firewallRules) };
        const straight = lineRefusals(questionOf(modelledMachine(machine), wanted));
        expect(lineRefusals(questionOf(modelledMachine(other), turned))).to.deep.equal(straight);
      }),
      { numRuns: 150 },
    );
  });

  it("is made exactly where the facts read after the apply say that the line is cut", () => {
    let cuts = 0;
    fc.assert(
      fc.property(live, declared, (given, wanted) => {
        const machine = modelledMachine(given);
        const refused = lineRefusals(questionOf(machine, wanted)).length > 0;
        const cut = isCutBetween(machine, applied(machine, wanted), 5985);
        if (cut) cuts++;
        expect(refused).to.equal(cut);
      }),
      { numRuns: 300 },
    );
    expect(cuts).to.be.greaterThan(0);
  });
});
