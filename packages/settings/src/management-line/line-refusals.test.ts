import { expect } from "chai";

import type { DeclaredSettings } from "../areas.js";
import { allowScenarios } from "./allow-scenarios.fixture.test.js";
import { blockScenarios } from "./block-scenarios.fixture.test.js";
import { lineRefusals } from "./line-refusals.js";
import { applied, CONTROLLER, isCutBetween, modelledMachine, questionOf } from "./modelled-line.fixture.test.js";

const scenarios = [...blockScenarios, ...allowScenarios];

describe("lineRefusals", () => {
  it("is shown on thirty cuts and thirty neighbours at least", () => {
    expect(scenarios.length).to.be.at.least(30);
    expect(new Set(scenarios.map(({ title }) => title))).to.have.property("size", scenarios.length);
  });

  for (const { title, live = {}, cuts, paths, why, keeps, keepsOn = live } of scenarios) {
    it(`refuses ${title}, and names why`, () => {
      const line = { port: live.port ?? 5985 };
      const refusals = lineRefusals(questionOf(modelledMachine(live), cuts, line));
      expect(refusals.map(({ path }) => path)).to.deep.equal(paths);
      expect(refusals[0]?.why.en).to.match(why);
      for (const { blamed, right, why: reason } of refusals) {
        expect(reason.en + right.en + reason.ja + right.ja).to.not.include("undefined");
        expect(blamed).to.not.equal("");
      }
    });

    it(`passes the neighbour of ${title}`, () => {
      const port = keepsOn.port ?? 5985;
      const machine = modelledMachine(keepsOn);
      expect(lineRefusals(questionOf(machine, keeps, { port }))).to.deep.equal([]);
      expect(isCutBetween(machine, applied(machine, keeps), port)).to.equal(false);
    });
  }

  it("foretells what the facts say once the cutting baseline was applied", () => {
    for (const { title, live = {}, cuts } of scenarios) {
      // Conditions that the cmdlets cannot write are refused by the area itself.
      if (JSON.stringify(cuts).includes("otherConditions")) continue;
      const machine = modelledMachine(live);
      expect(isCutBetween(machine, applied(machine, cuts), live.port ?? 5985), title).to.equal(true);
    }
  });

  it("says it in Japanese too", () => {
    const [refusal] = lineRefusals(questionOf(modelledMachine(), { firewallRules: { "winrm-in": "absent" } }));
    expect(refusal?.why.ja).to.equal(
      "規則「winrm-in」が削除され、privateで192.0.2.250からのTCP 5985を許可する規則がない。",
    );
    expect(refusal?.right.ja).to.include("192.0.2.250からのTCP 5985が許可されたまま");
  });

  const cut = { firewallRules: { "winrm-in": "absent" } } as const;

  it("does not judge a line that is cut already", () => {
    const machine = modelledMachine({ policyRules: { central: "block in any" } });
    expect(lineRefusals(questionOf(machine, cut))).to.deep.equal([]);
  });

  it("does not judge a line that never leaves the machine", () => {
    const machine = modelledMachine({ controller: "127.0.0.1" });
    expect(lineRefusals(questionOf(machine, cut))).to.deep.equal([]);
  });

  it("refuses nothing where no setting of the line differs", () => {
    const kept = modelledMachine({ rules: {}, local: { PrivateProfile: { DefaultInboundAction: 0 } } });
    const declared = { firewallProfile: { private: { inbound: "allow" as const, logDropped: true } } };
    expect(lineRefusals({ ...questionOf(kept, declared), answer: undefined })).to.deep.equal([]);
  });

  it("writes nothing, so refuses nothing, where policy holds the value or the name", () => {
    const held = modelledMachine({
      rules: {},
      policy: { PrivateProfile: { DefaultInboundAction: 0 } },
      policyRules: { "winrm-in": "allow in tcp 5985" },
    });
    const declared = { ...cut, firewallProfile: { private: { inbound: "block" as const } } };
    expect(lineRefusals(questionOf(held, declared))).to.deep.equal([]);
  });

  it("leaves an area that cannot be read out, for it is not written", () => {
    const { desired, ...question } = questionOf(modelledMachine(), cut);
    const live = { firewallRules: "unreadable: ACCESS_DENIED" };
    expect(lineRefusals({ ...question, desired, live })).to.deep.equal([]);
  });

  it("names each rule that nobody declared and that carries the line, and what to declare", () => {
    const rules = {
      http: "allow in tcp 5985 from Intranet",
      any: "allow in tcp from Intranet",
      other: "allow in tcp 443",
    };
    const refusals = lineRefusals(questionOf(modelledMachine({ rules }), { firewallRules: { "*": "disabled" } }));
    expect(refusals.map(({ blamed }) => blamed)).to.deep.equal(["any", "http"]);
    expect(refusals[0]?.right.en).to.match(/^Declare any, or another rule that allows TCP 5985 from 192\.0\.2\.250/);
    expect(refusals[0]?.right.ja).to.match(/^「any」、または/);
  });

  for (const [title, answer] of [
    ["failed", { failure: { code: "ACCESS_DENIED", detail: "x" } }],
    ["have another shape", { facts: { rules: [] } }],
    ["were not asked for", undefined],
  ] as const) {
    it(`refuses every setting that could cut the line when the facts ${title}`, () => {
      const [refusal, ...others] = lineRefusals({ ...questionOf(modelledMachine(), cut), answer });
      expect(others).to.deep.equal([]);
      expect(refusal?.path).to.equal("firewallRules.winrm-in");
      const all = lineRefusals({ ...questionOf(modelledMachine(), { firewallRules: { "*": "disabled" } }), answer });
      expect(all.map(({ path }) => path)).to.deep.equal(["firewallRules.*"]);
      expect(refusal?.why.en).to.match(/cannot be told \((?:ACCESS_DENIED: x|ANSWER_INVALID)\)/);
    });
  }
});

describe("evidence of an open line", () => {
  const undecided = "allow in tcp 5985 from Intranet on private";

  it("lets a rule that may allow the line carry it as long as it stays", () => {
    const machine = modelledMachine({ rules: { "winrm-in": undecided, other: "allow in tcp 443" } });
    expect(lineRefusals(questionOf(machine, { firewallRules: { other: "absent" } }))).to.deep.equal([]);
    expect(lineRefusals(questionOf(machine, { firewallRules: { "winrm-in": "absent" } }))).to.have.length(1);
  });

  it("takes a rule that may allow the line for nothing beside one that does", () => {
    const machine = modelledMachine({ rules: { "winrm-in": "allow in tcp 5985", may: undecided } });
    expect(lineRefusals(questionOf(machine, { firewallRules: { "winrm-in": "absent" } }))).to.have.length(1);
  });

  it("lets a rule that may block and did not go on, and counts it once the firewall is switched on", () => {
    const rules = { "winrm-in": "allow in tcp 5985", may: "block in any {IFType=Lan}", other: "allow in tcp 443" };
    const other = { firewallRules: { other: "absent" } } as const;
    expect(lineRefusals(questionOf(modelledMachine({ rules }), other))).to.deep.equal([]);
    const off = modelledMachine({ rules, local: { PrivateProfile: { EnableFirewall: 0 } } });
    const [refusal] = lineRefusals(questionOf(off, { firewallProfile: { private: { enabled: true } } }));
    expect(refusal).to.include({ path: "firewallProfile.private.enabled", blamed: "may" });
  });

  it("takes a rule string that nobody understands for one that may allow or block", () => {
    const bypass = "v2.31|Action=ByPass|Active=TRUE|Dir=In|Protocol=6|LPort=5985|Security=Authenticate|";
    const machine = modelledMachine({ rules: { bypass, "winrm-in": "allow in tcp 5985" } });
    const [refusal] = lineRefusals(questionOf(machine, { firewallRules: { "winrm-in": "absent" } }));
    expect(refusal?.why.en).to.include("bypass is of a meaning that cannot be decided");
  });
});

describe("the controller's address", () => {
  const cut: DeclaredSettings = {
    firewallRules: { "winrm-in": { direction: "in", action: "allow", remoteAddress: ["192.0.2.250"] } },
  };
  const machine = modelledMachine({ rules: { "winrm-in": "allow in tcp 5985" } });

  it("is the one a person declares before the one the machine sees", () => {
    const declared = questionOf(machine, cut, { port: 5985, declared: "198.51.100.99" });
    expect(lineRefusals(declared)[0]?.why.en).to.include("TCP 5985 from 198.51.100.99");
    expect(lineRefusals(questionOf(machine, cut))).to.deep.equal([]);
  });

  it("is the one the machine sees, whatever our own socket says behind translation", () => {
    expect(lineRefusals(questionOf(machine, cut, { port: 5985, socketAddress: "10.0.0.5" }))).to.deep.equal([]);
  });

  it("is our socket's where the machine sees several controllers", () => {
    const { network } = machine;
    const connections = [CONTROLLER, "192.0.2.251"].map((remoteAddress) => ({
      localAddress: "198.51.100.7",
      localPort: 5985,
      remoteAddress,
    }));
    const seen = { ...machine, network: { interfaces: network?.interfaces ?? [], connections } };
    const from = (socketAddress: string): number =>
      lineRefusals(questionOf(seen, cut, { port: 5985, socketAddress })).length;
    expect([from(CONTROLLER), from("192.0.2.251"), from("::ffff:192.0.2.250%7")]).to.deep.equal([0, 1, 0]);
  });

  it("must not matter to a rule when nobody knows it", () => {
    const unseen = { ...machine, network: { interfaces: [], connections: [] } };
    expect(lineRefusals(questionOf(unseen, cut))[0]?.why.en).to.include("from an address that is not known");
    expect(lineRefusals(questionOf(unseen, { firewallRules: { x: "absent" } }))).to.deep.equal([]);
  });
});
