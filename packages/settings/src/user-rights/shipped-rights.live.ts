import type { HostRole } from "@kijun/core";

/*
 * Rights as Windows ships them, by the ends of the SIDs that hold them (believed). What nobody holds is missing, as in an
 * export. Guest stands there by its name, as secedit writes accounts of the machine's own.
 */

const BOTH = `SeNetworkLogonRight S-1-1-0 544 545 551
SeTcbPrivilege
SeIncreaseQuotaPrivilege S-1-5-19 S-1-5-20 544
SeBackupPrivilege 544 551
SeChangeNotifyPrivilege S-1-1-0 S-1-5-19 S-1-5-20 544 545 551
SeSystemtimePrivilege S-1-5-19 544
SeTimeZonePrivilege S-1-5-19 544 545 583
SeCreatePagefilePrivilege 544
SeCreateGlobalPrivilege S-1-5-19 S-1-5-20 544 S-1-5-6
SeCreateSymbolicLinkPrivilege 544
SeDebugPrivilege 544
SeRemoteShutdownPrivilege 544
SeAuditPrivilege S-1-5-19 S-1-5-20
SeImpersonatePrivilege S-1-5-19 S-1-5-20 544 568 S-1-5-6
SeIncreaseWorkingSetPrivilege 545
SeIncreaseBasePriorityPrivilege 544 S-1-5-90-0
SeLoadDriverPrivilege 544
SeBatchLogonRight 544 551 559 568
SeServiceLogonRight S-1-5-80-0
SeSecurityPrivilege 544
SeSystemEnvironmentPrivilege 544
SeManageVolumePrivilege 544
SeProfileSingleProcessPrivilege 544
SeUndockPrivilege 544 545
SeAssignPrimaryTokenPrivilege S-1-5-19 S-1-5-20
SeRestorePrivilege 544 551
SeTakeOwnershipPrivilege 544
SeDelegateSessionUserImpersonatePrivilege 544
SeRemoteInteractiveLogonRight 544 555`;

const CLIENT = `SeInteractiveLogonRight Guest 544 545 551
SeDenyNetworkLogonRight Guest
SeDenyInteractiveLogonRight Guest
SeShutdownPrivilege 544 545 551`;

const SERVER = `SeInteractiveLogonRight 544 545 551
SeShutdownPrivilege 544 551`;

const DIRECTORY = `SeNetworkLogonRight S-1-1-0 S-1-5-11 S-1-5-9 544 554
SeInteractiveLogonRight 544 548 549 550 551 S-1-5-9
SeMachineAccountPrivilege S-1-5-11
SeEnableDelegationPrivilege 544
SeShutdownPrivilege 544 549 550 551`;

/** The section [Privilege Rights] of a machine that nobody has configured. */
export function shippedRights(role: HostRole, kind: "client" | "server"): Record<string, string> {
  const special = role === "active-directory-server" ? DIRECTORY : kind === "client" ? CLIENT : SERVER;
  const rights: Record<string, string> = {};
  for (const line of `${BOTH}\n${special}`.split("\n")) {
    const [right = "", ...holders] = line.split(" ");
    rights[right] = holders.map(exported).join(",");
  }
  return rights;
}

function exported(holder: string): string {
  if (/^\d+$/.test(holder)) return `*S-1-5-32-${holder}`;
  return holder.startsWith("S-1-") ? `*${holder}` : holder;
}
