import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { remoteAssistanceLive } from "./remote-assistance.live.js";
import { remoteAssistance } from "./remote-assistance.js";

const LOCAL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Remote Assistance";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services";

describe("remote-assistance", () => {
  it("takes the values away from the machine's own key and from the key of policy", () => {
    const state = machine({
      registry: {
        [LOCAL]: { fAllowToGetHelp: { kind: "DWord", value: 1 } },
        [POLICY]: { fAllowUnsolicited: { kind: "DWord", value: 1 } },
      },
    });
    const desired = remoteAssistance.format({ invitations: false, offers: false });
    remoteAssistanceLive.write(state, remoteAssistance.toWindows(desired, [["invitations"], ["offers"]]));
    expect(state.registry[LOCAL]).to.deep.equal({ fAllowToGetHelp: { kind: "DWord", value: 0 } });
    expect(state.registry[POLICY]).to.deep.equal({ fAllowUnsolicited: { kind: "DWord", value: 0 } });
  });

  it("calls it hardening to forbid what nothing is stored of, except for offers, which Windows forbids by itself", () => {
    expect(remoteAssistance.direction(["invitations"], "absent", false)).to.equal("hardening");
    expect(remoteAssistance.direction(["invitedControl"], "absent", false)).to.equal("hardening");
    expect(remoteAssistance.direction(["offers"], "absent", false)).to.equal("neutral");
    expect(remoteAssistance.direction(["offers"], false, true)).to.equal("weakening");
  });

  it("refuses control for helpers who cannot come", () => {
    const issues = (declared: object): unknown => remoteAssistance.schema.safeParse(declared).error?.issues[0]?.path;
    expect(issues({ invitations: false, invitedControl: true })).to.deep.equal(["invitedControl"]);
    expect(issues({ offers: false, offeredControl: true })).to.deep.equal(["offeredControl"]);
    expect(issues({ invitations: false, invitedControl: false, offers: false })).to.equal(undefined);
  });
});
