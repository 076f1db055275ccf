import { z } from "zod";

import type { Failure, LiveForm, WriteFailure } from "../form/live-form.js";
import type { NetworkInterface, WindowsState } from "../form/windows-state.js";
import { PRIMARY } from "./adapter-facts.js";
import type { NetworkFacts } from "./adapter-facts.js";
import { macText, plainMac } from "./adapter-text.js";
import { furnishAdapters } from "./shipped-adapters.live.js";

/** A network adapter beside its addresses and network. */
export interface AdapterState {
  /** With braces. */
  readonly guid: string;
  /** The name of the connection, in the machine's language unless somebody changed it. */
  readonly alias: string;
  /** Twelve digits. */
  readonly mac: string;
  readonly up: boolean;
  /** Windows does not show it. */
  readonly hidden?: true;
  readonly dhcp: boolean;
  readonly metric: number;
  /** Next hops of its routes to everywhere. */
  readonly gateways: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSuffix: string;
  readonly ipv6: boolean;
  /** TcpipNetbiosOptions; null where TCP/IP is not bound. */
  readonly netbios: number | null;
}

declare module "../form/windows-state.js" {
  interface NetworkInterface {
    /** Absent where the interface is no adapter, or nothing asks for it. */
    readonly adapter?: AdapterState;
  }
}

const wantedSchema = z.object({
  mac: z.string().optional(),
  dhcp: z.boolean().optional(),
  addresses: z.array(z.string()).optional(),
  gateways: z.array(z.string()).optional(),
  onlyDefaultRoute: z.boolean().optional(),
  dns: z.array(z.string()).optional(),
  dnsSuffix: z.string().optional(),
  ipv6: z.boolean().optional(),
  netbios: z.int().optional(),
  category: z.int().optional(),
});
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])),
  keep: z.array(z.string()).optional(),
});

export const networkAdapterLive: LiveForm = {
  area: "network-adapter",
  read: (machine) => ({ ...factsOf(shown(machine)), routes: routesOf(machine) }),
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const failures: WriteFailure[] = [];
    for (const [name, wanted] of Object.entries(entries)) {
      const failure = writeAdapter(machine, name, wanted);
      if (failure !== undefined) failures.push({ key: name, ...failure });
    }
    if (keep !== undefined) {
      const kept = new Set(keep.map((name) => adapterNamed(machine, name)?.index));
      change(machine, (interfaces) => interfaces.map((one) => (kept.has(one.index) ? one : unplugged(one))));
    }
    return failures;
  },
  furnish: furnishAdapters,
};

type Shown = NetworkInterface & { readonly adapter: AdapterState };
type Wanted = z.output<typeof wantedSchema>;

function shown({ network }: WindowsState): Shown[] {
  return (network?.interfaces ?? []).filter(
    (one): one is Shown => one.adapter !== undefined && one.adapter.hidden !== true,
  );
}

/** CIM may show an empty list as none at all. */
function listOrNull(texts: string[]): string[] | null {
  return texts.length === 0 ? null : texts;
}

/** The rows that the classes of the network answer for these adapters. */
function factsOf(adapters: readonly Shown[]): Omit<NetworkFacts, "routes"> {
  const rows = <Row>(of: (one: Shown) => Row): (Row & { InterfaceIndex: number })[] =>
    adapters.map((one) => ({ InterfaceIndex: one.index, ...of(one) }));
  return {
    adapters: rows(({ adapter: { guid, alias, mac, up } }) => ({
      ...{
        InterfaceGuid: guid,
        Name: alias,
        NetworkAddresses: listOrNull(mac ? [mac] : []),
        PermanentAddress: mac || null,
      },
      InterfaceOperationalStatus: up ? 1 : 2,
    })),
    interfaces: rows(({ adapter: { dhcp, metric } }) => ({ Dhcp: Number(dhcp), InterfaceMetric: metric })),
    addresses: adapters.flatMap(({ index, addresses }) =>
      addresses.map(({ address, prefix, state = 4 }) => ({
        ...{ InterfaceIndex: index, IPAddress: address, PrefixLength: prefix, AddressState: state, Store: 1 },
      })),
    ),
    servers: adapters.flatMap(({ index, adapter: { dns } }) =>
      [2, 23].map((AddressFamily) => ({
        ...{ InterfaceIndex: index, AddressFamily },
        ServerAddresses: listOrNull(dns.filter((server) => isV6(server) === (AddressFamily === 23))),
      })),
    ),
    suffixes: rows(({ adapter: { dnsSuffix } }) => ({ ConnectionSpecificSuffix: dnsSuffix || null })),
    bindings: adapters.map(({ adapter: { alias, ipv6 } }) => ({ Name: alias, Enabled: ipv6 })),
    netbios: rows(({ adapter: { netbios } }) => ({ TcpipNetbiosOptions: netbios })),
    networks: adapters.flatMap(({ index, category }) =>
      category === undefined ? [] : [{ InterfaceIndex: index, NetworkCategory: category }],
    ),
  };
}

/** Routes to everywhere, also of what Windows does not show as an adapter; each is stored as well as in force. */
function routesOf({ network }: WindowsState): NetworkFacts["routes"] {
  return (network?.interfaces ?? []).flatMap(({ index, adapter }) =>
    (adapter?.gateways ?? []).flatMap((NextHop) =>
      [1, 0].map((Store) => ({
        ...{ InterfaceIndex: index, DestinationPrefix: isV6(NextHop) ? "::/0" : "0.0.0.0/0" },
        ...{ NextHop, RouteMetric: 256, Store },
      })),
    ),
  );
}

function isV6(address: string): boolean {
  return address.includes(":");
}

/** The adapter that goes by a name, a MAC address, or as the one of the default route. */
function adapterNamed(machine: WindowsState, name: string): Shown | undefined {
  const adapters = shown(machine);
  if (name.toLowerCase() === PRIMARY) {
    const ways = adapters.filter(({ adapter }) => adapter.gateways.some((gateway) => !isV6(gateway)));
    return ways.toSorted((left, right) => left.adapter.metric - right.adapter.metric || left.index - right.index)[0];
  }
  const folded = name.toLowerCase();
  return (
    adapters.find(({ adapter }) => macText(adapter.mac).toLowerCase() === folded) ??
    adapters.find(({ adapter }) => adapter.alias.toLowerCase() === folded)
  );
}

function change(machine: WindowsState, next: (interfaces: readonly NetworkInterface[]) => NetworkInterface[]): void {
  const { network } = machine;
  if (network !== undefined) machine.network = { ...network, interfaces: next(network.interfaces) };
}

/** An adapter without its cable keeps its addresses, and is on no network. */
function unplugged(one: NetworkInterface): NetworkInterface {
  const { index, addresses, adapter } = one;
  if (adapter?.up !== true || adapter.hidden === true) return one;
  return { index, addresses, adapter: { ...adapter, up: false, gateways: [] } };
}

function writeAdapter(machine: WindowsState, name: string, wanted: Wanted | "absent"): Failure | undefined {
  const target = adapterNamed(machine, name);
  if (target === undefined)
    return wanted === "absent" ? undefined : { code: "NOT_INSTALLED", detail: "there is no such adapter" };
  if (wanted === "absent") {
    change(machine, (interfaces) => interfaces.filter(({ index }) => index !== target.index));
    return undefined;
  }
  const next = changed(target, wanted);
  moveConnections(machine, target, next);
  change(machine, (interfaces) =>
    interfaces.map((one) =>
      one.index === target.index ? next : wanted.onlyDefaultRoute === true ? withoutWay(one) : one,
    ),
  );
  if (wanted.onlyDefaultRoute === undefined) return undefined;
  const ways = routesOf(machine).filter(({ NextHop, Store }) => !isV6(NextHop) && Store === 1);
  const isOnly = ways.length === 1 && ways[0]?.InterfaceIndex === target.index;
  return isOnly === wanted.onlyDefaultRoute ? undefined : { code: "WRITE_FAILED", detail: "default route" };
}

function changed(target: Shown, wanted: Wanted): Shown {
  const { mac, dhcp, gateways, dns, dnsSuffix, ipv6, netbios } = wanted;
  const held = target.adapter;
  const addresses = wanted.addresses?.map((text) => {
    const [address = "", prefix = ""] = text.split("/");
    return { address, prefix: Number(prefix) };
  });
  return {
    ...target,
    ...(addresses === undefined ? {} : { addresses: [...addresses, ...target.addresses.filter(isLinkLocal)] }),
    ...(wanted.category === undefined ? {} : { category: wanted.category }),
    adapter: {
      ...held,
      mac: mac === undefined ? held.mac : plainMac(mac),
      dhcp: dhcp ?? held.dhcp,
      gateways: gateways ?? held.gateways,
      dns: dns ?? held.dns,
      dnsSuffix: dnsSuffix ?? held.dnsSuffix,
      ipv6: ipv6 ?? held.ipv6,
      netbios: netbios ?? held.netbios,
    },
  };
}

function isLinkLocal({ address }: NetworkInterface["addresses"][number]): boolean {
  return /^(?:169\.254\.|fe[89ab])/i.test(address);
}

/** The same interface without a route of IPv4 to everywhere. */
function withoutWay(one: NetworkInterface): NetworkInterface {
  if (one.adapter === undefined) return one;
  return { ...one, adapter: { ...one.adapter, gateways: one.adapter.gateways.filter(isV6) } };
}

/** Who was connected to an address that is gone comes again to the one that took its place. */
function moveConnections(machine: WindowsState, before: NetworkInterface, after: NetworkInterface): void {
  const { network } = machine;
  const [first] = after.addresses;
  if (network === undefined || first === undefined) return;
  const has = ({ addresses }: NetworkInterface, address: string): boolean =>
    addresses.some((one) => one.address === address);
  const connections = network.connections.map((connection) =>
    has(before, connection.localAddress) && !has(after, connection.localAddress)
      ? { ...connection, localAddress: first.address }
      : connection,
  );
  machine.network = { ...network, connections };
}
