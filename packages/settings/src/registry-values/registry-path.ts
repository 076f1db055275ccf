import { ownerOfRegistryValue } from "../form/registry-owner.js";

/** Which registry value is meant. */
export interface RegistryTarget {
  /** A SID, `*` for every profile and the one that new users start from; undefined for the machine itself. */
  readonly user?: string;
  /** Of the machine: its root as .NET names it. */
  readonly hive: "LocalMachine" | "Users";
  readonly key: string;
  /** Empty for the key's default value. */
  readonly name: string;
}

const PATH = /^(HKLM|HKU\\(?:\*|\.DEFAULT|S-1-5-21-\d+-\d+-\d+-\d+))\\(.+)$/s;

/** A value's name that itself holds backslashes stands in quotes. */
const QUOTED = /^(.+)\\"([^"]+)"$/s;

/** The registry value that a full path names; undefined for a text that is none. */
export function parseRegistryPath(path: string): RegistryTarget | undefined {
  const [, root = "", below = ""] = PATH.exec(path) ?? [];
  const at = below.lastIndexOf("\\");
  const [, key = below.slice(0, Math.max(at, 0)), name = below.slice(at + 1)] = QUOTED.exec(below) ?? [];
  if (root === "" || key === "" || key.split("\\").some((part) => part === "") || /\p{Cc}/u.test(below))
    return undefined;
  if (root === "HKLM") return { hive: "LocalMachine", key, name };
  if (root === "HKU\\.DEFAULT") return { hive: "Users", key: `.DEFAULT\\${key}`, name };
  return { hive: "Users", user: root.slice(4), key, name };
}

/** Keys that are no setting, or are another area's, with the reason. */
const KEPT_OUT: readonly (readonly [key: RegExp, reason: string])[] = [
  [/^system\\controlset\d+\\/i, "is one of several sets: write SYSTEM\\CurrentControlSet"],
  [
    /^(?:sam|security)(?:\\|$)/i,
    "is where Windows keeps accounts and secrets, which are no registry values to declare",
  ],
  [
    /\\sharedaccess\\parameters\\firewallpolicy(?:\\|$)|^software\\policies\\microsoft\\windowsfirewall(?:\\|$)/i,
    "is the firewall: declare it in firewallProfile or firewallRules",
  ],
  [
    /\\services\\(?:winrm|mpssvc|bfe|tcpip6?\\parameters\\interfaces)(?:\\|$)|\\windows\\winrm(?:\\|$)|\\currentversion\\wsman(?:\\|$)/i,
    "carries the line to the machine, which a change could cut",
  ],
];

/** Why the value of a path is not declared by its key; undefined where it may be. */
export function registryPathFault(path: string): string | undefined {
  const target = parseRegistryPath(path);
  if (target === undefined)
    return 'must be the full path of a registry value, "HKLM\\KEY\\NAME", or in the hive of users "HKU\\*\\KEY\\NAME" (every profile), "HKU\\S-1-5-21-...\\KEY\\NAME" or "HKU\\.DEFAULT\\KEY\\NAME"; a key\'s default value ends in a backslash, a name with backslashes stands in quotes';
  const { user, hive, key, name } = target;
  if (name.toLowerCase() === "defaultpassword") return "holds a password, which never stands in a declaration";
  const reason = hive === "LocalMachine" ? KEPT_OUT.find(([kept]) => kept.test(key))?.[1] : undefined;
  if (reason !== undefined) return reason;
  const owner =
    user === undefined && hive === "Users"
      ? undefined
      : ownerOfRegistryValue(user === undefined ? "HKLM" : "HKU", key, name);
  return owner === undefined ? undefined : `is the property ${owner}: declare it there`;
}
