import { expect } from "chai";

import { overAreas } from "./area-view.js";
import { isSwitchedOff, lessIn, nothingBeyond } from "./nothing-beyond.js";

describe("a list beyond which nothing may be", () => {
  const part = overAreas({ shares: [nothingBeyond()], "local-accounts": [nothingBeyond()] });
  const declared = {
    shares: { Renkei: "path d:\\renkei", Furui: "absent", "*": "absent" },
    "local-accounts": { "*": "disabled" },
  };
  const judge = (area: keyof typeof declared, name: string, line: string) =>
    part
      .judge({
        ...{ host: "KITA-T001", role: "terminal", parameters: {}, isLive: true, declared },
        held: { ...declared, [area]: { ...declared[area], [name]: line } },
      })
      .find((found) => found.area === area && found.path === name);

  it("says of what is there that it is beyond the list", () => {
    for (const [area, name, line] of [
      ["shares", "Furui", "path c:\\furui"],
      ["shares", "*", '"Himitsu"'],
      ["local-accounts", "*", '"himitsu"'],
    ] as const) {
      const found = judge(area, name, line);
      expect(found?.outcome, name).to.equal("fail");
      expect(found?.reason?.en, name).to.include("beyond the declared list");
    }
  });

  it("lets the values speak for themselves where something declared is otherwise", () => {
    const found = judge("shares", "Renkei", "path c:\\other");
    expect(found).to.include({ outcome: "fail", live: "path c:\\other", wanted: "path d:\\renkei" });
    expect(found?.reason).to.equal(undefined);
  });
});

describe("less than what is declared", () => {
  it("is no line that nobody can declare, and nothing is less than such a line", () => {
    const isLess = lessIn("services", () => true);
    expect(isLess("Spooler", "start disabled", "start manual")).to.equal(true);
    expect(isLess("Spooler", "what is this", "start manual")).to.equal(false);
    expect(isLess("Spooler", "start disabled", "what is this")).to.equal(false);
  });

  it("is an entry that is switched off and otherwise as declared", () => {
    const on = { enabled: true, command: "c:\\a.exe" };
    const off = { ...on, enabled: false };
    const other = { ...off, command: "c:\\b.exe" };
    expect(isSwitchedOff(off, on)).to.equal(true);
    expect(isSwitchedOff(other, on)).to.equal(false);
    expect(isSwitchedOff(on, off)).to.equal(false);
  });
});
