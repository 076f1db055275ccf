import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { NetworkInterface, NetworkState } from "../form/windows-state.js";
import { networkAdapter } from "./network-adapter.js";
import type { AdapterState } from "./network-adapter.live.js";

const MACS = ["02005E100001", "02005E100002", "02005E100003"] as const;
const ALIASES = ["イーサネット", "業務 LAN, 1", "Wi-Fi"] as const;

const adapter = (index: 0 | 1 | 2): fc.Arbitrary<AdapterState> =>
  fc
    .record({
      up: fc.boolean(),
      hidden: fc.constantFrom(undefined, undefined, undefined, true as const),
      dhcp: fc.boolean(),
      metric: fc.constantFrom(10, 25, 35),
      gateways: fc.subarray(["198.51.100.1", "203.0.113.1", "2001:db8::1", "fe80::1"]),
      dns: fc.subarray(["192.0.2.6", "192.0.2.5", "fec0:0:0:ffff::1", "2001:DB8:0:0::53"]),
      dnsSuffix: fc.constantFrom("", "Juki.Example.JP"),
      ipv6: fc.boolean(),
      netbios: fc.constantFrom(0, 1, 2, null, 3),
    })
    .map(({ hidden, ...rest }) => ({
      ...{ guid: `{${String(index)}}`, alias: ALIASES[index], mac: MACS[index], ...rest },
      ...(hidden === undefined ? {} : { hidden }),
    }));

const address = fc.constantFrom(
  { address: "198.51.100.2", prefix: 28 },
  { address: "203.0.113.9", prefix: 24 },
  { address: "198.51.100.3", prefix: 28, state: 2 },
  { address: "169.254.10.2", prefix: 16 },
  { address: "fe80::1c2d", prefix: 64 },
  { address: "2001:DB8::0:7", prefix: 64 },
);

const one = (index: 0 | 1 | 2): fc.Arbitrary<NetworkInterface> =>
  fc
    .record({
      addresses: fc.uniqueArray(address, { maxLength: 3, selector: (given) => given.address }),
      category: fc.constantFrom(undefined, 0, 1, 2),
      adapter: adapter(index),
      isAdapter: fc.integer({ min: 0, max: 7 }).map((dice) => dice > 0),
    })
    .map(({ addresses, category, adapter: state, isAdapter }) => ({
      ...{ index: 7 + index, addresses },
      ...(category === undefined ? {} : { category }),
      ...(isAdapter ? { adapter: state } : {}),
    }));

const network: fc.Arbitrary<NetworkState> = fc
  .tuple(one(0), one(1), one(2), fc.integer({ min: 0, max: 3 }))
  .map(([first, second, third, count]) => ({
    interfaces: [first, second, third].slice(0, count),
    connections: [{ localAddress: "198.51.100.2", localPort: 5985, remoteAddress: "192.0.2.250" }],
  }));

const entry = fc
  .record(
    {
      dhcp: fc.boolean(),
      addresses: fc.subarray(["198.51.100.2/28", "2001:DB8:0::7/64"]),
      dns: fc.shuffledSubarray(["192.0.2.5", "192.0.2.6"]),
      dnsSuffix: fc.constantFrom("", "juki.example.jp"),
      ipv6: fc.boolean(),
      netbios: fc.constantFrom("default", "enabled", "disabled"),
      category: fc.constantFrom("public", "private"),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

/** What is declared of one adapter by its name is not declared of it by another one. */
const declared = fc
  .tuple(
    fc.record({ イーサネット: entry, "02-00-5e-10-00-02": entry }, { requiredKeys: [] }),
    fc.constantFrom({}, { "Wi-Fi": "absent" }, { "*": "absent" }, { "Wi-Fi": "absent", "*": "absent" }),
  )
  .map(([named, others]) => ({ ...named, ...others }));

const primary = fc
  .record({
    mac: fc.constantFrom("02:00:5e:10:00:09", "02-00-5E-10-00-01"),
    gateways: fc.constantFrom(["198.51.100.1"], ["203.0.113.1"]),
    onlyDefaultRoute: fc.constant(true),
    dns: fc.shuffledSubarray(["192.0.2.5", "192.0.2.6"]),
  })
  .map((given) => ({ primary: given, "*": "absent" }));

const lan: AdapterState = {
  ...{ guid: "{0}", alias: "イーサネット", mac: MACS[0], up: true, dhcp: false, metric: 25 },
  ...{ gateways: ["198.51.100.1"], dns: ["192.0.2.5", "192.0.2.6"], dnsSuffix: "", ipv6: true, netbios: 0 },
};
const managed: NetworkInterface = {
  index: 7,
  addresses: [{ address: "198.51.100.2", prefix: 28 }],
  category: 1,
  adapter: lan,
};
const wifi: NetworkInterface = {
  index: 9,
  addresses: [],
  adapter: { ...lan, alias: "Wi-Fi", mac: MACS[1], gateways: [], guid: "{1}" },
};

function adapterCase(name: string, interfaces: readonly NetworkInterface[], given: object): MachineCase {
  const state = { changes: { network: { interfaces, connections: [] } } };
  return machineCase(name, networkAdapter, state, networkAdapter.format(given));
}

const everything = {
  ...{ mac: "02-00-5E-10-00-01", dhcp: false, addresses: ["198.51.100.2/28"], gateways: ["198.51.100.1"] },
  ...{ onlyDefaultRoute: true, dns: ["192.0.2.5", "192.0.2.6"], dnsSuffix: "", ipv6: true, netbios: "default" },
  category: "private",
};

export const networkAdapterStates: AreaStates = {
  area: networkAdapter,
  drift: (declared) => replaced(declared, /dns [\d.]+/, "dns 192.0.2.99"),
  declared: fc.oneof({ weight: 4, arbitrary: declared }, { weight: 1, arbitrary: primary }),
  live: network.map((given) => ({ changes: { network: given } })),
  special: [
    adapterCase("everything of the managed adapter", [managed], { primary: everything, "*": "absent" }),
    adapterCase("another adapter that is up", [managed, wifi], { "02-00-5E-10-00-01": { dhcp: false }, "*": "absent" }),
    adapterCase("a name in another case", [managed, wifi], { "WI-FI": { dhcp: false }, "*": "absent" }),
    adapterCase(
      "two default routes",
      [managed, { ...wifi, adapter: { ...lan, ...wifi.adapter, gateways: ["203.0.113.1"], metric: 10 } }],
      { primary: { onlyDefaultRoute: true, gateways: ["198.51.100.1"] } },
    ),
    adapterCase("no default route", [wifi], { primary: { dhcp: false } }),
    adapterCase(
      "an address that another machine has",
      [{ ...managed, addresses: [{ address: "198.51.100.2", prefix: 28, state: 2 }] }],
      { primary: { addresses: ["198.51.100.2/28"] } },
    ),
    adapterCase("a hidden adapter", [{ ...wifi, adapter: { ...lan, hidden: true } }], { "*": "absent" }),
    adapterCase("no adapters", [], { "*": "absent" }),
  ],
};
