import { expect } from "chai";

import { roleCounts } from "./role-counts.js";

describe("roleCounts", () => {
  it("names roles in a fixed order, and none that is missing", () => {
    const roles = ["communication-server", "terminal", "terminal", "communication-server"] as const;
    expect(roleCounts(roles, "en")).to.equal("2 terminals, 2 communication servers");
    expect(roleCounts(roles, "ja")).to.equal("統合端末 2台、ＣＳ 2台");
  });

  it("says one machine in the singular", () => {
    expect(roleCounts(["active-directory-server"], "en")).to.equal("1 Active Directory server");
  });
});
