/** A place from which Windows starts programs or loads libraries. */
export interface AutorunPlace {
  /** Leads the names of its entries: `run` in `run: SecurityHealth`. */
  readonly id: string;
  readonly scope: "machine" | "user";
  /**
   * What its entries are: all `values` of the key; the `named` ones; the items of a `list` of texts; a value of each of
   * the `subkeys`; the files of a `folder`; or `consumers` of WMI events.
   */
  readonly kind: "values" | "named" | "list" | "subkeys" | "folder" | "consumers";
  /** Below HKEY_LOCAL_MACHINE, 64-bit view, or below the root of a user's hive. */
  readonly key: string;
  /** The named values; or the one value that holds the list, a subkey's command, or the path of the folder. */
  readonly values: readonly string[];
  /** Where the folder is unless the value says otherwise. */
  readonly folder?: string;
  /** Where its entries are switched: the key with a value for each of them, or the value beside them. */
  readonly approved?: string;
  readonly switch?: string;
  /** Set where an entry is off unless its switch says otherwise. */
  readonly offUnlessSwitched?: true;
  /** What is loaded from there comes into other programs. */
  readonly injects?: true;
}

const WINDOWS = "Microsoft\\Windows\\CurrentVersion";
const WINDOWS_NT = "Microsoft\\Windows NT\\CurrentVersion";
const APPROVED = `${WINDOWS}\\Explorer\\StartupApproved`;
const SHELL_FOLDERS = `${WINDOWS}\\Explorer\\User Shell Folders`;
const STARTUP = "Microsoft\\Windows\\Start Menu\\Programs\\Startup";
const CONTROL = "SYSTEM\\CurrentControlSet\\Control";

/** Places of the machine that exist once for programs of 64 bits and once for those of 32. */
function views(software: string, suffix: string): AutorunPlace[] {
  const place = (id: string, key: string, rest: Partial<AutorunPlace> = {}): AutorunPlace => ({
    ...{ id: id + suffix, scope: "machine", kind: "values", key: software + key, values: [] },
    ...rest,
  });
  const run = suffix === "" ? "Run" : "Run32";
  return [
    place("run", `${WINDOWS}\\Run`, { approved: `SOFTWARE\\${APPROVED}\\${run}` }),
    place("run-once", `${WINDOWS}\\RunOnce`),
    place("active-setup", "Microsoft\\Active Setup\\Installed Components", {
      ...{ kind: "subkeys", values: ["StubPath"], switch: "IsInstalled" },
    }),
    place("app-init", `${WINDOWS_NT}\\Windows`, {
      ...{ kind: "named", values: ["AppInit_DLLs"], switch: "LoadAppInit_DLLs", offUnlessSwitched: true },
      injects: true,
    }),
    place("debugger", `${WINDOWS_NT}\\Image File Execution Options`, {
      ...{ kind: "subkeys", values: ["Debugger"], injects: true },
    }),
  ];
}

function lsa(id: string, value: string): AutorunPlace {
  return { id: `lsa-${id}`, scope: "machine", kind: "list", key: `${CONTROL}\\Lsa`, values: [value], injects: true };
}

function ofMachine(id: string, kind: AutorunPlace["kind"], key: string, values: string[] = []): AutorunPlace {
  return { id, scope: "machine", kind, key, values };
}

function ofUser(id: string, kind: AutorunPlace["kind"], key: string, values: string[] = []): AutorunPlace {
  return { id: `user-${id}`, scope: "user", kind, key: `Software\\${key}`, values };
}

/** Every place, by the order of their ids in a reader's eye: first what users know. */
export const AUTORUN_PLACES: readonly AutorunPlace[] = [
  ...views("SOFTWARE\\", ""),
  ...views("SOFTWARE\\WOW6432Node\\", "-32"),
  ofMachine("policy-run", "values", `SOFTWARE\\${WINDOWS}\\Policies\\Explorer\\Run`),
  {
    ...ofMachine("startup", "folder", `SOFTWARE\\${SHELL_FOLDERS}`, ["Common Startup"]),
    folder: `%ProgramData%\\${STARTUP}`,
    approved: `SOFTWARE\\${APPROVED}\\StartupFolder`,
  },
  ofMachine("winlogon", "named", `SOFTWARE\\${WINDOWS_NT}\\Winlogon`, ["Shell", "Userinit"]),
  ofMachine("boot-execute", "list", `${CONTROL}\\Session Manager`, ["BootExecute"]),
  { ...ofMachine("app-cert", "values", `${CONTROL}\\Session Manager\\AppCertDlls`), injects: true },
  lsa("authentication", "Authentication Packages"),
  lsa("security", "Security Packages"),
  lsa("notification", "Notification Packages"),
  ofMachine("wmi", "consumers", "root/subscription"),
  { ...ofUser("run", "values", `${WINDOWS}\\Run`), approved: `Software\\${APPROVED}\\Run` },
  ofUser("run-once", "values", `${WINDOWS}\\RunOnce`),
  ofUser("policy-run", "values", `${WINDOWS}\\Policies\\Explorer\\Run`),
  {
    ...ofUser("startup", "folder", SHELL_FOLDERS, ["Startup"]),
    folder: `%USERPROFILE%\\AppData\\Roaming\\${STARTUP}`,
    approved: `Software\\${APPROVED}\\StartupFolder`,
  },
  ofUser("winlogon", "named", `${WINDOWS_NT}\\Winlogon`, ["Shell"]),
  ofUser("policy", "named", `${WINDOWS}\\Policies\\System`, ["Shell"]),
  ofUser("windows", "named", `${WINDOWS_NT}\\Windows`, ["Load", "Run"]),
  { ...ofUser("environment", "named", "", ["UserInitMprLogonScript"]), key: "Environment" },
];

const PLACES: ReadonlyMap<string, AutorunPlace> = new Map(AUTORUN_PLACES.map((place) => [place.id, place]));

/** An entry's name taken apart; undefined where no place leads it. */
export function placeOf(name: string): { readonly place: AutorunPlace; readonly entry: string } | undefined {
  const [, id = "", entry = ""] = /^([a-z0-9-]+): (.+)$/s.exec(name) ?? [];
  const place = PLACES.get(id);
  return place === undefined ? undefined : { place, entry };
}

export function entryName({ id }: AutorunPlace, entry: string): string {
  return `${id}: ${entry}`;
}
