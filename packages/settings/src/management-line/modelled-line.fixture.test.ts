import type { CanonicalArea, CanonicalAreaOrReserved } from "@kijun/core";

import type { DeclaredSettings } from "../areas.js";
import { firewallProfileLive } from "../firewall-profile/firewall-profile.live.js";
import { firewallProfile } from "../firewall-profile/firewall-profile.js";
import { toParameters } from "../firewall-rules/firewall-rule-cmdlet.js";
import { encodeRule } from "../firewall-rules/firewall-rule-encoding.live.js";
import { parseFirewallRule } from "../firewall-rules/firewall-rule-line.js";
import { firewallRulesLive } from "../firewall-rules/firewall-rules.live.js";
import { firewallRules } from "../firewall-rules/firewall-rules.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { firewallOf } from "./firewall-state.js";
import { lineFactsSchema, managementLineRequest } from "./line-facts.js";
import type { LineFacts } from "./line-facts.js";
import { lineOfController, lineOnMachine } from "./line-of-controller.js";
import type { LineOrigin } from "./line-of-controller.js";
import type { LineQuestion } from "./line-refusals.js";
import { LineVerdict } from "./line-verdict.js";
import { managementLineLive } from "./management-line.live.js";

export const CONTROLLER = "192.0.2.250";
export const MACHINE = "198.51.100.7";

type ProfileKey = "DomainProfile" | "PrivateProfile" | "PublicProfile";
type Numbers = { readonly [value: string]: number };

/** A machine of the tables: on a private network, the firewall on and blocking, unless said otherwise. */
export interface LiveMachine {
  /** Canonical lines, or rule strings of Windows, by name; unless given, one rule lets the controllers' range in. */
  readonly rules?: { readonly [name: string]: string };
  readonly policyRules?: { readonly [name: string]: string };
  readonly local?: { readonly [Key in ProfileKey]?: Numbers };
  readonly policy?: { readonly [Key in ProfileKey]?: Numbers };
  /** NetworkCategory; `null` = not known. */
  readonly category?: 0 | 1 | 2 | null;
  readonly address?: string;
  readonly controller?: string;
  readonly port?: number;
}

const FIREWALL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall";

export function modelledMachine(live: LiveMachine = {}): WindowsState {
  const { category = 1, address = MACHINE, controller = CONTROLLER, port = 5985 } = live;
  const { rules = { "winrm-in": "allow in tcp 5985 from 192.0.2.240/28" }, policyRules = {} } = live;
  const keys = Object.entries(live.local ?? {}).map(([key, values]) => [localKey(key), dwords(values)] as const);
  const policies = Object.entries(live.policy ?? {}).map(([key, of]) => [`${POLICY}\\${key}`, dwords(of)] as const);
  return {
    computerName: "TERMINAL-01",
    machineGuid: "guid",
    serialNumber: "",
    build: "26100.1",
    locale: "ja-JP",
    registry: {
      ...Object.fromEntries([...keys, ...policies]),
      [`${FIREWALL}\\FirewallRules`]: stored(rules),
      [`${POLICY}\\FirewallRules`]: stored(policyRules),
    },
    securityPolicy: {},
    profiles: [],
    network: {
      interfaces: [
        { index: 7, addresses: [{ address, prefix: 28 }], ...(category === null ? {} : { category }) },
        { index: 9, addresses: [{ address: "203.0.113.9", prefix: 24 }], category: 0 },
      ],
      connections: [{ localAddress: address, localPort: port, remoteAddress: controller }],
    },
  };
}

function localKey(name: string): string {
  return `${FIREWALL}\\${name.replace("Private", "Standard")}`;
}

function dwords(values: Numbers): Registry[string] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { kind: "DWord", value }]));
}

function stored(rules: { readonly [name: string]: string }): Registry[string] {
  return Object.fromEntries(
    Object.entries(rules).map(([name, line]) => [name, { kind: "String", value: windowsText(line) }]),
  );
}

function windowsText(line: string): string {
  if (line.startsWith("v2.")) return line;
  const rule = parseFirewallRule(line);
  const conditions = rule.conditions.map((condition) => `${condition}|`).join("");
  return encodeRule("", toParameters(rule), { DisplayName: "x", Group: "y" }) + conditions;
}

const FORMS = [
  { area: firewallProfile, form: firewallProfileLive },
  { area: firewallRules, form: firewallRulesLive },
];

/** What the provider would ask about a declaration and a machine. */
export function questionOf(
  machine: WindowsState,
  declared: DeclaredSettings,
  line: LineOrigin = { port: 5985 },
): LineQuestion {
  const desired: Record<string, CanonicalArea> = {};
  const live: Record<string, CanonicalAreaOrReserved> = {};
  for (const { area, form } of FORMS) {
    const settings = declared[area.property];
    if (settings === undefined) continue;
    desired[area.property] = area.format(settings);
    const wanted = desired[area.property] ?? {};
    live[area.property] = area.fromWindows(form.read(machine, area.readRequest(wanted)), wanted);
  }
  return { desired, live, answer: { facts: managementLineLive.read(machine, managementLineRequest(line.port)) }, line };
}

/** The machine once a declaration was applied to it. */
export function applied(machine: WindowsState, declared: DeclaredSettings): WindowsState {
  const after = structuredClone(machine);
  for (const { area, form } of FORMS) {
    const settings = declared[area.property];
    if (settings === undefined) continue;
    const desired = area.format(settings);
    form.write(after, area.toWindows(desired, [[], ...Object.keys(desired).map((name) => [name])]));
  }
  return after;
}

/** Whether the facts read before and after an apply say that the line is cut, on a profile on which it was open. */
export function isCutBetween(before: WindowsState, after: WindowsState, port: number): boolean {
  const read = (machine: WindowsState): LineFacts =>
    lineFactsSchema.parse(managementLineLive.read(machine, managementLineRequest(port)));
  const [then, now] = [read(before), read(after)];
  const line = lineOnMachine(then, lineOfController(then, { port }));
  return line.profiles.some((profile) => {
    const verdict = new LineVerdict(firewallOf(then), line, profile);
    return verdict.wasOpen() && verdict.isCut(firewallOf(now));
  });
}
