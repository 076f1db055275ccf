import type { Scalar } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { auditPolicyLive } from "./audit-policy.live.js";
import { auditPolicy } from "./audit-policy.js";
import { AUDIT_SUBCATEGORIES, subcategoryGuid } from "./audit-subcategories.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const LOGON = "0CCE9215-69AE-11D9-BED3-505054503030";

describe("audit-policy", () => {
  it("knows the 59 subcategories of Windows, each by a GUID of its own", () => {
    const guids = Object.keys(AUDIT_SUBCATEGORIES).map(subcategoryGuid);
    const first = 0x9210;
    expect(guids).to.have.members(
      Array.from({ length: 59 }, (_, at) => `0CCE${(first + at).toString(16).toUpperCase()}${LOGON.slice(8)}`),
    );
    expect(subcategoryGuid("logon")).to.equal(LOGON);
  });

  it("refuses words that stand for no subcategory and for nothing recorded", () => {
    expect(declarationIssues("auditPolicy", { logons: "success" })[0]).to.include("did you mean logon?");
    expect(declarationIssues("auditPolicy", { logon: "all" })[0]).to.include("auditPolicy.logon: ");
    expect(declarationIssues("auditPolicy", { logon: true })[0]).to.include("auditPolicy.logon: ");
  });

  it("reads a number that Windows does not use as unreadable, and a missing subcategory as absent", () => {
    const state = machine({ auditPolicy: { subcategories: { [LOGON]: 4 } } });
    const desired = auditPolicy.format({ logon: "success", logoff: "success" });
    expect(
      auditPolicy.fromWindows(auditPolicyLive.read(state, auditPolicy.readRequest(desired)), desired),
    ).to.deep.equal({ logon: "unreadable: VALUE_UNKNOWN (setting value 4)", logoff: "absent" });
  });

  it("writes the subcategories that differ and no others, and the registry value only where that differs", () => {
    const desired = auditPolicy.format({ logon: "failure", logoff: "success", "force-subcategory-settings": true });
    expect(auditPolicy.toWindows(desired, [["logon"]])).to.deep.equal({
      subcategories: { logon: { guid: LOGON, success: false, failure: true } },
      values: {},
    });
    expect(auditPolicy.toWindows(desired, [["force-subcategory-settings"]])).to.have.nested.property(
      "values.force-subcategory-settings.value",
      1,
    );
  });

  const directions: readonly [property: string, live: Scalar, desired: Scalar, direction: string][] = [
    ["logon", "none", "failure", "hardening"],
    ["logon", "success", "success-and-failure", "hardening"],
    ["logon", "success-and-failure", "failure", "weakening"],
    ["logon", "success", "failure", "unknown"],
    ["logon", "absent", "success", "unknown"],
    ["logon", "unreadable: ACCESS_DENIED", "success", "unknown"],
    ["force-subcategory-settings", "absent", true, "neutral"],
    ["force-subcategory-settings", true, false, "weakening"],
  ];
  for (const [property, live, desired, direction] of directions) {
    it(`calls ${property} from ${String(live)} to ${String(desired)} ${direction}`, () => {
      expect(auditPolicy.direction([property], live, desired)).to.equal(direction);
    });
  }
});
