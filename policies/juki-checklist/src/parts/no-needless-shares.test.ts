import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { noNeedlessShares } from "./no-needless-shares.js";

describe("needless shares", () => {
  const part = new JudgedPart(noNeedlessShares, {
    shares: { Renkei: { path: "d:\\renkei", access: ["S-1-5-32-544:full"] }, Furui: "absent", "*": "absent" },
  });
  const held = (values: Record<string, string>) => part.found({ held: { shares: values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails shares beyond the list, and a declared one that is otherwise", () => {
    expect(held({ "*": '"Himitsu"' })).to.deep.equal(["fail shares *"]);
    expect(held({ Furui: "path c:\\x, access S-1-5-32-544:full" })).to.deep.equal(["fail shares Furui"]);
    expect(held({ Renkei: "path d:\\renkei, access S-1-5-11:full S-1-5-32-544:full" })).to.deep.equal([
      "fail shares Renkei",
    ]);
  });

  it("remarks on a missing share", () => {
    expect(held({ Renkei: "absent" })).to.deep.equal(["remark shares Renkei"]);
  });

  it("refuses a declared share that is open to just anybody", () => {
    for (const who of ["S-1-1-0:read", "S-1-5-7:change", "S-1-5-32-546:full"]) {
      const declared = { shares: { Renkei: `path d:\\renkei, access ${who}` } };
      expect(part.found({ declared, isLive: false }), who).to.deep.equal(["fail shares Renkei"]);
    }
    const declared = { shares: { Renkei: "path d:\\renkei" } };
    expect(part.found({ declared, isLive: false })).to.deep.equal([]);
  });

  it("says nothing of a declared share that the machine does not have so", () => {
    const declared = { shares: { Renkei: "path d:\\renkei, access S-1-1-0:read" } };
    expect(part.found({ declared, held: { shares: { Renkei: "absent" } } })).to.deep.equal(["remark shares Renkei"]);
  });

  it("wants a closed list", () => {
    expect(part.found({ declared: { shares: { "*": undefined } }, isLive: false })).to.deep.equal(["fail shares *"]);
  });
});
