import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { logonAuditing } from "./logon-auditing.js";

describe("auditing of logons", () => {
  const part = new JudgedPart(logonAuditing, {
    auditPolicy: {
      ...{ "force-subcategory-settings": true, logon: "success-and-failure" },
      ...{ logoff: "success", "account-lockout": "failure", "process-creation": "success-and-failure" },
    },
    eventLog: { Security: { maxSizeKiB: 196_608, whenFull: "overwrite" }, System: { maxSizeKiB: 32_768 } },
  });
  const policy = (values: Record<string, string | boolean>) => part.found({ held: { "audit-policy": values } });
  const log = (values: Record<string, string | number>) => part.found({ held: { "event-log": { Security: values } } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails logons of which not all is recorded", () => {
    for (const word of ["none", "success", "failure", "absent"]) {
      expect(policy({ logon: word }), word).to.deep.equal(["fail audit-policy logon"]);
      const declared = { "audit-policy": { logon: word } };
      expect(part.found({ declared, isLive: false }), word).to.deep.equal(["fail audit-policy logon"]);
    }
    expect(part.found({ declared: { "audit-policy": { logon: undefined } } })).to.deep.equal([
      "unknown audit-policy logon",
    ]);
  });

  it("wants of the others what is declared, or more", () => {
    expect(policy({ logoff: "success-and-failure" })).to.deep.equal([]);
    expect(policy({ logoff: "failure" })).to.deep.equal(["fail audit-policy logoff"]);
    expect(policy({ "account-lockout": "success" })).to.deep.equal(["fail audit-policy account-lockout"]);
    expect(policy({ "process-creation": "success" })).to.deep.equal(["fail audit-policy process-creation"]);
    expect(policy({ logoff: "absent" })).to.deep.equal(["fail audit-policy logoff"]);
    const declared = { "audit-policy": { logoff: "something" } };
    expect(part.found({ declared, held: declared })).to.deep.equal(["fail audit-policy logoff"]);
    const nothing = { "audit-policy": { logoff: "none" } };
    expect(part.found({ declared: nothing })).to.deep.equal([]);
    expect(part.found({ declared: nothing, held: declared })).to.deep.equal(["fail audit-policy logoff"]);
  });

  it("wants the subcategories to count where that is declared", () => {
    expect(policy({ "force-subcategory-settings": false })).to.deep.equal([
      "fail audit-policy force-subcategory-settings",
    ]);
    const undeclared = { "audit-policy": { "force-subcategory-settings": undefined } };
    const held = { "audit-policy": { "force-subcategory-settings": false } };
    expect(part.found({ declared: undeclared, held })).to.deep.equal([]);
  });

  it("wants a Security log that is large enough and goes on", () => {
    expect(log({ maxSizeKiB: 262_144, whenFull: "archive" })).to.deep.equal([]);
    expect(log({ maxSizeKiB: 196_544 })).to.deep.equal(["fail event-log Security.maxSizeKiB"]);
    expect(log({ maxSizeKiB: "absent" })).to.deep.equal(["fail event-log Security.maxSizeKiB"]);
    const [sizeless] = part
      .observe({ held: { "event-log": { Security: { maxSizeKiB: "absent" } } } })
      .filter(({ outcome }) => outcome === "fail");
    expect(sizeless?.reason?.en).to.equal("must have a declared size");
    expect(log({ whenFull: "keep" })).to.deep.equal(["fail event-log Security.whenFull"]);
    const archive = { "event-log": { Security: { whenFull: "archive" } } };
    expect(part.found({ declared: archive })).to.deep.equal(["fail event-log Security.whenFull"]);
    const keep = { "event-log": { Security: { whenFull: "keep" } } };
    expect(part.found({ declared: keep, isLive: false })).to.deep.equal(["fail event-log Security.whenFull"]);
  });

  it("asks nothing about other logs", () => {
    expect(part.found({ held: { "event-log": { System: { maxSizeKiB: 1024 } } } })).to.deep.equal([]);
  });
});
