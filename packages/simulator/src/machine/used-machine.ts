import type { HostRole } from "@kijun/core";
import { DEFAULT_PROFILE, liveForms, SeededRandom } from "@kijun/settings/live";
import type { NetworkState, Registry, RegistryValue, WindowsState } from "@kijun/settings/live";

import { usedFirewall } from "./firewall/used-machine-firewall.js";
import { usedProfiles } from "./used-machine-profiles.js";
import { windowsEdition } from "./windows-edition.js";
import type { WindowsEdition } from "./windows-edition.js";

/** What a simulated machine is made from. The same origin always gives the same machine. */
export interface MachineOrigin {
  readonly computerName: string;
  readonly role: HostRole;
  /** As a host class names it: `Windows 11 Pro 24H2`, `Windows Server 2022 Standard`. */
  readonly operatingSystem: string;
  readonly locale: WindowsState["locale"];
  /** What its identity and its noise are drawn from. */
  readonly seed: string;
  /** What it is connected to, where that matters. */
  readonly network?: NetworkState;
}

/**
 * A machine after some years of use that nobody has hardened: Windows' defaults, and what programs and people left
 * behind. Errors: BASELINE_INVALID for an operating system that is not modelled.
 */
export function usedMachine(origin: MachineOrigin): WindowsState {
  const { computerName, role, locale, seed } = origin;
  const edition = windowsEdition(origin.operatingSystem);
  const random = new SeededRandom(seed, "identity");
  const machineGuid = random.guid();
  const serialNumber = serialOf(random, edition);
  const revision = random.pick(edition.revisions);
  const machineSid = ["S-1-5-21", ...[1, 2, 3].map(() => String(1_000_000_000 + random.below(3_000_000_000)))].join(
    "-",
  );
  const profiles = usedProfiles(origin, machineSid);
  const users = profiles.map(({ sid }) => sid).filter((sid) => sid !== DEFAULT_PROFILE);
  const machine: WindowsState = {
    computerName,
    machineGuid,
    serialNumber,
    build: `${edition.build}.${String(revision)}`,
    locale,
    registry: {
      ...identityKeys(origin, edition, { machineGuid, revision }),
      ...usedFirewall({ seed, role, edition, users }),
    },
    securityPolicy: usedSecurityPolicy(seed, role, edition),
    profiles,
    ...(origin.network === undefined ? {} : { network: origin.network }),
  };
  for (const form of liveForms) form.furnish?.(machine, { role, kind: edition.kind, seed });
  return machine;
}

function serialOf(random: SeededRandom, { kind }: WindowsEdition): string {
  const letters = kind === "client" ? "R" : "MASY";
  return letters + String(random.below(10 ** 7)).padStart(7, "0");
}

/** Where the agent's PowerShell finds who the machine is, and the policies that a logon and an update meet. */
function identityKeys(
  { computerName, locale, seed }: MachineOrigin,
  edition: WindowsEdition,
  { machineGuid, revision }: { readonly machineGuid: string; readonly revision: number },
): Registry {
  const random = new SeededRandom(seed, "machine registry");
  const windows = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows";
  const control = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control";
  const { displayVersion } = edition;
  return {
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography": { MachineGuid: text(machineGuid) },
    [`${windows} NT\\CurrentVersion`]: {
      ProductName: text(edition.productName),
      EditionID: text(edition.editionId),
      ...(displayVersion === undefined ? {} : { DisplayVersion: text(displayVersion) }),
      CurrentBuild: text(edition.build),
      CurrentBuildNumber: text(edition.build),
      UBR: dword(revision),
      InstallDate: dword(1_650_000_000 + random.below(80_000_000)),
      RegisteredOwner: text(locale === "ja-JP" ? "住基ネット担当" : "Resident registry"),
    },
    [`${windows} NT\\CurrentVersion\\Winlogon`]: { AutoAdminLogon: text("0"), CachedLogonsCount: text("10") },
    [`${windows}\\CurrentVersion\\Policies\\System`]: {
      EnableLUA: dword(1),
      ConsentPromptBehaviorAdmin: dword(5),
      dontdisplaylastusername: dword(0),
      // Without it WinRM gives a local administrator other than RID 500 a filtered token.
      LocalAccountTokenFilterPolicy: dword(1),
    },
    [`${control}\\ComputerName\\ComputerName`]: { ComputerName: text(computerName) },
    [`${control}\\Nls\\CodePage`]: {
      ACP: text(locale === "ja-JP" ? "932" : "1252"),
      OEMCP: text(locale === "ja-JP" ? "932" : "437"),
    },
    [`${control}\\TimeZoneInformation`]: { TimeZoneKeyName: text("Tokyo Standard Time") },
    [`${control}\\Terminal Server`]: { fDenyTSConnections: dword(edition.kind === "client" ? 1 : 0) },
  };
}

/** `[System Access]` as secedit exports it from an installation nobody has configured (believed). */
function usedSecurityPolicy(seed: string, role: HostRole, edition: WindowsEdition): Record<string, string | number> {
  const random = new SeededRandom(seed, "security policy");
  const domain = role === "active-directory-server";
  // A machine that was upgraded in place keeps the values of the Windows it came from.
  const locksOut = edition.locksOut && !random.chance(0.25);
  const lockoutMinutes = locksOut ? 10 : 30;
  return {
    MinimumPasswordAge: domain ? 1 : 0,
    MaximumPasswordAge: 42,
    MinimumPasswordLength: domain ? 7 : 0,
    PasswordComplexity: edition.kind === "server" ? 1 : 0,
    PasswordHistorySize: domain ? 24 : 0,
    LockoutBadCount: locksOut ? 10 : 0,
    ResetLockoutCount: lockoutMinutes,
    LockoutDuration: lockoutMinutes,
    AllowAdministratorLockout: locksOut ? 1 : 0,
    RequireLogonToChangePassword: 0,
    ForceLogoffWhenHourExpire: 0,
    NewAdministratorName: '"Administrator"',
    NewGuestName: '"Guest"',
    ClearTextPassword: 0,
    LSAAnonymousNameLookup: 0,
    EnableAdminAccount: edition.kind === "server" ? 1 : 0,
    EnableGuestAccount: 0,
  };
}

function text(value: string): RegistryValue {
  return { kind: "String", value };
}

function dword(value: number): RegistryValue {
  return { kind: "DWord", value };
}
