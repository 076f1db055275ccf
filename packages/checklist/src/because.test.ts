import { expect } from "chai";

import { because, becauseText } from "./because.js";

describe("becauseText", () => {
  it("gives the words for a code with its detail", () => {
    expect(becauseText(because("RETIRED", "2025-12-01"))).to.deep.equal({
      ja: "対象外：機器の廃止日 2025-12-01",
      en: "not applicable: the machines are retired since 2025-12-01",
    });
    expect(becauseText(because("BASELINE_UNAPPROVED")).ja).to.equal("要確認：基準値未承認");
  });

  it("shows a code that it does not know as it stands", () => {
    expect(becauseText("LATER_CODE detail")).to.deep.equal({ ja: "LATER_CODE detail", en: "LATER_CODE detail" });
    expect(becauseText("constructor")).to.deep.equal({ ja: "constructor", en: "constructor" });
  });
});
