import { addressesCover, parseAddresses } from "../firewall-rules/firewall-address.js";
import { parsePorts, portsCover } from "../firewall-rules/firewall-port.js";
import { effectiveProfiles } from "../firewall-rules/firewall-rule.js";
import type { FirewallProfileName, FirewallRule } from "../firewall-rules/firewall-rule.js";
import type { Text } from "../form/setting-area.js";
import { LISTENERS, SERVICES, STANDARD_PORTS } from "./line-facts.js";
import type { LineOnMachine } from "./line-of-controller.js";

/** Whether a rule matches the connections of the line; `maybe` when a condition cannot be decided from the facts. */
export type Match = "yes" | "maybe" | "no";

/** A condition of a rule that the line does not surely meet. */
export interface Miss {
  readonly match: "maybe" | "no";
  /** What the condition says, as the end of a sentence whose subject is the rule. */
  readonly why: Text;
}

type Decision = readonly [Match, Text];

/** The conditions that keep a rule from matching the line for certain; none when it does. */
export function missesOf(rule: FirewallRule, line: LineOnMachine, profile: FirewallProfileName): Miss[] {
  const decisions: readonly Decision[] = [
    decide(rule.enabled, { ja: "無効である", en: "is disabled" }),
    decide(rule.direction === "in", { ja: "送信の規則である", en: "is about outbound connections" }),
    onProfile(rule, profile),
    decide(rule.protocol === "tcp" || rule.protocol === "any", {
      ja: `プロトコルが${String(rule.protocol)}である`,
      en: `is about the protocol ${String(rule.protocol)}, not TCP`,
    }),
    localPort(rule, line),
    remoteAddress(rule, line),
    localAddress(rule, line),
    [
      rule.remotePorts.length === 0 ? "yes" : "maybe",
      { ja: "接続元のポートを限定している", en: `is limited to the source ports ${rule.remotePorts.join(",")}` },
    ],
    program(rule),
    service(rule),
    [
      rule.conditions.length === 0 ? "yes" : "maybe",
      {
        ja: `判定できない条件（${rule.conditions.join("|")}）がある`,
        en: `has conditions that cannot be decided (${rule.conditions.join("|")})`,
      },
    ],
  ];
  return decisions.flatMap(([match, why]) => (match === "yes" ? [] : [{ match, why }]));
}

/** How a rule with such misses matches: one condition that is not met is enough. */
export function matchOf(misses: readonly Miss[]): Match {
  if (misses.some(({ match }) => match === "no")) return "no";
  return misses.length === 0 ? "yes" : "maybe";
}

function decide(met: boolean, why: Text): Decision {
  return [met ? "yes" : "no", why];
}

function onProfile(rule: FirewallRule, profile: FirewallProfileName): Decision {
  if (rule.ignoredOn.includes(profile)) {
    return decide(false, {
      ja: `${profile}ではポリシーがローカル規則を無視する（AllowLocalPolicyMerge=0）`,
      en: `is a local rule, which policy ignores on ${profile} (AllowLocalPolicyMerge=0)`,
    });
  }
  const named = rule.profiles.join(",");
  const why = { ja: `プロファイルが${named}だけである`, en: `applies on ${named} only` };
  return decide(effectiveProfiles(rule).includes(profile) || !rule.enabled, why);
}

function localPort(rule: FirewallRule, { port }: LineOnMachine): Decision {
  const ports = parsePorts(rule.localPorts);
  const why = { ja: `ポートが${rule.localPorts.join(",")}である`, en: `is about port ${rule.localPorts.join(",")}` };
  if (portsCover(ports, parsePorts([String(port)]))) return ["yes", why];
  return [ports.keywords.length > 0 && !STANDARD_PORTS.includes(port) ? "maybe" : "no", why];
}

/** Of the keywords only the local subnet can be decided, and only where the machine's own address is known. */
function remoteAddress(rule: FirewallRule, { controllerAddress, subnets }: LineOnMachine): Decision {
  const listed = rule.remoteAddresses.join(",");
  const why = { ja: `接続元が${listed}だけである`, en: `is limited to the remote addresses ${listed}` };
  const keywords = rule.remoteAddresses.filter((text) => /^[A-Z]/.test(text));
  const local = keywords.some((word) => word.startsWith("LocalSubnet"));
  const known = rule.remoteAddresses.filter((text) => !keywords.includes(text));
  const everything = rule.remoteAddresses.length === 0;
  if (everything || controllerAddress === undefined) return [everything ? "yes" : "maybe", why];
  const ranges = parseAddresses([...known, ...(local ? subnets : [])]);
  const open = known.length + (local ? subnets.length : 0) > 0;
  if (open && addressesCover(ranges, parseAddresses([controllerAddress]))) return ["yes", why];
  const decided = keywords.every((word) => word.startsWith("LocalSubnet") && subnets.length > 0);
  return [decided ? "no" : "maybe", why];
}

function localAddress(rule: FirewallRule, { localAddresses }: LineOnMachine): Decision {
  const why = {
    ja: `宛先が${rule.localAddresses.join(",")}だけである`,
    en: `is limited to the local addresses ${rule.localAddresses.join(",")}`,
  };
  if (rule.localAddresses.length === 0) return ["yes", why];
  const ranges = parseAddresses(rule.localAddresses);
  const covered = localAddresses.filter((local) => addressesCover(ranges, parseAddresses([local])));
  if (covered.length === 0) return [localAddresses.length === 0 ? "maybe" : "no", why];
  return [covered.length === localAddresses.length ? "yes" : "maybe", why];
}

function program({ program: path }: FirewallRule): Decision {
  const why = { ja: `プログラム${path ?? ""}に限定されている`, en: `is limited to the program ${path ?? ""}` };
  if (path === undefined || path === "system") return ["yes", why];
  return [LISTENERS.includes(path.replace(/^.*\\/, "")) ? "maybe" : "no", why];
}

function service({ service: name }: FirewallRule): Decision {
  const why = { ja: `サービス${name ?? ""}に限定されている`, en: `is limited to the service ${name ?? ""}` };
  if (name === undefined) return ["yes", why];
  return [SERVICES.includes(name) ? "maybe" : "no", why];
}
