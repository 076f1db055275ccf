import { expect } from "chai";
import fc from "fast-check";

import { formatProbe, joinLine, parseProbe, splitLine } from "./probe-line.js";
import { places } from "./probe-place-states.js";
import { tokensOf, tokenText } from "./probe-token.js";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("absent", "to-be-confirmed", "via", "at", "mixed:", "unreadable: X", "a via b", "'", '"', "", "，"),
);

describe("the line of a probe", () => {
  it("gives every kind of probe back as it was declared", () => {
    for (const { probe } of places) expect(parseProbe(formatProbe(probe)), formatProbe(probe)).to.deep.equal(probe);
  });

  it("keeps any text of a machine apart from what it is found by, and from the words that have a meaning", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...places), (text, { probe }) => {
        const definition = formatProbe(probe);
        const line = joinLine({ head: tokenText(text), definition });
        expect(splitLine(line)).to.deep.equal({ head: tokenText(text), definition });
        expect(tokensOf(tokenText(text)).map((token) => token.text)).to.deep.equal([text]);
        expect(["absent", "to-be-confirmed"]).to.not.include(tokenText(text));
      }),
    );
  });

  it("reads as a person would write it, paths as they are", () => {
    const key = "HKLM\\SOFTWARE\\Kijun Simulated Vendor\\yarai";
    const line = formatProbe({ probe: "registry", key, value: "Mode", words: { "2": "log-output", "1": "block" } });
    expect(line).to.equal(
      "registry key 'HKLM\\SOFTWARE\\Kijun Simulated Vendor\\yarai', value Mode, words 1=block 2=log-output",
    );
  });

  it("refuses what defines no probe", () => {
    for (const text of [
      "",
      "registr key x",
      "registry kee x",
      "port protocol tcp, port 1 2, read state",
      "file file 'C:\\x",
    ])
      expect(() => parseProbe(text), text).to.throw();
  });

  it("takes a line without a definition for one that nobody has said more of", () => {
    expect(splitLine("to-be-confirmed")).to.deep.equal({ head: "to-be-confirmed", definition: undefined });
  });
});
