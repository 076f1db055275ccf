import type { UsedMachineOrigin } from "../form/live-form.js";
import { isDomainController, machineSid } from "../form/local-principals.live.js";
import type { LocalGroupState } from "../form/local-principals.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";

/*
 * Groups that Windows ships, by the last part of their SID (believed). Their names are English on Japanese Windows, too
 * (believed).
 */

const BOTH = {
  "544": "Administrators",
  "545": "Users",
  "546": "Guests",
  "551": "Backup Operators",
  "552": "Replicator",
  "555": "Remote Desktop Users",
  "556": "Network Configuration Operators",
  "558": "Performance Monitor Users",
  "559": "Performance Log Users",
  "562": "Distributed COM Users",
  "568": "IIS_IUSRS",
  "569": "Cryptographic Operators",
  "573": "Event Log Readers",
  "578": "Hyper-V Administrators",
  "579": "Access Control Assistance Operators",
  "580": "Remote Management Users",
  "581": "System Managed Accounts Group",
};
const POWER_USERS = { "547": "Power Users" };
const CLIENT = { ...POWER_USERS, "583": "Device Owners" };
const SERVER = {
  "550": "Print Operators",
  "574": "Certificate Service DCOM Access",
  "575": "RDS Remote Access Servers",
  "576": "RDS Endpoint Servers",
  "577": "RDS Management Servers",
  "582": "Storage Replica Administrators",
};
const CONTROLLER = {
  "548": "Account Operators",
  "549": "Server Operators",
  "554": "Pre-Windows 2000 Compatible Access",
};
/** Of the domain itself. */
const DOMAIN = { "512": "Domain Admins", "513": "Domain Users", "518": "Schema Admins", "519": "Enterprise Admins" };

/**
 * The groups of a used machine with its accounts in them: the agent and the account for maintenance are administrators; on
 * a few machines so is somebody whose account is gone, or the person at work may come in by remote desktop. On a domain
 * controller they are so by way of the domain's groups.
 */
export function usedGroups(machine: WindowsState, { role, kind, seed }: UsedMachineOrigin): void {
  const controller = isDomainController(machine);
  const random = new SeededRandom(seed, "local groups");
  const base = machineSid(machine);
  const own = (rid: string): string => `${base}-${rid}`;
  const administrators = controller ? [own("512"), own("519")] : [own("1000"), own("1002")];
  const members: Record<string, string[]> = {
    "544": [own("500"), ...administrators, ...(random.chance(0.08) ? [own("1009")] : [])],
    "545": ["S-1-5-4", "S-1-5-11", own("1000"), own("1001"), own("1002")],
    "546": [own("501")],
    "555": random.chance(0.06) ? [own("1001")] : [],
    "568": ["S-1-5-17"],
    "581": [own("503")],
  };
  const ofServer = { ...SERVER, ...(controller ? CONTROLLER : POWER_USERS) };
  const shipped = Object.entries<string>({ ...BOTH, ...(kind === "server" ? ofServer : CLIENT) });
  const groups: Record<string, LocalGroupState> = Object.fromEntries(
    shipped.map(([rid, name]) => [`S-1-5-32-${rid}`, { name, members: members[rid] ?? [] }]),
  );
  if (controller) {
    for (const [rid, name] of Object.entries(DOMAIN))
      groups[own(rid)] = { name, members: [own("500"), ...(rid === "512" ? [own("1000"), own("1002")] : [])] };
  }
  if (role === "communication-server") groups[own("1020")] = { name: "ORA_DBA", members: ["S-1-5-18", own("1002")] };
  machine.localGroups = groups;
}
