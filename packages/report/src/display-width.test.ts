import { expect } from "chai";
import fc from "fast-check";

import { anyText } from "./arbitrary-run.fixture.test.js";
import { cut, displayWidth, padEnd, padStart, visible, wrap } from "./display-width.js";

describe("displayWidth", () => {
  const measured: readonly [string, number][] = [
    ["端末1", 5],
    ["ｻｰﾋﾞｽ", 5],
    ["ｶﾞ", 2],
    ["か\u3099", 2],
    ["葛\u{e0100}飾", 4],
    ["\u26a0", 1],
    ["\u26a0\ufe0f", 2],
    ["～", 2],
    ["\u2212", 1],
    ["－", 2],
    ["【弱化】", 8],
    ["👩‍💻", 2],
    ["", 0],
  ];
  for (const [text, cells] of measured) {
    it(`counts ${String(cells)} cells for ${JSON.stringify(text)}`, () => {
      expect(displayWidth(text)).to.equal(cells);
    });
  }
});

describe("cut", () => {
  it("keeps a text that fits and ends a longer one with three dots", () => {
    expect(cut("スクリーン", 10)).to.equal("スクリーン");
    expect(cut("スクリーン セーバー", 10)).to.equal("スクリ...");
  });

  it("never parts a letter from its variation selector", () => {
    expect(cut("葛\u{e0100}飾区役所", 5)).to.equal("葛\u{e0100}...");
  });

  it("never exceeds the width", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 30 }), (text, width) => {
        expect(displayWidth(cut(text, width))).to.be.at.most(width);
      }),
    );
  });
});

describe("padEnd and padStart", () => {
  it("fill up by cells, not by characters", () => {
    expect(padEnd("端末", 6)).to.equal("端末  ");
    expect(padStart("端末", 6)).to.equal("  端末");
    expect(padEnd("端末", 2)).to.equal("端末");
  });
});

describe("visible", () => {
  it("shows what would move the cursor, recolour the screen or turn the writing direction", () => {
    expect(visible("a\u001b[2Jb\nc\u202ed")).to.equal("a\\u001b[2Jb\\nc\\u202ed");
  });

  it("leaves every other text as it is", () => {
    expect(visible("大通証明ｻｰﾋﾞｽｺｰﾅｰ 葛\u{e0100}")).to.equal("大通証明ｻｰﾋﾞｽｺｰﾅｰ 葛\u{e0100}");
  });
});

describe("wrap", () => {
  it("breaks between words and keeps dates, commands and closing punctuation together", () => {
    expect(wrap("read on 2026-01-14, then kijun", 12)).to.deep.equal(["read on", "2026-01-14,", "then kijun"]);
    expect(wrap("端末の電源。", 10)).to.deep.equal(["端末の", "電源。"]);
  });

  it("breaks a word that is longer than a line", () => {
    expect(wrap("abcdefgh", 3)).to.deep.equal(["abc", "def", "gh"]);
  });

  it("keeps every visible character and never exceeds the width", () => {
    fc.assert(
      fc.property(anyText.map(visible), fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(displayWidth(line)).to.be.at.most(width);
        expect(lines.join("").replace(/\s/gu, "")).to.equal(text.replace(/\s/gu, ""));
      }),
    );
  });
});
