import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { claimDigest, knownClaims } from "./known-claims.js";

describe("claims", () => {
  const claims = knownClaims();

  it("have an id each, and say in both languages what is taken for granted", () => {
    const ids = claims.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { id, en, ja } of claims) {
      expect(id).to.match(/^[a-z][a-z-]*\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(en, id).to.match(/^\S.*\S$/);
      expect(ja, id).to.match(/[\u3040-\u30ff\u4e00-\u9fff].*。$/);
    }
  });

  it("begin with how PowerShell starts, and ask every area whether it can be read", () => {
    expect(claims[0]?.id).to.equal("node-winrm/starts");
    expect(claims.filter(({ way }) => way === "read").map(({ owner }) => owner)).to.deep.equal(
      everyArea.map(({ id }) => id),
    );
  });

  it("that change a machine have a check that does it", () => {
    expect(claims.filter(({ changes, way }) => changes && way !== "check")).to.deep.equal([]);
  });

  it("have a digest that is the same every time", () => {
    for (const claim of claims.slice(0, 20)) {
      expect(claimDigest(claim)).to.match(/^[0-9a-f]{16}$/);
      expect(claimDigest({ ...claim })).to.equal(claimDigest(claim));
    }
  });
});
