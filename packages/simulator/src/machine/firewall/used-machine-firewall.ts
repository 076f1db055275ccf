import type { HostRole } from "@kijun/core";
import { SeededRandom } from "@kijun/settings/live";
import type { Registry, RegistryValue } from "@kijun/settings/live";

import { clientFirewallGroups } from "./firewall-groups-client.js";
import { mediaFirewallGroups } from "./firewall-groups-media.js";
import { optionalFirewallGroups } from "./firewall-groups-optional.js";
import { domainControllerFirewallGroups, serverFirewallGroups } from "./firewall-groups-server.js";
import { firewallGroups } from "./firewall-groups.js";
import { ruleTemplates } from "./firewall-rule-text.js";
import { storeAppRules } from "./store-apps.js";
import type { WindowsEdition } from "../windows-edition.js";

const POLICY = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";

/** What the firewall of a machine depends on. */
export interface FirewallOrigin {
  readonly seed: string;
  readonly role: HostRole;
  readonly edition: WindowsEdition;
  /** SIDs of the users whose Store apps have registered rules. */
  readonly users: readonly string[];
}

/** The firewall of a used machine: profiles as Windows sets them up, its own rules, and what programs and users added. */
export function usedFirewall(origin: FirewallOrigin): Registry {
  const rules: Record<string, RegistryValue> = {};
  addWindowsRules(rules, origin);
  addStoreAppRules(rules, origin);
  addPromptedRules(rules, origin);
  return { ...firewallProfiles(), [`${POLICY}\\FirewallRules`]: rules };
}

/** Default actions are not in the registry of a machine that nobody configured (believed). */
function firewallProfiles(): Registry {
  const registry: Registry = {};
  // StandardProfile is the private one.
  for (const profile of ["DomainProfile", "StandardProfile", "PublicProfile"]) {
    registry[`${POLICY}\\${profile}`] = { EnableFirewall: dword(1), DisableNotifications: dword(0) };
    registry[`${POLICY}\\${profile}\\Logging`] = {
      LogFilePath: { kind: "ExpandString", value: "%systemroot%\\system32\\LogFiles\\Firewall\\pfirewall.log" },
      LogFileSize: dword(4096),
      LogDroppedPackets: dword(0),
      LogSuccessfulConnections: dword(0),
    };
  }
  return registry;
}

function dword(value: number): RegistryValue {
  return { kind: "DWord", value };
}

/** A rule that comes with Windows, switched on and off. The machines of a fleet share the values. */
interface WindowsRule {
  readonly name: string;
  readonly active: boolean;
  readonly on: RegistryValue;
  readonly off: RegistryValue;
}

const windowsRulesByKind = new Map<string, readonly WindowsRule[]>();

function windowsRules(role: HostRole, kind: WindowsEdition["kind"], version: string): readonly WindowsRule[] {
  const key = `${kind} ${role} ${version}`;
  let rules = windowsRulesByKind.get(key);
  if (rules === undefined) {
    const byKind = kind === "client" ? clientFirewallGroups : serverFirewallGroups;
    const byRole = role === "active-directory-server" ? domainControllerFirewallGroups : [];
    const groups = [...firewallGroups, ...optionalFirewallGroups, ...mediaFirewallGroups, ...byKind, ...byRole];
    rules = groups.flatMap(ruleTemplates).map(({ name, active, tail }) => ({
      name,
      active,
      on: { kind: "String", value: `${version}|Action=Allow|Active=TRUE|${tail}` },
      off: { kind: "String", value: `${version}|Action=Allow|Active=FALSE|${tail}` },
    }));
    windowsRulesByKind.set(key, rules);
  }
  return rules;
}

/** Older prefix that rules keep when a machine was upgraded in place. */
const OLDER_VERSION = "v2.30";

function addWindowsRules(rules: Record<string, RegistryValue>, { seed, role, edition }: FirewallOrigin): void {
  const random = new SeededRandom(seed, "windows firewall rules");
  const version = edition.kind === "client" && random.chance(0.15) ? OLDER_VERSION : edition.ruleVersion;
  const switchedOn = ["WINRM-HTTP-In-TCP"];
  if (edition.kind === "server") switchedOn.push("RemoteDesktop-UserMode-", "FPS-");
  else if (random.chance(0.2)) switchedOn.push("FPS-");
  if (random.chance(0.3)) switchedOn.push("NETDIS-");
  for (const { name, active, on, off } of windowsRules(role, edition.kind, version)) {
    rules[name] = active || switchedOn.some((start) => name.startsWith(start)) ? on : off;
  }
}

function addStoreAppRules(rules: Record<string, RegistryValue>, { seed, edition, users }: FirewallOrigin): void {
  const random = new SeededRandom(seed, "store apps");
  const apps = storeAppRules(edition);
  for (const user of users) {
    for (const rulesOfApp of apps) {
      // Not every user has let every app register.
      if (random.chance(0.1)) continue;
      for (const { head, tail } of rulesOfApp) {
        const value = `${edition.ruleVersion}|Action=Allow|Active=TRUE|${head}${user}${tail}`;
        rules[`{${random.guid().toUpperCase()}}`] = { kind: "String", value };
      }
    }
  }
}

/** Programs that once asked for access, with the Japanese text of the prompt's owner. Fictional. */
const PROMPTING_PROGRAMS = [
  { path: "C:\\Program Files\\JukiClient\\JukiLink.exe", title: "業務端末連携サービス" },
  { path: "C:\\Program Files (x86)\\PrintAssist\\PrintAssist.exe", title: "帳票印刷アシスト" },
  { path: "C:\\Program Files\\Java\\jre1.8.0_401\\bin\\javaw.exe", title: "Java(TM) Platform SE binary" },
  { path: "C:\\Program Files\\CardReaderTool\\RCMonitor.exe", title: "カードリーダー状態監視" },
] as const;

/** An "allow access?" prompt leaves a rule for TCP and one for UDP, named by a GUID or by the query with its GUID. */
function addPromptedRules(rules: Record<string, RegistryValue>, { seed, edition }: FirewallOrigin): void {
  const random = new SeededRandom(seed, "prompted rules");
  for (const { path, title } of PROMPTING_PROGRAMS) {
    if (random.chance(0.3)) continue;
    const byQuery = random.chance(0.5);
    const action = random.chance(0.8) ? "Allow" : "Block";
    for (const [protocol, number] of [
      ["TCP", 6],
      ["UDP", 17],
    ] as const) {
      const guid = `{${random.guid().toUpperCase()}}`;
      const name = byQuery ? `${protocol} Query User${guid}${path.toLowerCase()}` : guid;
      const keys = `Dir=In|Protocol=${String(number)}|Profile=Private|App=${path}|Name=${title}|Desc=${title}|Defer=User|`;
      rules[name] = { kind: "String", value: `${edition.ruleVersion}|Action=${action}|Active=TRUE|${keys}` };
    }
  }
}
