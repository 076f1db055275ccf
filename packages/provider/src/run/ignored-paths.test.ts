import { expect } from "chai";

import { isIgnored, pathSteps } from "./ignored-paths.js";

describe("isIgnored", () => {
  it("covers a path and all below it, but no name that only starts alike", () => {
    expect(isIgnored(["firewallRules", "web"], ["firewallRules"])).to.equal(true);
    expect(isIgnored(["firewallRulesX"], ["firewallRules"])).to.equal(false);
    expect(isIgnored(["firewallRules"], ["firewallRules.web"])).to.equal(false);
  });

  it("takes every form of a path that Pulumi takes", () => {
    for (const pattern of ['firewallRules["web.a"]', "firewallRules['web.a']", "firewallRules[*]", "*"])
      expect(isIgnored(["firewallRules", "web.a"], [pattern]), pattern).to.equal(true);
    expect(isIgnored(["firewallRules", "web-b"], ["firewallRules.web-b"])).to.equal(true);
    expect(pathSteps('a["say \\"b\\""].c[0]')).to.deep.equal(["a", 'say "b"', "c", "0"]);
  });
});
