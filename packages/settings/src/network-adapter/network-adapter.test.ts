import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { NetworkInterface, WindowsState } from "../form/windows-state.js";
import { managementLineLive } from "../management-line/management-line.live.js";
import { networkAdapterLive } from "./network-adapter.live.js";
import type { AdapterState } from "./network-adapter.live.js";
import { networkAdapter } from "./network-adapter.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const lan: AdapterState = {
  ...{ guid: "{0}", alias: "イーサネット", mac: "02005E100001", up: true, dhcp: false, metric: 25 },
  ...{ gateways: ["198.51.100.1"], dns: ["192.0.2.6", "192.0.2.5"], dnsSuffix: "", ipv6: true, netbios: 0 },
};
const managed: NetworkInterface = {
  index: 7,
  addresses: [{ address: "198.51.100.2", prefix: 28 }],
  category: 1,
  adapter: lan,
};

function other(changes: Partial<AdapterState>): NetworkInterface {
  const adapter = { ...lan, alias: "Wi-Fi", mac: "02005E100002", gateways: [], ...changes };
  return { index: 9, addresses: [], adapter };
}

function stateOf(...interfaces: NetworkInterface[]): WindowsState {
  const connections = [{ localAddress: "198.51.100.2", localPort: 5985, remoteAddress: "192.0.2.250" }];
  return machine({ network: { interfaces, connections } });
}

function liveOf(state: WindowsState, declared: object) {
  const desired = networkAdapter.format(declared);
  return networkAdapter.fromWindows(networkAdapterLive.read(state, networkAdapter.readRequest(desired)), desired);
}

describe("network-adapter", () => {
  it("is one line per adapter, the name servers in their order", () => {
    const whole = {
      ...{ mac: "02:00:5e:10:00:01", dhcp: true, addresses: ["203.0.113.1/24"], gateways: [], onlyDefaultRoute: true },
      ...{ dns: [], dnsSuffix: "", ipv6: true, netbios: "default", category: "public" },
    };
    expect(liveOf(stateOf(managed), { イーサネット: whole })).to.deep.equal({
      イーサネット:
        "mac 02-00-5E-10-00-01, dhcp false, addresses 198.51.100.2/28, gateways 198.51.100.1, onlyDefaultRoute true, " +
        'dns 192.0.2.6 192.0.2.5, dnsSuffix "", ipv6 true, netbios default, category private',
    });
  });

  it("knows an adapter by its MAC address, by its name and as the one of the default route", () => {
    const dns = { dns: ["192.0.2.5"] };
    const line = "dns 192.0.2.6 192.0.2.5";
    expect(liveOf(stateOf(managed), { "02-00-5e-10-00-01": dns, primary: dns })).to.deep.equal({
      "02-00-5e-10-00-01": line,
      primary: line,
    });
  });

  it("takes the default route with the lowest metric, and says that it is not the only one", () => {
    const state = stateOf(managed, other({ gateways: ["203.0.113.1"], metric: 10 }));
    expect(liveOf(state, { primary: { gateways: ["198.51.100.1"], onlyDefaultRoute: true } })).to.deep.equal({
      primary: "gateways 203.0.113.1, onlyDefaultRoute false",
    });
    const dialled = other({ hidden: true, gateways: ["203.0.113.1"], metric: 10 });
    expect(liveOf(stateOf(managed, dialled), { primary: { onlyDefaultRoute: true, mac: lan.mac } })).to.deep.equal({
      primary: "mac 02-00-5E-10-00-01, onlyDefaultRoute false",
    });
    expect(liveOf(stateOf(other({})), { primary: { dhcp: false } })).to.deep.equal({ primary: "absent" });
  });

  it("names other adapters that are up, by whichever name the rest is declared", () => {
    const state = stateOf(managed, other({}), {
      ...other({ alias: "Bluetooth", mac: "02005E100003", up: false }),
      index: 10,
    });
    for (const name of ["primary", "02-00-5E-10-00-01", "イーサネット"])
      expect(liveOf(state, { [name]: { dhcp: false }, "*": "absent" })["*"], name).to.equal('"Wi-Fi"');
    expect(liveOf(state, { primary: { dhcp: false }, "WI-FI": { dhcp: false }, "*": "absent" })["*"]).to.equal(
      "absent",
    );
    expect(liveOf(stateOf(other({ hidden: true })), { "*": "absent" })).to.deep.equal({ "*": "absent" });
  });

  it("leaves out link-local addresses, those that another machine has, and name servers of IPv6's own", () => {
    const addresses = [
      { address: "169.254.1.2", prefix: 16 },
      { address: "198.51.100.3", prefix: 28, state: 2 },
      { address: "FE80::1", prefix: 64 },
      { address: "2001:DB8:0:0::7", prefix: 64 },
    ];
    const state = stateOf({ ...managed, addresses, adapter: { ...lan, dns: ["fec0:0:0:ffff::1"] } });
    expect(liveOf(state, { primary: { addresses: [], dns: [] } })).to.deep.equal({
      primary: "addresses 2001:db8::7/64, dns none",
    });
  });

  it("shows the management line the adapter that it shows itself", () => {
    const state = stateOf(managed);
    const desired = networkAdapter.format({ primary: { addresses: ["198.51.100.9/28"], category: "public" } });
    expect(networkAdapterLive.write(state, networkAdapter.toWindows(desired, [[]]))).to.deep.equal([]);
    const line = managementLineLive.read(state, { port: 5985, relevant: "" });
    expect(line["addresses"]).to.deep.equal([{ IPAddress: "198.51.100.9", PrefixLength: 28, InterfaceIndex: 7 }]);
    expect(line["networks"]).to.deep.equal([{ InterfaceIndex: 7, NetworkCategory: 0 }]);
    expect(line["connections"]).to.deep.equal([{ LocalAddress: "198.51.100.9", RemoteAddress: "192.0.2.250" }]);
  });

  it("refuses addresses without a prefix, gateways with one, and a default route over nothing", () => {
    expect(declarationIssues("networkAdapter", { primary: { addresses: ["198.51.100.2"] } })[0]).to.include(
      "must be an IP address with its prefix",
    );
    expect(declarationIssues("networkAdapter", { primary: { addresses: ["198.51.100.2/33"] } })[0]).to.include(
      "with its prefix",
    );
    expect(declarationIssues("networkAdapter", { primary: { gateways: ["198.51.100.1/28"] } })[0]).to.include(
      "without a prefix",
    );
    expect(declarationIssues("networkAdapter", { primary: { gateways: [] } })[0]).to.include(
      "networkAdapter.primary.gateways: cannot be empty",
    );
    expect(declarationIssues("networkAdapter", { "02:00:5e:10:00:01": { dhcp: true } })[0]).to.include(
      "must be written as Windows does",
    );
    expect(declarationIssues("networkAdapter", { "02-00-5E-10-00-01": { mac: "020" } })[0]).to.include(
      "must be a MAC address",
    );
    expect(
      declarationIssues("networkAdapter", {
        "02-00-5E-10-00-01": { dhcp: true },
        "02-00-5e-10-00-01": { dhcp: true },
      })[0],
    ).to.include("declared twice");
    expect(
      declarationIssues("networkAdapter", { primary: { dhcp: true, addresses: ["198.51.100.2/28"] } }),
    ).to.deep.equal([]);
  });

  it("calls NetBIOS switched off and a single way out hardening, where nothing else differs", () => {
    const direction = (live: string, desired: string) => networkAdapter.direction(["primary"], live, desired);
    expect(direction("netbios default", "netbios disabled")).to.equal("hardening");
    expect(direction("dhcp false, onlyDefaultRoute true", "dhcp false, onlyDefaultRoute false")).to.equal("weakening");
    expect(direction("netbios default", "netbios enabled")).to.equal("unknown");
    expect(direction("dns 192.0.2.5, netbios default", "dns 192.0.2.6, netbios disabled")).to.equal("unknown");
    expect(direction("absent", "dhcp false")).to.equal("unknown");
    expect(networkAdapter.direction(["*"], "absent", '"Wi-Fi"')).to.equal("weakening");
  });

  it("cannot give a machine a second default route by declaring that there is one", () => {
    const desired = networkAdapter.format({ primary: { onlyDefaultRoute: false } });
    expect(networkAdapterLive.write(stateOf(managed), networkAdapter.toWindows(desired, [[]]))).to.deep.equal([
      { key: "primary", code: "WRITE_FAILED", detail: "default route" },
    ]);
  });
});
