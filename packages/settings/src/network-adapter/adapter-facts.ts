import { ABSENT } from "@kijun/core";
import { z } from "zod";

import { macText, normalAddress } from "./adapter-text.js";

/** The adapter that the default route goes over; a word in the place of a name. */
export const PRIMARY = "primary";

/** The words of TcpipNetbiosOptions and of NetworkCategory, by their numbers. */
export const NETBIOS = ["default", "enabled", "disabled"] as const;
export const CATEGORIES = ["public", "private", "domain"] as const;

const onInterface = { InterfaceIndex: z.int() };
/** 1 where a row is in force, 0 where it is only stored; null where the class does not say. */
const Store = z.int().nullable();

/** Rows of the classes of the network, in their words, for the adapters that Windows shows. */
export const networkFactsSchema = z.object({
  adapters: z.array(
    z.object({
      ...onInterface,
      InterfaceGuid: z.string(),
      Name: z.string(),
      NetworkAddresses: z.array(z.string()).nullable(),
      PermanentAddress: z.string().nullable(),
      /** 1 is up. */
      InterfaceOperationalStatus: z.int(),
    }),
  ),
  interfaces: z.array(z.object({ ...onInterface, Dhcp: z.int(), InterfaceMetric: z.int() })),
  addresses: z.array(
    z.object({ ...onInterface, IPAddress: z.string(), PrefixLength: z.int(), AddressState: z.int(), Store }),
  ),
  /** Those to everywhere, also over what is no adapter. */
  routes: z.array(
    z.object({ ...onInterface, DestinationPrefix: z.string(), NextHop: z.string(), RouteMetric: z.int(), Store }),
  ),
  servers: z.array(
    z.object({ ...onInterface, AddressFamily: z.int(), ServerAddresses: z.array(z.string()).nullable() }),
  ),
  suffixes: z.array(z.object({ ...onInterface, ConnectionSpecificSuffix: z.string().nullable() })),
  /** Of IPv6, by the name of the adapter. */
  bindings: z.array(z.object({ Name: z.string(), Enabled: z.boolean() })),
  netbios: z.array(z.object({ ...onInterface, TcpipNetbiosOptions: z.int().nullable() })),
  networks: z.array(z.object({ ...onInterface, NetworkCategory: z.int() })),
});

export type NetworkFacts = z.output<typeof networkFactsSchema>;

type AdapterRow = NetworkFacts["adapters"][number];
type RouteRow = NetworkFacts["routes"][number];

export interface Adapter {
  readonly mac?: string | undefined;
  readonly dhcp?: boolean | undefined;
  readonly addresses?: string[] | undefined;
  readonly gateways?: string[] | undefined;
  readonly onlyDefaultRoute?: boolean | undefined;
  readonly dns?: string[] | undefined;
  readonly dnsSuffix?: string | undefined;
  readonly ipv6?: boolean | undefined;
  readonly netbios?: (typeof NETBIOS)[number] | undefined;
  readonly category?: (typeof CATEGORIES)[number] | undefined;
}

/** Every adapter under its name, under its MAC address, and one of them as `primary`. A later name wins. */
export function adaptersOf(facts: NetworkFacts): Map<string, Adapter> {
  const found = new Map<string, Adapter>();
  const primary = primaryIndex(facts);
  const add = (nameOf: (row: AdapterRow) => string | undefined): void => {
    for (const row of facts.adapters) {
      const name = nameOf(row);
      if (name !== undefined) found.set(name, adapterFrom(facts, row));
    }
  };
  add(({ Name }) => (Name.toLowerCase() === PRIMARY ? undefined : Name));
  add(macOf);
  add(({ InterfaceIndex }) => (InterfaceIndex === primary ? PRIMARY : undefined));
  return found;
}

/** Names of the adapters that are up and go by none of the declared names. */
export function othersUp(facts: NetworkFacts, declared: readonly string[]): string {
  const names = new Set(declared.map((name) => name.toLowerCase()));
  const primary = primaryIndex(facts);
  const others = facts.adapters.filter((row) => {
    const own = [row.Name, macOf(row), row.InterfaceIndex === primary ? PRIMARY : undefined];
    return (
      row.InterfaceOperationalStatus === 1 && !own.some((name) => name !== undefined && names.has(name.toLowerCase()))
    );
  });
  if (others.length === 0) return ABSENT;
  return others
    .map(({ Name }) => JSON.stringify(Name))
    .sort()
    .join(", ");
}

function macOf({ NetworkAddresses, PermanentAddress }: AdapterRow): string | undefined {
  const mac = NetworkAddresses?.[0] ?? PermanentAddress ?? "";
  return mac === "" ? undefined : macText(mac);
}

/** Of several adapters with a default route the one with the lowest metric, then the one of the lower index. */
function primaryIndex(facts: NetworkFacts): number | undefined {
  const ways = defaultRoutes(facts).filter(({ InterfaceIndex }) =>
    facts.adapters.some((row) => row.InterfaceIndex === InterfaceIndex),
  );
  const [best] = ways.toSorted(
    (left, right) => metricOf(facts, left) - metricOf(facts, right) || left.InterfaceIndex - right.InterfaceIndex,
  );
  return best?.InterfaceIndex;
}

/** The routes of IPv4 to everywhere that are in force. */
function defaultRoutes({ routes }: NetworkFacts): RouteRow[] {
  return routes.filter(({ DestinationPrefix, Store: store }) => DestinationPrefix === "0.0.0.0/0" && store !== 0);
}

function metricOf({ interfaces }: NetworkFacts, { InterfaceIndex, RouteMetric }: RouteRow): number {
  return RouteMetric + (interfaces.find((row) => row.InterfaceIndex === InterfaceIndex)?.InterfaceMetric ?? 0);
}

const LINK_LOCAL = /^(?:169\.254\.|fe[89ab])/i;
/** What Windows asks where IPv6 has no server. */
const SITE_LOCAL_DNS = /^fec0:0:0:ffff::/i;
const IN_USE = [3, 4];

function adapterFrom(facts: NetworkFacts, row: AdapterRow): Adapter {
  const { InterfaceIndex: index, Name } = row;
  const own = <Row extends { InterfaceIndex: number }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ InterfaceIndex }) => InterfaceIndex === index);
  const ways = defaultRoutes(facts);
  const mac = macOf(row);
  const binding = facts.bindings.find((candidate) => candidate.Name === Name);
  const netbios = NETBIOS[own(facts.netbios)[0]?.TcpipNetbiosOptions ?? -1];
  const category = CATEGORIES[own(facts.networks)[0]?.NetworkCategory ?? -1];
  const [dhcp] = own(facts.interfaces);
  const servers = own(facts.servers).toSorted((left, right) => left.AddressFamily - right.AddressFamily);
  return {
    ...(mac === undefined ? {} : { mac }),
    ...(dhcp === undefined ? {} : { dhcp: dhcp.Dhcp === 1 }),
    addresses: distinct(own(facts.addresses).flatMap(addressText)),
    gateways: distinct(own(facts.routes).flatMap((route) => (route.Store === 0 ? [] : [normalAddress(route.NextHop)]))),
    onlyDefaultRoute: ways.length === 1 && ways[0]?.InterfaceIndex === index,
    dns: servers.flatMap(({ ServerAddresses }) => (ServerAddresses ?? []).map(normalAddress)).filter(isServer),
    dnsSuffix: own(facts.suffixes)[0]?.ConnectionSpecificSuffix?.toLowerCase() ?? "",
    ...(binding === undefined ? {} : { ipv6: binding.Enabled }),
    ...(netbios === undefined ? {} : { netbios }),
    ...(category === undefined ? {} : { category }),
  };
}

function addressText({
  IPAddress,
  PrefixLength,
  AddressState,
  Store: store,
}: NetworkFacts["addresses"][number]): string[] {
  if (LINK_LOCAL.test(IPAddress) || store === 0 || !IN_USE.includes(AddressState)) return [];
  return [normalAddress(`${IPAddress}/${String(PrefixLength)}`)];
}

function isServer(address: string): boolean {
  return !SITE_LOCAL_DNS.test(address);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
