import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { screenSaver } from "./screen-saver-set.js";

describe("the screen saver", () => {
  const part = new JudgedPart(screenSaver, {
    screenSaver: { active: true, passwordProtected: true, timeoutSeconds: 600, executable: "scrnsave.scr" },
  });
  const held = (values: Record<string, string | number | boolean>) => part.found({ held: { "screen-saver": values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("passes an earlier start", () => {
    expect(held({ timeoutSeconds: 300 })).to.deep.equal([]);
  });

  it("fails what is off, late, without a password, and what starts something else or nothing", () => {
    const wrong: [string, string | number | boolean][] = [
      ["active", false],
      ["active", "absent"],
      ["passwordProtected", false],
      ["timeoutSeconds", 601],
      ["timeoutSeconds", 0],
      ["timeoutSeconds", "600 for 3 profiles, 900 for S-1-5-21-1-2-3-1001"],
      ["executable", "bubbles.scr"],
      ["executable", "absent"],
      ["executable", '""'],
    ];
    for (const [name, value] of wrong) {
      expect(held({ [name]: value }), `${name} ${String(value)}`).to.deep.equal([`fail screen-saver ${name}`]);
    }
  });

  it("holds a declaration to the levels of the edition", () => {
    const declared = (values: Record<string, string | number | boolean | undefined>) =>
      part.found({ declared: { "screen-saver": values }, isLive: false });
    expect(declared({ timeoutSeconds: 901 })).to.deep.equal(["fail screen-saver timeoutSeconds"]);
    expect(declared({ timeoutSeconds: 900 })).to.deep.equal([]);
    expect(declared({ passwordProtected: false })).to.deep.equal(["fail screen-saver passwordProtected"]);
    expect(declared({ executable: undefined })).to.deep.equal(["fail screen-saver executable"]);
    expect(declared({ executable: '""' })).to.deep.equal(["fail screen-saver executable"]);
    expect(declared({ executable: "absent" })).to.deep.equal(["fail screen-saver executable"]);
  });
});
