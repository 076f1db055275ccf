import { addressKeywords, findKeyword, portKeywords } from "./firewall-keyword.js";
import type { FirewallRuleParameters } from "./firewall-rule-cmdlet.js";

/** Display texts of a rule, as New-NetFirewallRule takes them. */
export interface RuleTexts {
  readonly DisplayName: string;
  readonly Group: string;
  readonly Description?: string;
}

/** The version that the modelled machine writes; readers ignore it. */
const VERSION = "v2.31";

/** The order in which Windows writes the fields, as in the rules that ship with it; others follow (believed). */
const ORDER = [
  ...["Action", "Active", "Dir", "Protocol", "Profile", "LPort", "LPort2_10", "LPort2_20", "RPort", "RPort2_10"],
  ...["ICMP4", "ICMP6", "LA4", "LA6", "RA4", "RA6", "RA42", "RA62", "App", "Svc"],
  ...["Name", "Desc", "EmbedCtxt", "Edge", "Defer"],
];

/** The fields of a rule string without its version. */
export function ruleFields(stored: string): string[] {
  return stored
    .split("|")
    .slice(1)
    .filter((field) => field !== "");
}

/**
 * The rule string that the cmdlets leave behind: the fields of each given parameter are replaced, all others stay.
 * CIDR is stored as a mask, a keyword for both families twice (believed).
 */
export function encodeRule(stored: string, parameters: FirewallRuleParameters, texts?: RuleTexts): string {
  let fields = ruleFields(stored);
  const replace = (keys: RegExp, added: readonly string[]): void => {
    fields = [...fields.filter((field) => !keys.test(field.slice(0, field.indexOf("=")))), ...added];
  };
  const given = (key: string, value: string | undefined): string[] =>
    value === undefined || value === "Any" ? [] : [`${key}=${value}`];
  const protocol = protocolField(parameters.Protocol);
  replace(/^Action$/, [`Action=${parameters.Action}`]);
  replace(/^Active$/, [`Active=${parameters.Enabled.toUpperCase()}`]);
  replace(/^Dir$/, [parameters.Direction === "Inbound" ? "Dir=In" : "Dir=Out"]);
  replace(/^Protocol$/, given("Protocol", protocol));
  replace(
    /^Profile$/,
    parameters.Profile.split(",").flatMap((name) => given("Profile", name)),
  );
  replace(/^App$/, given("App", parameters.Program));
  replace(/^Svc$/, given("Svc", parameters.Service));
  replace(
    /^LA[46]/,
    parameters.LocalAddress.flatMap((text) => addressFields("LA", text)),
  );
  replace(
    /^RA[46]/,
    parameters.RemoteAddress.flatMap((text) => addressFields("RA", text)),
  );
  if (parameters.LocalPort !== undefined)
    replace(
      /^LPort/,
      parameters.LocalPort.flatMap((text) => portFields("L", text)),
    );
  if (parameters.RemotePort !== undefined)
    replace(
      /^RPort/,
      parameters.RemotePort.flatMap((text) => portFields("R", text)),
    );
  if (parameters.IcmpType !== undefined) replace(/^ICMP[46]$/, icmpFields(protocol, parameters.IcmpType));
  if (parameters.EdgeTraversalPolicy !== undefined) replace(/^(?:Edge|Defer)$/, EDGE[parameters.EdgeTraversalPolicy]);
  if (texts !== undefined) {
    replace(/^Name$/, [`Name=${texts.DisplayName}`]);
    replace(/^Desc$/, given("Desc", texts.Description));
    replace(/^EmbedCtxt$/, [`EmbedCtxt=${texts.Group}`]);
  }
  return ruleText(fields);
}

/** The rule string that is left of a rule when it is disabled and nothing else. */
export function disabledRule(stored: string): string {
  return ruleText([...ruleFields(stored).filter((field) => !field.startsWith("Active=")), "Active=FALSE"]);
}

function ruleText(fields: readonly string[]): string {
  return `${[VERSION, ...fields.toSorted((left, right) => rank(left) - rank(right))].join("|")}|`;
}

const EDGE = { Block: [], Allow: ["Edge=TRUE"], DeferToUser: ["Defer=User"], DeferToApp: ["Edge=TRUE", "Defer=App"] };

function rank(field: string): number {
  const at = ORDER.indexOf(field.slice(0, field.indexOf("=")));
  return at < 0 ? ORDER.length : at;
}

function protocolField(text: string): string {
  return { TCP: "6", UDP: "17", ICMPv4: "1", ICMPv6: "58" }[text] ?? text;
}

function icmpFields(protocol: string, types: readonly string[]): string[] {
  const key = protocol === "1" ? "ICMP4" : "ICMP6";
  return types.filter((text) => text !== "Any").map((text) => `${key}=${text}${text.includes(":") ? "" : ":*"}`);
}

function portFields(end: "L" | "R", text: string): string[] {
  if (text === "Any") return [];
  if (/^\d+$/.test(text)) return [`${end}Port=${text}`];
  const keyword = findKeyword(portKeywords, text);
  if (keyword === undefined) return [`${end}Port2_10=${text}`];
  return keyword.stored.map((word) => `${end}Port${keyword.keySuffix}=${word}`);
}

function addressFields(end: "LA" | "RA", text: string): string[] {
  if (text === "Any") return [];
  const [, word = text, only] = /^([A-Z].*?)([46])?$/.exec(text) ?? [];
  const keyword = findKeyword(addressKeywords, word);
  if (keyword !== undefined) {
    const families = only === undefined ? ["4", "6"] : [only];
    return keyword.stored.flatMap((stored) => families.map((of) => `${end}${of}${keyword.keySuffix}=${stored}`));
  }
  if (text.includes(":")) return [`${end}6=${text}`];
  const [address = text, prefix] = text.split("/");
  return [`${end}4=${prefix === undefined ? address : `${address}/${maskOf(Number(prefix))}`}`];
}

function maskOf(prefix: number): string {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - from)))).join(".");
}
