import { expect } from "chai";

import { KijunError } from "./errors.js";

describe("KijunError", () => {
  it("collects all places of one load, each with file, path, value and what would be right", () => {
    const error = KijunError.forIssues([
      { file: "a.ts", path: "x.y", value: "9", message: "must be below 5" },
      { file: "b.ts", path: "z", message: "is missing" },
    ]);
    expect(error.code).to.equal("BASELINE_INVALID");
    expect(error.message).to.equal(
      "2 problem(s) in the declaration:\n  a.ts: x.y = 9: must be below 5\n  b.ts: z: is missing",
    );
    expect(error.hint).to.include("nothing was read or changed");
  });

  it("names a file alone where all of it is wrong", () => {
    const error = KijunError.forIssues([{ file: "a.json", path: "", message: "it is not JSON" }]);
    expect(error.message).to.equal("1 problem(s) in the declaration:\n  a.json: it is not JSON");
  });
});
