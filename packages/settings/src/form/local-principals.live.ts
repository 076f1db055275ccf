import { AreaFailure } from "./live-form.js";
import { registryValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** An account of the machine's own, on a domain controller of the domain. */
export interface LocalAccountState {
  readonly name: string;
  enabled: boolean;
  passwordNeverExpires: boolean;
  passwordRequired: boolean;
  userMayChangePassword: boolean;
  /** Whoever wants to change it is denied. */
  readonly guarded?: true;
}

/** A group of the machine's own, on a domain controller of the domain. */
export interface LocalGroupState {
  readonly name: string;
  /** SIDs in the order in which they were added. */
  members: string[];
  /** Whoever asks for its members is denied. */
  readonly denied?: true;
  /** Whoever wants to change its members is denied. */
  readonly guarded?: true;
}

declare module "./windows-state.js" {
  interface WindowsState {
    /** By SID. */
    localAccounts?: Record<string, LocalAccountState>;
    /** By SID. */
    localGroups?: Record<string, LocalGroupState>;
    /** SIDs of the account that a session runs as: its own first, then those of its groups. */
    sessionSids?: readonly string[];
  }
}

export const ADMINISTRATORS = "S-1-5-32-544";

export const PRODUCT_OPTIONS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions";

export function isDomainController({ registry }: WindowsState): boolean {
  return registryValue(registry, PRODUCT_OPTIONS, "ProductType")?.value === "LanmanNT";
}

const CLASSES = { localAccounts: "Win32_UserAccount", localGroups: "Win32_Group" } as const;

/** What a domain keeps, an apply never changes. Throws {@link AreaFailure}. */
export function requireOwnAccounts(machine: WindowsState): void {
  if (isDomainController(machine))
    throw new AreaFailure("KEPT_IN_DIRECTORY", "accounts and groups of a domain are changed by hand");
}

/** SIDs and names as the agent's `Get-LocalPrincipal` lists them. Throws {@link AreaFailure}. */
export function localPrincipals(machine: WindowsState, store: keyof typeof CLASSES): Map<string, string> {
  const found = Object.entries<{ readonly name: string }>(machine[store] ?? {});
  if (found.length === 0)
    throw new AreaFailure("ACCOUNTS_MISSING", `the machine names nothing of the class ${CLASSES[store]}`);
  return new Map(found.map(([sid, { name }]) => [sid, name]));
}

/** The SID of the one that a request means, as the agent's `Find-LocalPrincipal` finds it. */
export function findLocal(principals: ReadonlyMap<string, string>, reference: string): string | undefined {
  if (reference.startsWith("*-")) return [...principals.keys()].find((sid) => sid.endsWith(reference.slice(1)));
  if (reference.startsWith("S-1-")) return principals.has(reference) ? reference : undefined;
  const folded = reference.toLowerCase();
  return [...principals].find(([, name]) => name.toLowerCase() === folded)?.[0];
}

/** Names by SID of what has no name of Windows' own, as the agent's `Get-LocalName` answers. */
export function localNames(principals: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...principals].filter(([sid]) => sid.startsWith("S-1-5-21-")));
}

/** The members of a group. Throws {@link AreaFailure}. */
export function groupMembers(machine: WindowsState, sid: string): readonly string[] {
  const group = machine.localGroups?.[sid];
  if (group?.denied === true) throw new AreaFailure("ACCESS_DENIED", "UnauthorizedAccessException");
  return group?.members ?? [];
}

/** The SID that all SIDs of the machine's own accounts and groups begin with. */
export function machineSid({ profiles }: WindowsState): string {
  const sid = profiles.find((profile) => profile.sid.startsWith("S-1-5-21-"))?.sid ?? "S-1-5-21-1-1-1-1001";
  return sid.slice(0, sid.lastIndexOf("-"));
}
