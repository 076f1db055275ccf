import { expect } from "chai";

import { reasonsOf } from "./apply-failed.js";

describe("reasonsOf", () => {
  const failed = (path: string) => ({ path, outcome: "failed", code: "ACCESS_DENIED", detail: "policy" }) as const;

  it("names machine, setting, code and detail of what failed, and of nothing else", () => {
    expect(reasonsOf("KITA-T001", [{ path: "a.ok", outcome: "changed" }, failed("a.b")])).to.deep.equal([
      "KITA-T001: a.b: ACCESS_DENIED policy",
    ]);
  });

  it("counts the rest where a machine takes nothing at all", () => {
    const reasons = reasonsOf(
      "KITA-T001",
      Array.from({ length: 300 }, (_, index) => failed(`rules.r${String(index)}`)),
    );
    expect(reasons).to.have.lengthOf(21);
    expect(reasons.at(-1)).to.equal("KITA-T001: ... 280 more settings could not be applied");
  });
});
