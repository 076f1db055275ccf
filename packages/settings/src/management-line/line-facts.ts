import { z } from "zod";

import type { WindowsRequest } from "../form/setting-area.js";

/** Id under which the facts are asked for and answered beside the areas; no area has it. */
export const MANAGEMENT_LINE = "management-line";

const profileInForce = z.object({ Enabled: z.int(), DefaultInboundAction: z.int() });
const storedValues = z.object({
  EnableFirewall: z.int().optional(),
  DefaultInboundAction: z.int().optional(),
  AllowLocalPolicyMerge: z.int().optional(),
  DoNotAllowExceptions: z.int().optional(),
});
const perProfile = <Values extends z.ZodType>(values: Values) =>
  z.object({ Domain: values, Private: values, Public: values });
const ruleStrings = z.record(z.string(), z.string());

/** What `Read-ManagementLine` answers, in Windows' words. An empty list of the network's part means: not known. */
export const lineFactsSchema = z.object({
  /** Established TCP connections to the asked port. */
  connections: z.array(z.object({ LocalAddress: z.string(), RemoteAddress: z.string() })),
  addresses: z.array(z.object({ IPAddress: z.string(), PrefixLength: z.int(), InterfaceIndex: z.int() })),
  /** 0 public, 1 private, 2 domain. */
  networks: z.array(z.object({ InterfaceIndex: z.int(), NetworkCategory: z.int() })),
  /** What is in force, as the numbers of MSFT_NetFirewallProfile. */
  profiles: perProfile(profileInForce),
  stored: z.object({ local: perProfile(storedValues), policy: perProfile(storedValues) }),
  /** Rule strings by name that match the pattern of the request. */
  rules: z.object({ local: ruleStrings, policy: ruleStrings }),
  /** Names of all rules of policy: under such a name nothing local is written. */
  policyNames: z.array(z.string()),
});

export type LineFacts = z.output<typeof lineFactsSchema>;

/**
 * What the agent must be told to read the facts of the line to a WinRM port. The pattern (for .NET and ECMAScript
 * alike, letters compared without case) is matched by the rule strings that could decide about a new TCP connection to
 * the port: active, inbound, of TCP or any protocol, of the port or a range or any port. Rules of a user or of a Store
 * app, and those for programs and services that are certainly not WinRM, are left out: a used machine has 500 rules.
 */
export function managementLineRequest(port: number): WindowsRequest {
  const wanted = String(port);
  const keywordsMayBe = STANDARD_PORTS.includes(port) ? "" : "|[^|]*[a-z]";
  const conditions = [
    "(?=[\\s\\S]*?\\|Active=TRUE\\|)(?=[\\s\\S]*?\\|Dir=In\\|)",
    "(?![\\s\\S]*?\\|(?:AppPkgId|LUOwn)=)",
    "(?![\\s\\S]*?\\|Protocol=(?!(?:6|256)\\|))",
    `(?:(?![\\s\\S]*?\\|LPort)|(?=[\\s\\S]*?\\|LPort\\w*=(?:${wanted}\\||\\d+-\\d${keywordsMayBe})))`,
    `(?![\\s\\S]*?\\|App=(?!(?:[^|]*\\\\)?(?:${LISTENERS.join("|")})\\|))`,
    `(?![\\s\\S]*?\\|Svc=(?!(?:${SERVICES.map((name) => name.replace("*", "\\*")).join("|")})\\|))`,
  ];
  return { port, relevant: `^${conditions.join("")}` };
}

/** Ports that WinRM alone listens on, so that no keyword of a rule (RPC, IPHTTPSIn, …) can stand for one. */
export const STANDARD_PORTS: readonly number[] = [5985, 5986];

/**
 * Programs that a rule for WinRM may name: the listener is HTTP.sys, which counts as System; the others host its parts,
 * so that what a rule for them does to the line is not certain (claims `listener-is-system` and `hosts-of-winrm`).
 */
export const LISTENERS: readonly string[] = ["system", "svchost.exe", "wsmprovhost.exe", "winrshost.exe"];

/** Services that a rule for WinRM may name; `*` is any service. */
export const SERVICES: readonly string[] = ["winrm", "*"];
