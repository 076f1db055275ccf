import { winrmErrorHints } from "@kijun/node-winrm";
import { expect } from "chai";

import { MACHINE_OVERDUE, nextStep, nextSteps, OTHER_NAME } from "./next-steps.js";

const JAPANESE = /[ぁ-ん]/;

describe("nextStep", () => {
  it("says in both languages what to do about an area that could not be read, also with a code of a later agent", () => {
    expect(nextStep("SECEDIT_FAILED", "", "en")).to.include("scesrv.log");
    expect(nextStep("SECEDIT_FAILED", "", "ja"))
      .to.include("scesrv.log")
      .and.to.match(JAPANESE);
    for (const code of ["SOMETHING_NEW", "constructor"]) {
      expect(nextStep(code, "", "en")).to.equal(nextSteps["READ_FAILED"]?.en);
      expect(nextStep(code, "", "ja")).to.equal(nextSteps["READ_FAILED"]?.ja);
    }
  });

  it("says every general next step in Japanese, and leaves the English one as it came", () => {
    const general = [
      ...Object.entries(winrmErrorHints),
      ...Object.entries(nextSteps).map(([code, { en }]) => [code, en] as const),
      ["WINRM_TIMEOUT", MACHINE_OVERDUE.en],
      ["WRONG_MACHINE", OTHER_NAME.en],
    ] as const;
    for (const [code, own] of general) {
      expect(nextStep(code, own, "ja"), code).to.match(JAPANESE);
      expect(nextStep(code, own, "en"), code).to.equal(own);
    }
  });

  it("keeps the two causes of WINRM_TIMEOUT apart", () => {
    expect(nextStep("WINRM_TIMEOUT", MACHINE_OVERDUE.en, "ja")).to.equal(MACHINE_OVERDUE.ja);
    expect(nextStep("WINRM_TIMEOUT", winrmErrorHints.WINRM_TIMEOUT, "ja")).to.not.equal(MACHINE_OVERDUE.ja);
  });

  it("says in Japanese what to do about a refused logon, whoever refused it", () => {
    const own = `${winrmErrorHints.WINRM_AUTH_FAILED} Correct the password (a changed one is tried at once).`;
    expect(nextStep("WINRM_AUTH_FAILED", own, "ja")).to.include("kijun credential retry");
    const latched = own.replace(" Nothing was tried a second time.", "");
    expect(nextStep("WINRM_CREDENTIAL_LATCHED", latched, "ja")).to.include("kijun credential retry");
  });

  it("leaves a text that names something of its own as it is", () => {
    for (const [code, own] of [
      ["WRONG_MACHINE", "If that was intended, take it over with: kijun replace KITA-T001."],
      ["WINRM_CREDENTIAL_LATCHED", "Make /home/a/latch readable and writable for this user, then run again."],
      ["CREDENTIAL_MISSING", 'Write the domain as "domain": "...".'],
    ] as const)
      expect(nextStep(code, own, "ja")).to.equal(own);
  });
});
