import { expect } from "chai";

import { boundedText } from "./bounded-text.js";

describe("boundedText", () => {
  it("leaves a short line as it is", () => {
    expect(boundedText("アクセスが拒否されました (5)")).to.equal("アクセスが拒否されました (5)");
  });

  it("makes one line of several and cuts a long one between characters", () => {
    expect(boundedText("a\r\n\tb\u0007")).to.equal("a b");
    expect(boundedText("𠮷".repeat(400))).to.equal(`${"𠮷".repeat(300)}...`);
  });
});
