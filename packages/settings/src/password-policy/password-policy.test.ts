import type { Scalar } from "@kijun/core";
import { expect } from "chai";

import { AreaFailure } from "../form/live-form.js";
import { machine } from "../form/machine-states.js";
import { passwordPolicyLive } from "./password-policy.live.js";
import { passwordPolicy } from "./password-policy.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

describe("password-policy", () => {
  it("refuses values that Windows does not take", () => {
    expect(declarationIssues("passwordPolicy", { minimumLength: 15 })[0]).to.equal(
      "passwordPolicy.minimumLength: must be 14 or less: more needs RelaxMinimumPasswordLengthLimits, which is not declared here",
    );
    expect(declarationIssues("passwordPolicy", { historySize: 25 })[0]).to.include("passwordPolicy.historySize: ");
    expect(declarationIssues("passwordPolicy", { maximumAgeDays: 0 })[0]).to.include("passwordPolicy.maximumAgeDays: ");
    expect(declarationIssues("passwordPolicy", { maximumAgeDays: -1 })[0]).to.include(
      "passwordPolicy.maximumAgeDays: ",
    );
    expect(declarationIssues("passwordPolicy", { minimumLenght: 8 })[0]).to.include("did you mean minimumLength?");
  });

  it("refuses a minimum age that is not below the maximum age", () => {
    const message = "passwordPolicy.minimumAgeDays: must be less than maximumAgeDays (30)";
    expect(declarationIssues("passwordPolicy", { minimumAgeDays: 30, maximumAgeDays: 30 })).to.deep.equal([message]);
    expect(declarationIssues("passwordPolicy", { minimumAgeDays: 29, maximumAgeDays: 30 })).to.deep.equal([]);
    expect(declarationIssues("passwordPolicy", { minimumAgeDays: 998, maximumAgeDays: "never" })).to.deep.equal([]);
  });

  it("says -1 to Windows for never, and takes it for never", () => {
    expect(passwordPolicy.toWindows({ maximumAgeDays: "never", complexity: true }, [])).to.deep.equal({
      MaximumPasswordAge: -1,
      PasswordComplexity: 1,
    });
    expect(passwordPolicy.fromWindows({ MaximumPasswordAge: -1 }, { maximumAgeDays: 60 })).to.deep.equal({
      maximumAgeDays: "never",
    });
  });

  it("imports nothing of a policy whose ages contradict the machine's own", () => {
    const state = machine({ securityPolicy: { MinimumPasswordAge: 30, MinimumPasswordLength: 0 } });
    const wanted = { MaximumPasswordAge: 20, MinimumPasswordLength: 14 };
    expect(() => passwordPolicyLive.write(state, wanted)).to.throw(AreaFailure, "SECEDIT_FAILED");
    expect(state.securityPolicy).to.deep.equal({ MinimumPasswordAge: 30, MinimumPasswordLength: 0 });
  });

  const directions: readonly [property: string, live: Scalar, desired: Scalar, direction: string][] = [
    ["minimumLength", 0, 14, "hardening"],
    ["complexity", true, false, "weakening"],
    ["historySize", 24, 5, "weakening"],
    ["maximumAgeDays", "never", 365, "hardening"],
    ["maximumAgeDays", 42, 365, "weakening"],
    ["minimumAgeDays", 0, 1, "hardening"],
    ["reversibleEncryption", true, false, "hardening"],
    ["minimumLength", "absent", 14, "unknown"],
    ["minimumLength", "unreadable: SECEDIT_FAILED", 14, "unknown"],
  ];
  for (const [property, live, desired, direction] of directions) {
    it(`calls ${property} from ${String(live)} to ${String(desired)} ${direction}`, () => {
      expect(passwordPolicy.direction([property], live, desired)).to.equal(direction);
    });
  }
});
