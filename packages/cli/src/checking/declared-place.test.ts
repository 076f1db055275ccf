import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { DeclaredLines } from "./declared-place.js";

describe("the line of a declared value", () => {
  const root = mkdtempSync(join(tmpdir(), "kijun-lines-"));
  const source = [
    "const lockout = {",
    "  threshold: 5,",
    "};",
    "const shares = {",
    '  "Renkei": {',
    "    path,",
    "  },",
    "};",
  ];
  before(() => {
    mkdirSync(join(root, ".git"));
    mkdirSync(join(root, "baselines/a"), { recursive: true });
    writeFileSync(join(root, "baselines/a/values.ts"), source.join("\n"));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("names the last part of the path that the file names", () => {
    const lines = new DeclaredLines(join(root, "baselines/a"));
    const at = (...path: string[]) => lines.placeOf("baselines/a/values.ts", path).line;
    expect(at("accountLockout", "threshold")).to.equal(2);
    expect(at("shares", "Renkei")).to.equal(5);
    expect(at("shares", "Renkei", "path")).to.equal(6);
    expect(at("shares", "Renkei", "access")).to.equal(5);
    expect(at("nothing")).to.equal(1);
  });

  it("names files as seen from the root of the repository, and does without those that are not there", () => {
    const lines = new DeclaredLines(join(root, "baselines"));
    expect(lines.placeOf(join(root, "baselines/a/values.ts"), ["threshold"])).to.deep.equal({
      ...{ file: "baselines/a/values.ts", line: 2 },
    });
    expect(lines.placeOf("baselines/b.ts", ["threshold"])).to.deep.equal({ file: "baselines/b.ts", line: 1 });
  });
});
