import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { passwordPolicy } from "./proper-password-policy.js";

describe("the password policy", () => {
  const part = new JudgedPart(passwordPolicy, {
    passwordPolicy: {
      ...{ minimumLength: 12, complexity: true, historySize: 24, maximumAgeDays: 180, minimumAgeDays: 1 },
      reversibleEncryption: false,
    },
  });
  const held = (values: Record<string, string | number | boolean>) =>
    part.found({ held: { "password-policy": values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("passes what is stricter than declared", () => {
    expect(held({ minimumLength: 14, maximumAgeDays: 90, minimumAgeDays: 2 })).to.deep.equal([]);
  });

  it("fails what is laxer than declared", () => {
    const laxer: [string, string | number | boolean][] = [
      ["minimumLength", 11],
      ["complexity", false],
      ["historySize", 23],
      ["maximumAgeDays", 181],
      ["maximumAgeDays", "never"],
      ["minimumAgeDays", 0],
      ["minimumAgeDays", "absent"],
      ["reversibleEncryption", true],
    ];
    for (const [name, value] of laxer) {
      expect(held({ [name]: value }), `${name} ${String(value)}`).to.deep.equal([`fail password-policy ${name}`]);
    }
  });

  it("holds a declaration to the levels of the edition", () => {
    const declared = (values: Record<string, string | number>, parameters = {}) =>
      part.found({ declared: { "password-policy": values }, parameters, isLive: false });
    expect(declared({ minimumLength: 7 })).to.deep.equal(["fail password-policy minimumLength"]);
    expect(declared({ minimumLength: 8 })).to.deep.equal([]);
    expect(declared({ historySize: 5 })).to.deep.equal(["fail password-policy historySize"]);
    expect(declared({ maximumAgeDays: 366 })).to.deep.equal(["fail password-policy maximumAgeDays"]);
    expect(declared({ maximumAgeDays: "never" })).to.deep.equal(["fail password-policy maximumAgeDays"]);
    expect(declared({ minimumAgeDays: 0 })).to.deep.equal([]);
  });

  it("lets passwords last for ever where the level says so, and the declared value binds all the same", () => {
    const parameters = { passwordDaysAtMost: 0 };
    const found = (wanted: string | number, live: string | number) =>
      part.found({
        declared: { "password-policy": { maximumAgeDays: wanted } },
        held: { "password-policy": { maximumAgeDays: live } },
        parameters,
      });
    expect(found("never", "never")).to.deep.equal([]);
    expect(found("never", 90)).to.deep.equal([]);
    expect(found(180, "never")).to.deep.equal(["fail password-policy maximumAgeDays"]);
    expect(found("never", "absent")).to.deep.equal(["fail password-policy maximumAgeDays"]);
  });

  it("says what would be right", () => {
    const reason = (name: string, live: string | number, parameters = {}) =>
      part
        .observe({ held: { "password-policy": { [name]: live } }, parameters })
        .find(({ outcome }) => outcome === "fail")?.reason?.en;
    expect(reason("maximumAgeDays", "never")).to.equal("must be 1 to 365 days");
    expect(reason("maximumAgeDays", "absent", { passwordDaysAtMost: 0 })).to.equal(
      "must be as many days as declared, or fewer",
    );
    expect(reason("maximumAgeDays", "never", { passwordDaysAtMost: 0 })).to.equal(undefined);
    expect(reason("minimumAgeDays", "absent")).to.equal("must be as many days as declared, or more");
    expect(reason("minimumAgeDays", 0)).to.equal(undefined);
  });

  it("does without a minimum age where none is declared", () => {
    expect(part.found({ declared: { "password-policy": { minimumAgeDays: undefined } } })).to.deep.equal([]);
  });
});
