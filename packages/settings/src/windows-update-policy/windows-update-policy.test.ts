import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { windowsUpdatePolicyLive } from "./windows-update-policy.live.js";
import { windowsUpdatePolicy } from "./windows-update-policy.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const SERVER = "http://192.0.2.10:8530";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate";

describe("windows-update-policy", () => {
  it("turns automatic updates off by the value that forbids them", () => {
    const state = machine();
    const desired = windowsUpdatePolicy.format({ automaticUpdates: false, internetLocations: false });
    windowsUpdatePolicyLive.write(state, windowsUpdatePolicy.toWindows(desired, [[]]));
    expect(state.registry).to.deep.equal({
      [`${POLICY}\\AU`]: { NoAutoUpdate: { kind: "DWord", value: 1 } },
      [POLICY]: { DoNotConnectToWindowsUpdateInternetLocations: { kind: "DWord", value: 1 } },
    });
  });

  it("refuses an update server that Windows would not ask", () => {
    const together = "useServer: true, server and statusServer must be declared together";
    expect(declarationIssues("windowsUpdatePolicy", { useServer: true, server: SERVER })).to.deep.equal([
      `windowsUpdatePolicy.statusServer: ${together}`,
    ]);
    expect(declarationIssues("windowsUpdatePolicy", { useServer: true })).to.deep.equal([
      `windowsUpdatePolicy.server: ${together}`,
    ]);
    expect(declarationIssues("windowsUpdatePolicy", { server: SERVER, statusServer: SERVER })).to.deep.equal([
      `windowsUpdatePolicy.useServer: ${together}`,
    ]);
    expect(declarationIssues("windowsUpdatePolicy", { useServer: false, server: SERVER })).to.deep.equal([
      `windowsUpdatePolicy.useServer: ${together}`,
    ]);
    expect(
      declarationIssues("windowsUpdatePolicy", { useServer: true, server: SERVER, statusServer: SERVER }),
    ).to.deep.equal([]);
    expect(declarationIssues("windowsUpdatePolicy", { useServer: false })).to.deep.equal([]);
    expect(
      declarationIssues("windowsUpdatePolicy", { useServer: true, server: "192.0.2.10", statusServer: SERVER })[0],
    ).to.include("windowsUpdatePolicy.server: must be the address of an update server");
  });

  it("refuses a schedule that never counts", () => {
    expect(
      declarationIssues("windowsUpdatePolicy", { automaticUpdates: false, whenOffered: "download" })[0],
    ).to.include("windowsUpdatePolicy.whenOffered: has no effect");
    expect(declarationIssues("windowsUpdatePolicy", { automaticUpdates: false, installHour: 3 })[0]).to.include(
      "windowsUpdatePolicy.installHour: ",
    );
    expect(declarationIssues("windowsUpdatePolicy", { whenOffered: "notify", installDay: "monday" })[0]).to.include(
      "windowsUpdatePolicy.installDay: ",
    );
    expect(
      declarationIssues("windowsUpdatePolicy", {
        whenOffered: "install-on-schedule",
        installDay: "monday",
        installHour: 3,
      }),
    ).to.deep.equal([]);
    expect(declarationIssues("windowsUpdatePolicy", { detectionFrequencyHours: 4 })[0]).to.include(
      "windowsUpdatePolicy.detectionFrequencyHours: ",
    );
    expect(
      declarationIssues("windowsUpdatePolicy", { detectionFrequency: true, detectionFrequencyHours: 23 })[0],
    ).to.include("windowsUpdatePolicy.detectionFrequencyHours: ");
  });

  it("knows the direction of asking the Internet and of nothing else", () => {
    expect(windowsUpdatePolicy.direction(["internetLocations"], "absent", false)).to.equal("hardening");
    expect(windowsUpdatePolicy.direction(["internetLocations"], false, true)).to.equal("weakening");
    expect(windowsUpdatePolicy.direction(["automaticUpdates"], "absent", false)).to.equal("unknown");
    expect(windowsUpdatePolicy.direction(["server"], SERVER, "https://updates.example.jp")).to.equal("unknown");
  });
});
