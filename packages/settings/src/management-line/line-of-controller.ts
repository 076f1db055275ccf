import { isIP } from "node:net";

import type { FirewallProfileName } from "../firewall-rules/firewall-rule.js";
import { firewallProfiles } from "../firewall-rules/firewall-rule.js";
import type { LineFacts } from "./line-facts.js";

/** The line from this controller to a machine: new TCP connections from an address to the machine's WinRM port. */
export interface ManagementLine {
  /** As the machine sees it. Undefined when nobody knows: then a rule counts only if it lets every address through. */
  readonly controllerAddress: string | undefined;
  readonly port: number;
}

/** What is known of a line besides what the machine answers. */
export interface LineOrigin {
  readonly port: number;
  /** Named by a person (KIJUN_CONTROLLER_ADDRESS): goes before everything else. */
  readonly declared?: string | undefined;
  /** Local address of the provider's own socket; what the machine sees may be another one, behind translation. */
  readonly socketAddress?: string | undefined;
}

/**
 * The controller's address as the machine sees it: the declared one, else the one of our socket if the machine sees a
 * connection from it, else the only one the machine sees connections from, else that of our socket.
 */
export function lineOfController(facts: LineFacts | undefined, origin: LineOrigin): ManagementLine {
  const { port, declared } = origin;
  const own = address(origin.socketAddress);
  const seen = [...new Set(facts?.connections.flatMap(({ RemoteAddress }) => address(RemoteAddress) ?? []))];
  const controllerAddress =
    address(declared) ?? (own !== undefined && seen.includes(own) ? own : seen.length === 1 ? seen[0] : own);
  return { port, controllerAddress };
}

/** What the machine's network says of the line. */
export interface LineOnMachine extends ManagementLine {
  /** Addresses at which the machine is connected; empty when not known. */
  readonly localAddresses: readonly string[];
  /** Subnets of those interfaces as `address/prefix`; empty when not known. */
  readonly subnets: readonly string[];
  /** Profiles that may apply to the line: those of the interfaces it arrives at, all three where that is not known. */
  readonly profiles: readonly FirewallProfileName[];
}

/** NetworkCategory of MSFT_NetConnectionProfile (claim `network-categories`). */
const CATEGORIES: { readonly [category: number]: FirewallProfileName } = { 0: "public", 1: "private", 2: "domain" };

/** Where a line arrives on the machine: at the connections from the controller, else at any connection to the port. */
export function lineOnMachine(facts: LineFacts, line: ManagementLine): LineOnMachine {
  const controllerAddress = address(line.controllerAddress);
  const own = facts.connections.filter(({ RemoteAddress }) => address(RemoteAddress) === controllerAddress);
  const connections = controllerAddress !== undefined && own.length > 0 ? own : facts.connections;
  const localAddresses = [...new Set(connections.flatMap(({ LocalAddress }) => address(LocalAddress) ?? []))];
  const interfaces = localAddresses.map(
    (local) => facts.addresses.find(({ IPAddress }) => address(IPAddress) === local)?.InterfaceIndex,
  );
  const subnets = facts.addresses.flatMap(({ IPAddress, PrefixLength, InterfaceIndex }) => {
    const at = interfaces.includes(InterfaceIndex) ? address(IPAddress) : undefined;
    return at === undefined ? [] : [`${at}/${String(PrefixLength)}`];
  });
  const active = interfaces.map((index) => {
    const network = facts.networks.find(({ InterfaceIndex }) => InterfaceIndex === index);
    return network === undefined ? undefined : CATEGORIES[network.NetworkCategory];
  });
  const known = active.length > 0 && !active.includes(undefined);
  const profiles = known ? firewallProfiles.filter((name) => active.includes(name)) : firewallProfiles;
  return { port: line.port, controllerAddress, localAddresses, subnets, profiles };
}

/** Whether the line never leaves the machine; such traffic is not filtered (claim `loopback-not-filtered`). */
export function isLoopback(line: ManagementLine): boolean {
  return /^(?:127\.|::1$)/.test(line.controllerAddress ?? "");
}

/** An address without zone, IPv4 in its own notation; undefined for text that is none. */
function address(text: string | undefined): string | undefined {
  const bare = text
    ?.replace(/%.*$/, "")
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .toLowerCase();
  return bare === undefined || isIP(bare) === 0 ? undefined : bare;
}
