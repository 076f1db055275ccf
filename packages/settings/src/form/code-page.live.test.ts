import { expect } from "chai";

import { decodeAnsi, encodeAnsi } from "./code-page.live.js";

describe("the code pages of modelled machines", () => {
  it("write what they read, in Japanese and in western letters", () => {
    for (const text of ["表示ソ‥", "ｶﾅ 半角", "①㈱髙﨑", "~\\"])
      expect(decodeAnsi(encodeAnsi(text, "932") ?? Buffer.alloc(0), "932")).to.equal(text);
    for (const text of ["“café” – 5 €", "\u0081ÿ"])
      expect(decodeAnsi(encodeAnsi(text, "1252") ?? Buffer.alloc(0), "1252")).to.equal(text);
  });

  it("give the bytes that Windows gives", () => {
    expect(encodeAnsi("表①", "932")?.toString("hex")).to.equal("955c8740");
    expect(encodeAnsi("€é", "1252")?.toString("hex")).to.equal("80e9");
  });

  it("say nothing for a text that they cannot write", () => {
    expect(encodeAnsi("한", "932")).to.equal(undefined);
    expect(encodeAnsi("表", "1252")).to.equal(undefined);
  });
});
