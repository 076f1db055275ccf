import { expect } from "chai";
import fc from "fast-check";

import { anyText } from "../arbitrary-run.fixture.test.js";
import { markdownCode, markdownText } from "./markdown-escape.js";

/** The cells of a table row as GitHub takes them apart: a backslash always belongs to the character behind it. */
function cellsOf(row: string): string[] {
  return row.match(/(?:\\.|[^|\\])+|(?<=\|)(?=\|)/gu) ?? [];
}

describe("markdownCode", () => {
  it("writes a value in a code span", () => {
    expect(markdownCode("600 秒")).to.equal("`600 秒`");
  });

  it("uses a fence longer than any run of backticks inside", () => {
    expect(markdownCode("a``b`c")).to.equal("```a``b`c```");
    expect(markdownCode("`")).to.equal("`` ` ``");
  });

  it("keeps a bar inside its cell and a line break as a break", () => {
    expect(markdownCode("a|b")).to.equal("`a\\|b`");
    expect(markdownCode("a\r\nb")).to.equal("`a`<br>`b`");
  });

  it("writes a backslash before a bar as entities, which have a form in a cell", () => {
    expect(markdownCode("a\\|<b>")).to.equal("<code>a&#92;&#124;&#60;b&#62;</code>");
  });

  it("is empty for the empty text", () => {
    expect(markdownCode("")).to.equal("");
  });

  it("never ends the cell or the row, whatever a machine holds", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const cell of [markdownCode(text), markdownText(text)]) {
          expect(cell).to.not.match(/[\r\n]/);
          expect(cellsOf(`x${cell}x`)).to.have.length(1);
        }
      }),
    );
  });
});

describe("markdownText", () => {
  it("takes the markup out of a text", () => {
    expect(markdownText("a*b_c[d]`e`~f|g\\h")).to.equal("a\\*b\\_c\\[d\\]\\`e\\`\\~f\\|g\\\\h");
    expect(markdownText("<img onerror=x> & more")).to.equal("&lt;img onerror=x&gt; &amp; more");
  });

  it("neutralises mentions, issue numbers, addresses and formulas by a code span", () => {
    for (const text of ["ask @octocat", "see #12", "https://example.com", "$x$"]) {
      expect(markdownText(text)).to.equal(`\`${text}\``);
    }
  });

  it("leaves ordinary words alone", () => {
    expect(markdownText("基準 sapporo@4f2c1e（2026-01-14時点）")).to.equal("基準 sapporo@4f2c1e（2026-01-14時点）");
  });
});
