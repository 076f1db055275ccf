import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { remoteDesktopLive } from "./remote-desktop.live.js";
import { remoteDesktop } from "./remote-desktop.js";

const SERVER = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server";

describe("remote-desktop", () => {
  it("allows connections by not denying them", () => {
    const state = machine({ registry: { [SERVER]: { fDenyTSConnections: { kind: "DWord", value: 1 } } } });
    const desired = remoteDesktop.format({ enabled: true });
    remoteDesktopLive.write(state, remoteDesktop.toWindows(desired, [["enabled"]]));
    expect(state.registry[SERVER]).to.deep.equal({ fDenyTSConnections: { kind: "DWord", value: 0 } });
  });

  it("calls an open machine, a lower encryption and no authentication before the session weakening", () => {
    expect(remoteDesktop.direction(["enabled"], false, true)).to.equal("weakening");
    expect(remoteDesktop.direction(["encryptionLevel"], "high", "low")).to.equal("weakening");
    expect(remoteDesktop.direction(["networkLevelAuthentication"], true, false)).to.equal("weakening");
  });
});
