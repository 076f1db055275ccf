import { settingAreas } from "@kijun/settings";
import { expect } from "chai";

import { agentScript } from "./agent-script.js";

describe("agentScript", () => {
  const all = settingAreas.map(({ id }) => id);

  it("holds the functions of the declared areas only", () => {
    expect(agentScript(["account-lockout"])).to.include("function Read-AccountLockout");
    expect(agentScript(["account-lockout"])).to.not.include("function Read-ScreenSaver");
  });

  it("brings probes along only where an area uses them", () => {
    expect(agentScript(["account-lockout"])).to.not.include("function Read-Probe");
    expect(agentScript(["yarai"]))
      .to.include("function Read-Probe")
      .and.to.include("function Read-FileProbe");
  });

  it("is the same text whatever order the areas are declared in", () => {
    expect(agentScript([...all].reverse())).to.equal(agentScript(all));
  });

  it("is 7-bit, so that no code page on the way can change it", () => {
    // eslint-disable-next-line no-control-regex
    expect(agentScript(all)).to.match(/^[\x00-\x7f]*$/);
  });

  it("defines each function once", () => {
    const names = [...agentScript(all).matchAll(/^function (\S+)/gm)].map(([, name = ""]) => name);
    expect(names).to.deep.equal([...new Set(names)]);
  });
});
