import { ABSENT } from "@kijun/core";
import { z } from "zod";

import type { WindowsRequest } from "../form/setting-area.js";
import { firewallProfiles, hasIcmpTypes, hasPorts } from "./firewall-rule.js";
import type { FirewallProtocol, FirewallRule } from "./firewall-rule.js";
import { settableFields } from "./firewall-rule-string.js";

/** Windows' names of the profiles, in the order of {@link firewallProfiles}. */
export const windowsProfiles = { domain: "Domain", private: "Private", public: "Public" } as const;

const parametersSchema = z.object({
  Direction: z.enum(["Inbound", "Outbound"]),
  Action: z.enum(["Allow", "Block"]),
  /** Text, not a switch: the cmdlets take an enumeration with the names True and False. */
  Enabled: z.enum(["True", "False"]),
  /** `Any` or profile names with commas and no spaces. */
  Profile: z.string(),
  /** `Any`, a name or a number. */
  Protocol: z.string(),
  LocalAddress: z.array(z.string()),
  RemoteAddress: z.array(z.string()),
  Program: z.string(),
  Service: z.string(),
  LocalPort: z.array(z.string()).exactOptional(),
  RemotePort: z.array(z.string()).exactOptional(),
  IcmpType: z.array(z.string()).exactOptional(),
  EdgeTraversalPolicy: z.enum(["Block", "Allow", "DeferToUser", "DeferToApp"]).exactOptional(),
});

/** Parameters of New-NetFirewallRule and Set-NetFirewallRule; what is not restricted is said with `Any`. */
export type FirewallRuleParameters = z.output<typeof parametersSchema>;

const writeSchema = z.union([
  z.literal(ABSENT),
  z.object({
    parameters: parametersSchema,
    /** Fields of a stored rule that match are written anew by the parameters. */
    settable: z.string(),
    /** Fields that the rule must hold besides, sorted by code unit; the cmdlets cannot write them. */
    conditions: z.array(z.string()),
    /** Profiles in which the rule is to have an effect, in Windows' names. */
    effectiveOn: z.array(z.enum(["Domain", "Private", "Public"])),
  }),
]);

/** What `Set-FirewallRules` is told of one rule. */
export type FirewallRuleWrite = z.output<typeof writeSchema>;

/** What `Set-FirewallRules` is told: rules by name, only those that differ; with `keep` all others than these are disabled. */
export const rulesWriteSchema = z.object({
  rules: z.record(z.string(), writeSchema),
  keep: z.array(z.string()).exactOptional(),
});

/** What is to be written for a rule, as JSON. */
export function toRuleWrite(rule: FirewallRule): WindowsRequest {
  const write: FirewallRuleWrite = {
    parameters: toParameters(rule),
    settable: settableFields(rule.direction, rule.protocol),
    conditions: [...rule.conditions],
    effectiveOn: rule.enabled ? rule.profiles.map((profile) => windowsProfiles[profile]) : [],
  };
  return write;
}

/** The cmdlets' parameters for a rule, without what they cannot say (its conditions). */
export function toParameters(rule: FirewallRule): FirewallRuleParameters {
  const list = (texts: readonly string[]): string[] => (texts.length === 0 ? ["Any"] : [...texts]);
  return {
    Direction: rule.direction === "in" ? "Inbound" : "Outbound",
    Action: rule.action === "allow" ? "Allow" : "Block",
    Enabled: rule.enabled ? "True" : "False",
    Profile:
      rule.profiles.length === firewallProfiles.length
        ? "Any"
        : rule.profiles.map((profile) => windowsProfiles[profile]).join(","),
    Protocol: protocolText(rule.protocol),
    LocalAddress: list(rule.localAddresses),
    RemoteAddress: list(rule.remoteAddresses),
    Program: rule.program ?? "Any",
    Service: rule.service ?? "Any",
    ...(hasPorts(rule.protocol) ? { LocalPort: list(rule.localPorts), RemotePort: list(rule.remotePorts) } : {}),
    ...(hasIcmpTypes(rule.protocol) ? { IcmpType: list(rule.icmpTypes) } : {}),
    ...(rule.direction === "in" ? { EdgeTraversalPolicy: edgeText(rule.edge) } : {}),
  };
}

function protocolText(protocol: FirewallProtocol): string {
  const names = { any: "Any", tcp: "TCP", udp: "UDP", icmpv4: "ICMPv4", icmpv6: "ICMPv6" };
  return typeof protocol === "number" ? String(protocol) : names[protocol];
}

function edgeText(edge: FirewallRule["edge"]): NonNullable<FirewallRuleParameters["EdgeTraversalPolicy"]> {
  if (edge === undefined) return "Block";
  return ({ allow: "Allow", "defer-to-user": "DeferToUser", "defer-to-app": "DeferToApp" } as const)[edge];
}
