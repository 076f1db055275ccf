import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { accessRestrictionApplied } from "./access-restriction-applied.js";
import { encryptionToolLog } from "./encryption-tool-log.js";
import { managedSoftware } from "./managed-software.js";
import { noSuspiciousLogonFailures } from "./no-suspicious-logon-failures.js";
import { specifiedPasswordSet } from "./specified-password-set.js";

const probe = { probe: "registry", key: "HKLM\\SOFTWARE\\V", value: "A", expect: 1 } as const;
const via = "via registry key HKLM\\SOFTWARE\\V, value A";

for (const [name, judged, area] of [
  ["access restriction tool", accessRestrictionApplied, "accessRestriction"],
  ["encryption tool", encryptionToolLog, "encryptionTool"],
] as const) {
  describe(`the ${name}`, () => {
    const part = new JudgedPart(judged, { [area]: { 適用: probe } });
    const [id = ""] = judged.areas;

    it("keeps to the rules of every part", () => {
      part.keepsTheRules();
    });

    it("fails another value, and knows nothing where nobody has said what is right", () => {
      expect(part.found({ held: { [id]: { 適用: `0 ${via}` } } })).to.deep.equal([`fail ${id} 適用`]);
      expect(part.found({ declared: { [id]: { 適用: `to-be-confirmed ${via}` } } })).to.deep.equal([
        `unknown ${id} 適用`,
      ]);
      expect(part.found({ declared: { [id]: { 適用: undefined } }, isLive: false })).to.deep.equal([`fail ${id}`]);
    });
  });
}

describe("managed software", () => {
  const part = new JudgedPart(managedSoftware, {
    installedSoftware: { Edge: { publisher: "Microsoft Corporation" }, Furui: "absent", "*": "absent" },
  });
  const held = (values: Record<string, string>) => part.found({ held: { "installed-software": values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails what is beyond the list or comes from somebody else, and remarks on what is missing", () => {
    expect(held({ "*": '"Himitsu"' })).to.deep.equal(["fail installed-software *"]);
    expect(held({ Furui: "version 1.0" })).to.deep.equal(["fail installed-software Furui"]);
    expect(held({ Edge: "publisher Nobody" })).to.deep.equal(["fail installed-software Edge"]);
    expect(held({ Edge: "absent" })).to.deep.equal(["remark installed-software Edge"]);
    expect(part.found({ declared: { "installed-software": { "*": undefined } } })).to.deep.equal([
      "unknown installed-software *",
    ]);
  });
});

describe("suspicious logon failures", () => {
  const part = new JudgedPart(noSuspiciousLogonFailures, {
    logonFailures: { periodDays: 366, burst: { attempts: 5, minutes: 15 }, lockout: "none" },
  });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails what is suspicious, and reads nothing into a log that does not go back", () => {
    const held = (values: Record<string, string>) => part.found({ held: { "logon-failures": values } });
    expect(held({ burst: "6 of 4625|gyomu" })).to.deep.equal(["fail logon-failures burst"]);
    expect(held({ periodDays: "unreadable: LOG_TOO_SHORT" })).to.deep.equal(["error logon-failures periodDays"]);
  });

  it("has to look for something, over some time", () => {
    const declared = (values: Record<string, undefined>) => part.found({ declared: { "logon-failures": values } });
    expect(declared({ burst: undefined, lockout: undefined })).to.deep.equal(["unknown logon-failures burst"]);
    expect(declared({ burst: undefined })).to.deep.equal([]);
    expect(declared({ periodDays: undefined })).to.deep.equal(["unknown logon-failures periodDays"]);
  });
});

describe("the specified password", () => {
  const part = new JudgedPart(specifiedPasswordSet, {
    specifiedPassword: { administrator: { version: "2025-04", setFrom: "2025-04-01" } },
  });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails a password of another day and a missing account", () => {
    for (const line of ["setFrom 2024-10-07, setUntil 2024-10-07", "setFrom never, setUntil never", "absent"]) {
      expect(part.found({ held: { "specified-password": { administrator: line } } })).to.deep.equal([
        "fail specified-password administrator",
      ]);
    }
  });
});
