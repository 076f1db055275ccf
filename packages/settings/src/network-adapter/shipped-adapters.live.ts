import { isIPv4 } from "node:net";

import type { UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { NetworkInterface, WindowsState } from "../form/windows-state.js";
import type { AdapterState } from "./network-adapter.live.js";

/** Where the servers of a directory answer for names (RFC 5737). */
const NAME_SERVERS = ["192.0.2.5", "192.0.2.6"] as const;

/**
 * Gives the machine's interface the adapter that people set up once, and a used machine's others: ports without a cable,
 * on a communication server the line to its other node, and on a few machines one that somebody plugged in.
 */
export function furnishAdapters(machine: WindowsState, { role, kind, seed }: UsedMachineOrigin): void {
  const { network, locale } = machine;
  const [first, ...rest] = network?.interfaces ?? [];
  if (network === undefined || first === undefined) return;
  const random = new SeededRandom(seed, "network adapters");
  const wired = locale === "ja-JP" ? "イーサネット" : "Ethernet";
  const adapter = (alias: string, changes: Partial<AdapterState> = {}): AdapterState => ({
    ...{ guid: `{${random.guid().toUpperCase()}}`, alias, mac: macFrom(random), up: false, dhcp: true, metric: 25 },
    ...{ gateways: [], dns: [], dnsSuffix: "", ipv6: true, netbios: 0 },
    ...changes,
  });
  const own = first.addresses[0]?.address ?? "";
  const managed = adapter(random.chance(0.1) ? `${wired} 2` : wired, {
    ...{ up: true, dhcp: false, gateways: gatewayOf(own, role), dns: nameServers(random) },
    netbios: random.chance(0.1) ? 1 : 0,
  });
  const others: NetworkInterface[] = [
    { index: 11, addresses: [], adapter: adapter(`${wired} 3`) },
    ...(kind === "client" ? [{ index: 12, addresses: [], adapter: adapter(bluetooth(locale)) }] : []),
    ...(role === "communication-server" && isIPv4(own)
      ? [heartbeat(own, adapter("クラスター", { up: true, dhcp: false }))]
      : []),
    ...(random.chance(0.05)
      ? [pluggedIn(adapter("USB LAN", { up: true, gateways: ["203.0.113.241"], metric: 35 }))]
      : []),
  ];
  machine.network = { ...network, interfaces: [{ ...first, adapter: managed }, ...rest, ...others] };
}

/** Locally administered, so that no maker has it. */
function macFrom(random: SeededRandom): string {
  const digits = Array.from({ length: 8 }, () => "0123456789ABCDEF"[random.below(16)] ?? "0");
  return `0200${digits.join("")}`;
}

/** The first address of a terminal's subnet of 16, the last one of the servers'; unknown for IPv6. */
function gatewayOf(address: string, role: UsedMachineOrigin["role"]): string[] {
  if (!isIPv4(address)) return [];
  const [a = "", b = "", c = "", d = "0"] = address.split(".");
  const base = Number(d) - (Number(d) % 16);
  return [[a, b, c, String(base + (role === "terminal" ? 1 : 14))].join(".")];
}

/** People type the two in either order, or forget the second. */
function nameServers(random: SeededRandom): string[] {
  const [one, two] = NAME_SERVERS;
  if (random.chance(0.1)) return random.chance(0.5) ? [two, one] : [one];
  return [one, two];
}

function bluetooth(locale: WindowsState["locale"]): string {
  return locale === "ja-JP" ? "Bluetooth ネットワーク接続" : "Bluetooth Network Connection";
}

/** The line between both nodes, on a subnet of its own that nothing else is on. */
function heartbeat(own: string, adapter: AdapterState): NetworkInterface {
  const node = Number(own.split(".")[3]) % 14;
  return { index: 15, addresses: [{ address: `192.0.2.${String(193 + node)}`, prefix: 28 }], category: 0, adapter };
}

function pluggedIn(adapter: AdapterState): NetworkInterface {
  return { index: 19, addresses: [{ address: "203.0.113.250", prefix: 28 }], category: 0, adapter };
}
