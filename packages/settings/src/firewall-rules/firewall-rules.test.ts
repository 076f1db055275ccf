import type { CanonicalArea, Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { compileSettings } from "../compile-settings.js";
import { propertyMeta } from "../form/schema-property.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { anyRule, anyWritableRule } from "./any-firewall-rule.fixture.test.js";
import { firewallRulesLive } from "./firewall-rules.live.js";
import { firewallRules } from "./firewall-rules.js";

const LOCAL =
  "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";
const OURS = { direction: "in", action: "allow", protocol: "tcp", localPort: 443 };

function machine(registry: Registry = {}): WindowsState {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  return { ...names, registry, securityPolicy: {}, profiles: [] };
}

function rules(strings: { readonly [name: string]: string }): Registry[string] {
  return Object.fromEntries(Object.entries(strings).map(([name, value]) => [name, { kind: "String", value }]));
}

function issuesOf(declared: object): Issue[] {
  const issues: Issue[] = [];
  compileSettings({ firewallRules: declared }, "t.ts", "", issues);
  return issues;
}

function liveOf(state: WindowsState, desired: CanonicalArea): CanonicalArea {
  return firewallRules.fromWindows(firewallRulesLive.read(state, firewallRules.readRequest(desired)), desired);
}

function write(state: WindowsState, desired: CanonicalArea) {
  return firewallRulesLive.write(state, firewallRules.toWindows(desired, [[]]));
}

const ruleName = fc.constantFrom(
  "jukinet-ap",
  "WINRM-HTTP-In-TCP",
  "{1E78ACD0-2EB2-4C5B-BE1E-C3AF5786D813}",
  "業務 AP",
  "a.b",
);
const declaration = fc.dictionary(ruleName, fc.oneof(anyWritableRule, fc.constant("absent" as const)), { maxKeys: 4 });

describe("firewall-rules", () => {
  it("names the place and the reason of a wrong declaration", () => {
    const problem = (rule: unknown): string =>
      issuesOf({ ap: rule })
        .map(({ path, message }) => `${path}: ${message}`)
        .join("; ");
    const at = "firewallRules.ap";
    expect(problem({ ...OURS, localPrt: 1 })).to.include(`${at}.localPrt: unknown property; did you mean localPort?`);
    expect(problem({ ...OURS, localPort: 70_000 })).to.include(`${at}.localPort: must be`);
    expect(problem({ ...OURS, localPort: [443, "http"] })).to.equal(`${at}.localPort.1: is no port, range or keyword`);
    expect(problem({ ...OURS, remoteAddress: ["10.0.0.0/33"] })).to.equal(`${at}.remoteAddress.0: is no subnet`);
    expect(problem({ ...OURS, localAddress: ["LocalSubnet"] })).to.include(`${at}.localAddress.0: must be an address`);
    expect(problem({ direction: "in", action: "allow", localPort: 1 })).to.equal(
      `${at}.localPort: needs protocol tcp or udp`,
    );
    expect(problem({ ...OURS, icmpType: 8 })).to.equal(`${at}.icmpType: needs protocol icmpv4 or icmpv6`);
    expect(problem({ direction: "in", action: "allow", protocol: "icmpv4", icmpType: "8:256" })).to.include(
      `${at}.icmpType: is no ICMP type`,
    );
    expect(problem({ direction: "out", action: "allow", edge: "allow" })).to.equal(
      `${at}.edge: has no meaning for an outbound rule`,
    );
    expect(problem({ ...OURS, otherConditions: ["App=x"] })).to.include(`${at}.otherConditions: holds a field`);
    expect(problem({ ...OURS, program: 'a"b' })).to.include(`${at}.program: must be one line`);
    expect(problem("missing")).to.include(`${at}: Invalid option`);
    expect(problem("disabled")).to.equal(`${at}: only "*" can be "disabled"`);
    expect(problem({ action: "allow" })).to.include(`${at}.direction: `);
  });

  it("refuses names with wildcards and names that differ in case only", () => {
    expect(issuesOf({ "jukinet-*": OURS })).to.have.lengthOf(1);
    expect(issuesOf({ "": "absent" })).to.have.lengthOf(1);
    expect(issuesOf({ Ap: OURS, ap: "absent" })[0]?.message).to.include("declared twice");
  });

  it("has a meta for a rule and each of its properties", () => {
    expect(propertyMeta(firewallRules, ["any-name"])?.windowsKey).to.equal("FirewallRules");
    expect(propertyMeta(firewallRules, ["any-name", "remoteAddress"])?.windowsKey).to.equal("RA4");
  });

  it("gives back a declaration of the same meaning", () => {
    fc.assert(
      fc.property(fc.dictionary(ruleName, fc.oneof(anyRule, fc.constant("absent" as const))), (declared) => {
        const canonical = firewallRules.format(declared);
        const parsed = firewallRules.parse(canonical);
        expect(firewallRules.format(parsed)).to.deep.equal(canonical);
        expect(firewallRules.parse(firewallRules.format(parsed))).to.deep.equal(parsed);
      }),
    );
  });

  it("gives back a normalised declaration as it is", () => {
    const declared = {
      "jukinet-ap": { ...OURS, remoteAddress: ["10.1.0.0/16"], profiles: ["domain", "private"], enabled: false },
      ping: {
        direction: "in",
        action: "block",
        protocol: "icmpv4",
        icmpType: ["3:4", 8],
        otherConditions: ["Platform=2:6:2"],
      },
      gone: "absent",
    };
    expect(firewallRules.parse(firewallRules.format(declared))).to.deep.equal(declared);
  });

  it("reads what is declared after it has been written, whatever rules were there", () => {
    fc.assert(
      fc.property(declaration, declaration, (before, declared) => {
        const state = machine();
        write(state, firewallRules.format(before));
        const desired = firewallRules.format(declared);
        expect(write(state, desired)).to.deep.equal([]);
        expect(liveOf(state, desired)).to.deep.equal(desired);
      }),
    );
  });

  it("asks for the named rules only and writes only those that differ", () => {
    const desired = firewallRules.format({ a: OURS, b: "absent" });
    expect(firewallRules.readRequest(desired)).to.deep.equal({ names: ["a", "b"] });
    expect(firewallRules.toWindows(desired, [["b"]])).to.deep.equal({ rules: { b: "absent" } });
    expect(Object.keys(firewallRules.toWindows(desired, [[]])["rules"] ?? {})).to.deep.equal(["a", "b"]);
  });

  it("finds a rule by its name in any case and leaves other rules alone", () => {
    const other = "v2.31|Action=Allow|Active=TRUE|Dir=In|Name=other|";
    const state = machine({ [LOCAL]: rules({ AP: other, other }) });
    write(state, firewallRules.format({ ap: { ...OURS } }));
    expect(state.registry[LOCAL]).to.deep.equal(
      rules({ AP: "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|Name=other|", other }),
    );
  });

  it("makes a rule anew under its texts and group where it has conditions that no parameter takes away", () => {
    const text =
      "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|Name=@x.dll,-1|Desc=@x.dll,-2|EmbedCtxt=@x.dll,-3|LUAuth=O:LS|";
    const state = machine({ [LOCAL]: rules({ ap: text }) });
    const desired = firewallRules.format({ ap: OURS });
    expect(liveOf(state, desired)).to.deep.equal({ ap: "allow in tcp 443 {LUAuth=O:LS}" });
    expect(write(state, desired)).to.deep.equal([]);
    expect(state.registry[LOCAL]).to.deep.equal(rules({ ap: text.replace("LUAuth=O:LS|", "") }));
  });

  it("keeps declared other conditions and reports those that it cannot write", () => {
    const platform = { ...OURS, otherConditions: ["Platform2=GTEQ", "Platform=2:6:2"] };
    const state = machine({
      [LOCAL]: rules({ kept: "v2.31|Action=Allow|Active=FALSE|Dir=In|Name=n|Platform=2:6:2|Platform2=GTEQ|" }),
    });
    const desired = firewallRules.format({ kept: platform, fresh: platform });
    expect(write(state, desired)).to.deep.equal([
      { key: "fresh", code: "RULE_CONDITION_UNSUPPORTED", detail: "Platform2=GTEQ|Platform=2:6:2" },
    ]);
    expect(liveOf(state, desired)).to.deep.equal({ kept: desired["kept"], fresh: "absent" });
  });

  it("reads the rule of policy before the local one and reports it instead of writing", () => {
    const state = machine({
      [LOCAL]: rules({ ap: "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|Name=n|" }),
      [`${POLICY}\\FirewallRules`]: rules({ ap: "v2.31|Action=Block|Active=TRUE|Dir=In|Name=n|" }),
      [`${POLICY}\\PublicProfile`]: { AllowLocalPolicyMerge: { kind: "DWord", value: 0 } },
    });
    const desired = firewallRules.format({ ap: OURS });
    expect(liveOf(state, desired)).to.deep.equal({ ap: "block in any" });
    const failure = { key: "ap", code: "OVERRIDDEN_BY_POLICY", detail: "policy holds a rule of this name" };
    expect(write(state, desired)).to.deep.equal([failure]);
    expect(write(state, { ap: "absent" })).to.deep.equal([failure]);
  });

  it("shows where policy ignores a local rule, never for a disabled one, and reports it when it is written", () => {
    const state = machine({ [`${POLICY}\\PublicProfile`]: { AllowLocalPolicyMerge: { kind: "DWord", value: 0 } } });
    const desired = firewallRules.format({
      all: OURS,
      inside: { ...OURS, profiles: ["domain"] },
      off: { ...OURS, enabled: false },
    });
    expect(write(state, desired)).to.deep.equal([
      { key: "all", code: "OVERRIDDEN_BY_POLICY", detail: "AllowLocalPolicyMerge=0: Public" },
    ]);
    expect(liveOf(state, desired)).to.deep.equal({ ...desired, all: "allow in tcp 443 ignored-on public" });
    expect(firewallRules.parse(liveOf(state, desired))).to.deep.equal(firewallRules.parse(desired));
  });

  it("reads a rule that it cannot understand as unreadable and an unanswered one too", () => {
    const state = machine({ [LOCAL]: rules({ odd: "v2.31|Action=ByPass|Active=TRUE|Dir=In|" }) });
    expect(liveOf(state, { odd: "absent" })).to.deep.equal({ odd: "unreadable: RULE_UNPARSABLE (Action=ByPass)" });
    const none = { rules: {}, allowLocalPolicyMerge: {} };
    expect(firewallRules.fromWindows(none, { ap: "absent" })["ap"]).to.match(/^unreadable: READ_FAILED/);
    expect(() => firewallRules.fromWindows({ rules: [] }, { ap: "absent" })).to.throw();
  });

  describe("every rule that is not declared", () => {
    const active = "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=443|Name=n|";
    const desired = firewallRules.format({ ap: OURS, "*": "disabled" });

    it("can only be declared disabled, and counts where it may be in force", () => {
      expect(issuesOf({ "*": "absent" })[0]?.message).to.equal('stands for all others and can only be "disabled"');
      expect(issuesOf({ "*": OURS })).to.have.lengthOf(1);
      const state = machine({
        [LOCAL]: rules({
          AP: active,
          allowed: active,
          blocked: active.replace("Allow", "Block"),
          strange: active.replace("Allow", "ByPass"),
          off: active.replace("TRUE", "FALSE"),
          app: `${active}AppPkgId=S-1-15-2-1|`,
          user: `${active}LUOwn=S-1-5-21-1-2-3-1001|`,
        }),
      });
      expect(liveOf(state, desired)).to.deep.equal({
        ap: desired["ap"],
        "*": '1 allow: "allowed"; 1 block: "blocked"; 1 unknown: "strange"',
      });
      expect(liveOf(machine(), desired)["*"]).to.equal("disabled");
    });

    it("is disabled with its other fields as they are, and reported where policy holds it", () => {
      const state = machine({
        [LOCAL]: rules({ AP: active, other: `${active}Platform=2:6:2|`, user: `${active}LUOwn=S-1-5-21-1-2-3-1001|` }),
        [`${POLICY}\\FirewallRules`]: rules({ held: active }),
      });
      expect(firewallRules.toWindows(desired, [["*"]])).to.deep.equal({ rules: {}, keep: ["ap"] });
      expect(write(state, desired)).to.deep.equal([{ key: "*", code: "OVERRIDDEN_BY_POLICY", detail: "held" }]);
      expect(state.registry[LOCAL]).to.deep.equal(
        rules({
          AP: active,
          other: `${active.replace("TRUE", "FALSE")}Platform=2:6:2|`,
          user: `${active}LUOwn=S-1-5-21-1-2-3-1001|`,
        }),
      );
      expect(liveOf(state, desired)["*"]).to.equal('1 allow: "held"');
    });

    it("hardens when it allowed, weakens when it blocked, whatever its name reads like", () => {
      const direction = (text: string) => firewallRules.direction(["*"], text, "disabled");
      expect(direction('2 allow: "a", "b"')).to.equal("hardening");
      expect(direction('2 allow: "a", "b; 1 block: \\"c"')).to.equal("hardening");
      expect(direction('1 allow: "a"; 1 block: "b"')).to.equal("weakening");
      expect(direction('1 unknown: "a"')).to.equal("unknown");
      expect(direction("unreadable: READ_FAILED")).to.equal("unknown");
      expect(firewallRules.direction(["*"], "disabled", '1 allow: "a"')).to.equal("weakening");
    });

    it("is unreadable where the machine did not answer for it", () => {
      const none = { rules: { ap: {} }, allowLocalPolicyMerge: {} };
      expect(firewallRules.fromWindows(none, desired)["*"]).to.match(/^unreadable: READ_FAILED/);
    });
  });

  it("gives no direction to an area that could not be read", () => {
    expect(firewallRules.direction([], "unreadable: ACCESS_DENIED", "declared")).to.equal("unknown");
    expect(firewallRules.direction(["ap"], "absent", "allow in tcp 443")).to.equal("weakening");
  });
});
