import type { Direction } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { OTHERS } from "../form/entry-others.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { adaptersOf, CATEGORIES, networkFactsSchema, NETBIOS, othersUp, PRIMARY } from "./adapter-facts.js";
import type { Adapter } from "./adapter-facts.js";
import { isAddress, isMac, isSubnetAddress, macText, normalAddress, plainMac } from "./adapter-text.js";
import { definedOnly } from "../form/named-values.js";

const address = z.string().overwrite(normalAddress).refine(isAddress, "must be an IP address, without a prefix");

const entrySchema = z.strictObject({
  mac: z
    .string()
    .overwrite(macText)
    .refine(isMac, "must be a MAC address: 02-00-5E-10-00-01")
    .optional()
    .meta({
      label: { ja: "物理アドレス", en: "physical address" },
      windowsKey: "NetworkAddresses",
      source: "Microsoft Learn, MSFT_NetAdapter class",
    } satisfies PropertyMeta),
  dhcp: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "IP アドレスを自動的に取得する", en: "address by DHCP" },
      windowsKey: "Dhcp",
      source: "Of IPv4; 1 is on. Microsoft Learn, MSFT_NetIPInterface class",
    } satisfies PropertyMeta),
  addresses: z
    .array(
      z
        .string()
        .overwrite(normalAddress)
        .refine(isSubnetAddress, "must be an IP address with its prefix: 198.51.100.2/28"),
    )
    .optional()
    .meta({
      label: { ja: "IP アドレスとサブネット マスク", en: "addresses" },
      windowsKey: "IPAddress and PrefixLength",
      source: "In use: AddressState 3 or 4; link-local ones do not count. Microsoft Learn, MSFT_NetIPAddress class",
      claims: ["address-states"],
    } satisfies PropertyMeta),
  gateways: z
    .array(address)
    .optional()
    .meta({
      label: { ja: "デフォルト ゲートウェイ", en: "default gateways" },
      windowsKey: "NextHop",
      source: "Of the routes to 0.0.0.0/0 and ::/0 in force. Microsoft Learn, MSFT_NetRoute class",
    } satisfies PropertyMeta),
  onlyDefaultRoute: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "唯一の既定の経路", en: "the only default route" },
      windowsKey: "DestinationPrefix",
      source:
        "Whether the machine has one route to 0.0.0.0/0, and over this adapter. Microsoft Learn, MSFT_NetRoute class",
    } satisfies PropertyMeta),
  dns: z
    .array(address)
    .optional()
    .meta({
      label: { ja: "DNS サーバー アドレス", en: "DNS servers" },
      ordered: true,
      windowsKey: "ServerAddresses",
      source:
        "In the order of use; IPv6's own fec0:0:0:ffff:: do not count. Microsoft Learn, MSFT_DNSClientServerAddress class",
    } satisfies PropertyMeta),
  dnsSuffix: z
    .string()
    .toLowerCase()
    .optional()
    .meta({
      label: { ja: "この接続の DNS サフィックス", en: "DNS suffix of this connection" },
      windowsKey: "ConnectionSpecificSuffix",
      source: "Microsoft Learn, MSFT_DNSClient class",
    } satisfies PropertyMeta),
  ipv6: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "インターネット プロトコル バージョン 6 (TCP/IPv6)", en: "IPv6 bound" },
      windowsKey: "ms_tcpip6",
      source: "Microsoft Learn, MSFT_NetAdapterBindingSettingData class",
    } satisfies PropertyMeta),
  netbios: z
    .enum(NETBIOS)
    .optional()
    .meta({
      label: { ja: "NetBIOS 設定", en: "NetBIOS over TCP/IP" },
      windowsKey: "TcpipNetbiosOptions",
      source: "default: as DHCP says, else on. Microsoft Learn, Win32_NetworkAdapterConfiguration class",
    } satisfies PropertyMeta),
  category: z
    .enum(CATEGORIES)
    .optional()
    .meta({
      label: { ja: "ネットワークの場所", en: "network category" },
      windowsKey: "NetworkCategory",
      source: "Decides which firewall profile counts. Microsoft Learn, MSFT_NetConnectionProfile class",
    } satisfies PropertyMeta),
});

const entries = defineEntryArea({
  id: "network-adapter",
  title: { ja: "ネットワーク アダプター", en: "network adapters" },
  name: z
    .string()
    .regex(
      /^[^*].{0,255}$/,
      "must be the adapter's MAC address (02-00-5E-10-00-01), its name, or primary for the one of the default route",
    )
    .refine(
      (name) => !isMac(macText(name)) || isMac(name.toUpperCase()),
      "must be written as Windows does: 02-00-5E-10-00-01",
    ),
  entry: entrySchema,
  others: true,
  readOnly: true,
  facts: networkFactsSchema,
  entries: adaptersOf,
  write: ({ mac, netbios, category, ...rest }) => ({
    ...definedOnly(rest),
    ...(mac === undefined ? {} : { mac: plainMac(mac) }),
    ...(netbios === undefined ? {} : { netbios: NETBIOS.indexOf(netbios) }),
    ...(category === undefined ? {} : { category: CATEGORIES.indexOf(category) }),
  }),
  direction: directionOf,
});

/** A list of adapters by name, each of which goes by several names. */
export const networkAdapter = {
  ...entries,
  schema: entries.schema.superRefine((declared, context) => {
    const primary = declared[PRIMARY];
    if (primary === undefined || primary === "absent") return;
    const refuse = (field: keyof Adapter, message: string): void => {
      context.addIssue({ code: "custom", path: [PRIMARY, field], message });
    };
    if (primary.gateways?.length === 0) refuse("gateways", "cannot be empty: primary is the adapter that has one");
  }),
  fromWindows: ((answer, desired) => {
    const live = entries.fromWindows(answer, desired);
    if (!Object.hasOwn(desired, OTHERS)) return live;
    return { ...live, [OTHERS]: othersUp(networkFactsSchema.parse(answer), Object.keys(desired)) };
  }) satisfies (typeof entries)["fromWindows"],
};

/** Without NetBIOS, and with one way out, a machine is safer where nothing else differs; of the rest nobody can say. */
function directionOf(live: Adapter | undefined, desired: Adapter | undefined): Direction {
  if (live === undefined || desired === undefined) return "unknown";
  const differing = Object.keys({ ...live, ...desired }).filter(
    (field) => textOf(live, field) !== textOf(desired, field),
  );
  const [only] = differing;
  if (differing.length !== 1) return "unknown";
  const [from, to] = [safetyOf(only, live), safetyOf(only, desired)];
  if (from === undefined || to === undefined || from === to) return "unknown";
  return to > from ? "hardening" : "weakening";
}

function textOf(adapter: Adapter, field: string): string {
  return JSON.stringify(Object.entries(adapter).find(([name]) => name === field) ?? null);
}

function safetyOf(field: string | undefined, { netbios, onlyDefaultRoute }: Adapter): number | undefined {
  if (field === "netbios" && netbios !== undefined) return netbios === "disabled" ? 1 : 0;
  return field === "onlyDefaultRoute" && onlyDefaultRoute !== undefined ? Number(onlyDefaultRoute) : undefined;
}
