import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { noNeedlessAccounts } from "./no-needless-accounts.js";

describe("needless accounts", () => {
  const part = new JudgedPart(noNeedlessAccounts, {
    localAccounts: {
      guest: { enabled: false },
      gyomu: { enabled: true, passwordRequired: true },
      himitsu: "absent",
      "*": "disabled",
    },
    localGroups: {
      administrators: { members: ["administrator", "hoshu"], exclusive: true },
      "backup-operators": { members: [], exclusive: true },
    },
  });
  const accounts = (values: Record<string, string>) => part.found({ held: { "local-accounts": values } });
  const groups = (values: Record<string, string>) => part.found({ held: { "local-groups": values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("says of each place once that it is in order", () => {
    const places = part.observe({}).map(({ area, path }) => `${area} ${path}`);
    expect(places).to.deep.equal([...new Set(places)]);
  });

  it("fails accounts beyond the list", () => {
    expect(accounts({ "*": '"himitsu"' })).to.deep.equal(["fail local-accounts *"]);
    expect(accounts({ himitsu: "enabled false" })).to.deep.equal(["fail local-accounts himitsu"]);
    expect(accounts({ "*": "unreadable: ACCESS_DENIED" })).to.deep.equal(["error local-accounts *"]);
  });

  it("remarks on accounts that are missing or disabled", () => {
    expect(accounts({ gyomu: "absent" })).to.deep.equal(["remark local-accounts gyomu"]);
    expect(accounts({ gyomu: "enabled false, passwordRequired true" })).to.deep.equal(["remark local-accounts gyomu"]);
  });

  it("fails accounts that are otherwise than declared", () => {
    expect(accounts({ gyomu: "enabled true, passwordRequired false" })).to.deep.equal(["fail local-accounts gyomu"]);
    expect(accounts({ gyomu: "enabled false, passwordRequired false" })).to.deep.equal(["fail local-accounts gyomu"]);
    expect(accounts({ gyomu: "what is this" })).to.deep.equal(["fail local-accounts gyomu"]);
  });

  it("fails an enabled guest, whatever is declared", () => {
    expect(accounts({ guest: "enabled true" })).to.include("fail local-accounts guest");
    const declared = { "local-accounts": { guest: "enabled true" } };
    expect(part.found({ declared, isLive: false })).to.deep.equal(["fail local-accounts guest"]);
    expect(part.found({ declared: { "local-accounts": { guest: undefined } }, isLive: false })).to.deep.equal([]);
  });

  it("wants a closed list of accounts", () => {
    const declared = { "local-accounts": { "*": undefined } };
    expect(part.found({ declared, isLive: false })).to.deep.equal(["fail local-accounts *"]);
    expect(part.found({ declared })).to.deep.equal(["unknown local-accounts *"]);
  });

  it("fails members beyond the declared ones, and remarks on missing ones", () => {
    expect(groups({ administrators: "members administrator gyomu hoshu, exclusive true" })).to.deep.equal([
      "fail local-groups administrators",
    ]);
    expect(groups({ administrators: "members administrator, exclusive true" })).to.deep.equal([
      "remark local-groups administrators",
    ]);
    expect(groups({ "backup-operators": "members gyomu, exclusive true" })).to.deep.equal([
      "fail local-groups backup-operators",
    ]);
  });

  it("wants administrators by name, and nobody else", () => {
    const declared = (line: string | undefined) =>
      part.found({ declared: { "local-groups": { administrators: line } }, isLive: false });
    expect(declared(undefined)).to.deep.equal(["fail local-groups administrators"]);
    expect(declared("members administrator hoshu")).to.deep.equal(["fail local-groups administrators"]);
    expect(declared("members administrator everyone, exclusive true")).to.deep.equal([
      "fail local-groups administrators",
    ]);
  });
});
