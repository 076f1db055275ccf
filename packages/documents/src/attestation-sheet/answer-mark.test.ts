import { expect } from "chai";

import { answerOfMark, OFFERED_MARKS } from "./answer-mark.js";

describe("answerOfMark", () => {
  for (const mark of ["○", "〇", "◯", " ○ ", "O", "Ｏ", "✓", "✔︎", "⭕️", "適"]) {
    it(`takes ${JSON.stringify(mark)} for a pass`, () => {
      expect(answerOfMark(mark)).to.equal("pass");
    });
  }

  for (const mark of ["×", "✕", "✗", "X", "ｘ", "❌", "否"]) {
    it(`takes ${JSON.stringify(mark)} for a fail`, () => {
      expect(answerOfMark(mark)).to.equal("fail");
    });
  }

  for (const mark of ["", "△", "0", "1", "-", "－", "◎", "●", "レ", "○×", "対象外", "true", "済"]) {
    it(`does not guess what ${JSON.stringify(mark)} means`, () => {
      expect(answerOfMark(mark)).to.equal(undefined);
    });
  }

  it("knows the marks that a sheet offers", () => {
    expect(answerOfMark(OFFERED_MARKS.pass)).to.equal("pass");
    expect(answerOfMark(OFFERED_MARKS.fail)).to.equal("fail");
  });
});
