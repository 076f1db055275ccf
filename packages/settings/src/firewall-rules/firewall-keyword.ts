/** A word that stands for addresses or ports which Windows finds out itself. */
export interface Keyword {
  /** As the cmdlets and the canonical line spell it. */
  readonly name: string;
  /** As the rule string spells it; more than one value where Windows writes several for one meaning. */
  readonly stored: readonly string[];
  /** What the key of the rule string ends with, because the word came with a later version of the format. */
  readonly keySuffix: string;
}

/**
 * Address keywords. Names: Set-NetFirewallRule, RemoteAddress; stored words: [MS-GPFAS] 2.2.2.13; the suffix of the
 * newer ones [MS-GPFAS] 2.2.2.19 and rules seen on machines (`RA42=IntErnet`).
 */
export const addressKeywords: readonly Keyword[] = [
  { name: "CaptivePortal", stored: ["CaptivePortal"], keySuffix: "2" },
  { name: "DefaultGateway", stored: ["DefaultGateway"], keySuffix: "" },
  { name: "DHCP", stored: ["DHCP"], keySuffix: "" },
  { name: "DNS", stored: ["DNS"], keySuffix: "" },
  { name: "Internet", stored: ["IntErnet"], keySuffix: "2" },
  { name: "Intranet", stored: ["IntrAnet"], keySuffix: "2" },
  { name: "IntranetRemoteAccess", stored: ["RmtIntrAnet"], keySuffix: "2" },
  { name: "LocalSubnet", stored: ["LocalSubnet"], keySuffix: "" },
  { name: "PlayToDevice", stored: ["Ply2Renders"], keySuffix: "2" },
  { name: "WINS", stored: ["WINS"], keySuffix: "" },
];

/**
 * Port keywords. Names: New-NetFirewallRule, LocalPort; stored words and suffixes as in the rules that ship with
 * Windows (CoreNet-IPHTTPS-In carries both words of its pair).
 */
export const portKeywords: readonly Keyword[] = [
  { name: "IPHTTPSIn", stored: ["IPTLSIn", "IPHTTPSIn"], keySuffix: "2_10" },
  { name: "IPHTTPSOut", stored: ["IPTLSOut", "IPHTTPSOut"], keySuffix: "2_10" },
  { name: "PlayToDiscovery", stored: ["Ply2Disc"], keySuffix: "2_20" },
  { name: "RPC", stored: ["RPC"], keySuffix: "" },
  { name: "RPCEPMap", stored: ["RPC-EPMap"], keySuffix: "" },
  { name: "Teredo", stored: ["Teredo"], keySuffix: "" },
];

/** The keyword of a word in either spelling, compared without case; undefined when there is none. */
export function findKeyword(keywords: readonly Keyword[], word: string): Keyword | undefined {
  const wanted = word.toLowerCase();
  return keywords.find(({ name, stored }) => [name, ...stored].some((known) => known.toLowerCase() === wanted));
}
