import { ABSENT } from "@kijun/core";
import { z } from "zod";

import { twinsOf } from "../form/entry-area.js";
import { OTHERS, othersFault } from "../form/entry-others.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { addressKeywords, findKeyword } from "./firewall-keyword.js";
import { parseAddresses } from "./firewall-address.js";
import { parsePorts } from "./firewall-port.js";
import { edgeTraversals, firewallProfiles, hasIcmpTypes, hasPorts, protocolOf } from "./firewall-rule.js";
import { DISABLED } from "./firewall-rule-others.js";
import { settableFields } from "./firewall-rule-string.js";

const port = z.union([z.int().min(0).max(65_535), z.string().superRefine(understood((text) => parsePorts([text])))]);
const ports = z.union([port, z.array(port).min(1)]).optional();
const icmpType = z.union([
  z.int().min(0).max(255),
  z
    .string()
    .refine((text) => /^\d{1,3}(?::\d{1,3})?$/.test(text) && text.split(":").every((part) => Number(part) < 256), {
      error: "is no ICMP type (0-255) or type:code",
    }),
]);
const remoteAddress = z.string().superRefine(understood((text) => parseAddresses([text])));
const localAddress = remoteAddress.refine(
  (text) => findKeyword(addressKeywords, text.replace(/[46]$/, "")) === undefined,
  {
    error: "must be an address, subnet or range; keywords are for remoteAddress ([MS-GPFAS] 2.2.2.19)",
  },
);
const word = z.string().regex(/^[^"|\p{Cc}]+$/u, { error: "must be one line of text without quotation mark and bar" });

const GRAMMAR = "[MS-GPFAS] 2.2.2.19";

const ruleSchema = z
  .strictObject({
    direction: z.enum(["in", "out"]).meta({
      label: { ja: "方向", en: "direction" },
      windowsKey: "Dir",
      source: `Seen from the machine. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    action: z.enum(["allow", "block"]).meta({
      label: { ja: "動作", en: "action" },
      windowsKey: "Action",
      source: `Block wins over allow. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    protocol: z
      .union([z.enum(["any", "tcp", "udp", "icmpv4", "icmpv6"]), z.int().min(0).max(255)])
      .optional()
      .meta({
        label: { ja: "プロトコル", en: "protocol" },
        windowsKey: "Protocol",
        source: `Name or number; missing = any. ${GRAMMAR}`,
      } satisfies PropertyMeta),
    localPort: ports.meta({
      label: { ja: "ローカル ポート", en: "local port" },
      windowsKey: "LPort",
      source: `Ports, ranges 1000-1010, keywords (RPC, RPCEPMap, …) of tcp and udp; missing = any. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    remotePort: ports.meta({
      label: { ja: "リモート ポート", en: "remote port" },
      windowsKey: "RPort",
      source: `As localPort. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    icmpType: z
      .union([icmpType, z.array(icmpType).min(1)])
      .optional()
      .meta({
        label: { ja: "ICMP の種類", en: "ICMP type" },
        windowsKey: "ICMP4",
        source: "Types 8 or types with a code 3:4 of icmpv4 and icmpv6; missing = any. [MS-GPFAS], ICMP type and code",
      } satisfies PropertyMeta),
    localAddress: z
      .array(localAddress)
      .min(1)
      .optional()
      .meta({
        label: { ja: "ローカル アドレス", en: "local address" },
        windowsKey: "LA4",
        source: `Addresses, CIDR, address/mask, ranges; missing = any. ${GRAMMAR}`,
      } satisfies PropertyMeta),
    remoteAddress: z
      .array(remoteAddress)
      .min(1)
      .optional()
      .meta({
        label: { ja: "リモート アドレス", en: "remote address" },
        windowsKey: "RA4",
        source: `As localAddress, and keywords (LocalSubnet, DNS, …). ${GRAMMAR}; [MS-GPFAS] 2.2.2.13`,
      } satisfies PropertyMeta),
    program: word.optional().meta({
      label: { ja: "プログラム", en: "program" },
      windowsKey: "App",
      source: `Path, compared without case, environment variables as written; missing = any. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    service: word.optional().meta({
      label: { ja: "サービス", en: "service" },
      windowsKey: "Svc",
      source: `Service name, compared without case; * = any service; missing = any. ${GRAMMAR}`,
    } satisfies PropertyMeta),
    edge: z
      .enum(edgeTraversals)
      .optional()
      .meta({
        label: { ja: "エッジ トラバーサル", en: "edge traversal" },
        windowsKey: "Edge",
        source: "Inbound rules only; missing = blocked. Set-NetFirewallRule, EdgeTraversalPolicy",
      } satisfies PropertyMeta),
    profiles: z
      .array(z.enum(firewallProfiles))
      .min(1)
      .optional()
      .meta({
        label: { ja: "プロファイル", en: "profiles" },
        windowsKey: "Profile",
        source: `Missing = all three. ${GRAMMAR}`,
      } satisfies PropertyMeta),
    enabled: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "有効", en: "enabled" },
        windowsKey: "Active",
        source: `Missing = true. ${GRAMMAR}`,
      } satisfies PropertyMeta),
    otherConditions: z
      .array(z.string().regex(/^\w+=[^|\p{Cc}]*$/u, { error: "must be one field Key=Value of Windows' rule string" }))
      .min(1)
      .optional()
      .meta({
        label: { ja: "その他の条件", en: "other conditions" },
        windowsKey: "Platform",
        source: `Fields of the rule string that have no property here, verbatim; compared, never written. ${GRAMMAR}`,
      } satisfies PropertyMeta),
  })
  .superRefine((rule, context) => {
    const { direction, protocol: declared = "any" } = rule;
    const protocol = typeof declared === "number" ? protocolOf(declared) : declared;
    const refuse = (path: keyof typeof rule, message: string): void => {
      if (rule[path] !== undefined) context.addIssue({ code: "custom", path: [path], message });
    };
    if (!hasPorts(protocol)) {
      refuse("localPort", "needs protocol tcp or udp");
      refuse("remotePort", "needs protocol tcp or udp");
    }
    if (!hasIcmpTypes(protocol)) refuse("icmpType", "needs protocol icmpv4 or icmpv6");
    if (direction === "out") refuse("edge", "has no meaning for an outbound rule");
    const settable = new RegExp(settableFields(direction, protocol));
    if (rule.otherConditions?.some((field) => settable.test(field)) === true) {
      refuse("otherConditions", "holds a field that has a property of its own");
    }
  });

/** A declared rule. */
export type DeclaredFirewallRule = z.output<typeof ruleSchema>;

/** Wildcards would make the cmdlets change other rules too. */
const ruleName = z.string().regex(/^[^*?[\]|\p{Cc}]{1,255}$/u, {
  error: `must be a rule name of 1 to 255 characters without * ? [ ] |, or "${OTHERS}" for all others`,
});

export const firewallRulesSchema = z
  .record(
    z.union([z.literal(OTHERS), ruleName]),
    z.union([z.literal([ABSENT, DISABLED]), ruleSchema]).meta({
      label: { ja: "規則", en: "rule" },
      windowsKey: "FirewallRules",
      source: `By rule name (InstanceID): a rule, or absent. ${GRAMMAR}`,
    } satisfies PropertyMeta),
  )
  .superRefine((rules, context) => {
    for (const [name, rule] of Object.entries(rules)) {
      const message = othersFault(name, rule, DISABLED);
      if (message !== undefined) context.addIssue({ code: "custom", path: [name], message });
    }
    for (const twin of twinsOf(Object.keys(rules)))
      context.addIssue({
        code: "custom",
        path: [twin],
        message: "is declared twice: Windows does not tell case apart",
      });
  });

function understood(parse: (text: string) => unknown): (text: string, context: z.RefinementCtx) => void {
  return (text, context) => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      context.addIssue({ code: "custom", message: error.message.slice(text.length + 1) });
    }
  };
}
