import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { winrmLive } from "./winrm.live.js";
import { winrm } from "./winrm.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const WSMAN = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service";

const dword = (value: number) => ({ kind: "DWord", value }) as const;

function liveOf(registry: Registry, declared: object) {
  const desired = winrm.format(declared);
  return winrm.fromWindows(winrmLive.read(machine({ registry }), winrm.readRequest(desired)), desired);
}

describe("winrm", () => {
  it("is never applied", () => {
    expect(winrm.applied).to.equal(false);
  });

  it("lists the listeners in one order, whatever order they are declared or stored in", () => {
    const registry = {
      [`${WSMAN}\\Listener\\IP:192.0.2.10+HTTPS`]: { Port: dword(5986) },
      [`${WSMAN}\\Listener\\*+HTTP`]: { Port: dword(5985), enabled: dword(0) },
    };
    const listeners = ["https IP:192.0.2.10 5986", "http * 5985 disabled"];
    expect(winrm.format({ listeners })).to.deep.equal(liveOf(registry, { listeners: [] }));
    expect(winrm.parse(winrm.format({ listeners }))).to.deep.equal({ listeners: [...listeners].sort() });
    expect(winrm.parse(winrm.format({ listeners: [] }))).to.deep.equal({ listeners: [] });
  });

  it("says of a listener what cannot be declared where its key is not understood", () => {
    const registry = { [`${WSMAN}\\Listener\\x`]: {}, [`${WSMAN}\\Listener\\*+HTTP`]: {} };
    expect(liveOf(registry, { listeners: [] })).to.deep.equal({ listeners: '"x", http * no port' });
    expect(liveOf({}, { listeners: [] })).to.deep.equal({ listeners: "none" });
  });

  it("takes a switch that is not stored for the position that it ships in, and knows no number that is not stored", () => {
    const declared = { basic: true, kerberos: false, remoteShell: false, maxShellsPerUser: 30, ipv4Filter: "*" };
    expect(liveOf({}, declared)).to.deep.equal({
      ...{ basic: false, kerberos: true, remoteShell: true },
      ...{ maxShellsPerUser: "absent", ipv4Filter: "absent" },
    });
  });

  it("counts policy before the machine's own value", () => {
    const registry = { [`${WSMAN}\\Service`]: { auth_basic: dword(1) }, [POLICY]: { AllowBasic: dword(0) } };
    expect(liveOf(registry, { basic: false })).to.deep.equal({ basic: false });
    expect(liveOf({ [`${WSMAN}\\Service`]: { auth_basic: dword(1) } }, { basic: false })).to.deep.equal({
      basic: true,
    });
  });

  it("refuses listeners and filters that Windows does not know, and a filter without its switch", () => {
    expect(declarationIssues("winrm", { listeners: ["http://*:5985"] })[0]).to.include(
      "must be transport, address and port",
    );
    expect(declarationIssues("winrm", { listeners: ["http * 70000"] })[0]).to.include(
      "must be transport, address and port",
    );
    expect(declarationIssues("winrm", { listeners: ["http * 5985", "http * 80"] })[0]).to.include(
      "each transport and address once",
    );
    expect(declarationIssues("winrm", { ipv4Filter: "192.0.2.0/24" })[0]).to.include("winrm.ipv4Filter: must be");
    expect(declarationIssues("winrm", { autoConfig: false, ipv6Filter: "*" })[0]).to.include(
      "winrm.ipv6Filter: has no effect",
    );
    expect(declarationIssues("winrm", { autoConfig: true, ipv4Filter: "192.0.2.241-192.0.2.254" })).to.deep.equal([]);
  });

  it("calls weaker authentication and more ways in weakening", () => {
    expect(winrm.direction(["basic"], "absent", true)).to.equal("weakening");
    expect(winrm.direction(["unencrypted"], true, false)).to.equal("hardening");
    expect(winrm.direction(["localAccountFullToken"], "absent", true)).to.equal("weakening");
    expect(winrm.direction(["kerberos"], true, false)).to.equal("unknown");
    expect(winrm.direction(["listeners"], "none", "http * 5985")).to.equal("unknown");
  });
});
