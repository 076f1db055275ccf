import type { CanonicalArea } from "@kijun/core";
import type { WindowsState } from "@kijun/settings/live";

import { change } from "./judged-fleet.js";

/** Something wrong on a machine, and the statements (`item part`) that it is against. */
export interface Planted {
  readonly what: string;
  readonly role: "terminal" | "communication-server" | "active-directory-server";
  readonly against: readonly string[];
  plant(this: void, state: WindowsState): void;
}

/** Stores of a modelled machine that areas keep to themselves. */
interface Stores {
  events?: { channel: string; provider: string; id: number; time: object | string; data: Record<string, string> }[];
  localAccounts?: Record<string, { name: string; enabled: boolean }>;
  threatDetections?: Record<string, object>;
  passwords?: Record<string, { name: string; lastSet: string }>;
  defender?: { preferences: Record<string, unknown> };
  files?: Record<string, object>;
  probed?: { files?: Record<string, object> };
}

const stores = (state: WindowsState): WindowsState & Stores => state;

const ROLES = {
  terminal: { role: "terminal", prefix: "端末" },
  cs: { role: "communication-server", prefix: "CS" },
  ad: { role: "active-directory-server", prefix: "AD" },
} as const;

type Role = keyof typeof ROLES;
type Numbers = Readonly<Partial<Record<Role, number>>>;
type Wrong = readonly [what: string, plant: (state: WindowsState) => void];

const at = (area: string, values: CanonicalArea) => (state: WindowsState) => {
  change(state, area, values);
};

const shared = (share: CanonicalArea) => (state: WindowsState) => {
  stores(state).files = { ...stores(state).files, "c:\\himitsu": { kind: "folder" } };
  change(state, "shares", share);
};

function event(state: WindowsState, id: number, data: Record<string, string>, minute = 0): void {
  const time = { daysAgo: 3, at: `01:${String(minute).padStart(2, "0")}:00` };
  const provider = id === 1102 ? "Microsoft-Windows-Eventlog" : "Microsoft-Windows-Security-Auditing";
  (stores(state).events ??= []).push({ channel: "Security", provider, id, time, data });
}

function failedLogon(state: WindowsState, minute: number): void {
  const [user] = Object.values(stores(state).localAccounts ?? {});
  event(
    state,
    4625,
    {
      ...{ TargetUserName: user?.name ?? "x", TargetUserSid: "S-1-0-0", TargetDomainName: state.computerName },
      ...{ Status: "0xc000006d", SubStatus: "0xc000006a", LogonType: "2", WorkstationName: state.computerName },
      ...{ IpAddress: "-", ProcessName: "-", LogonProcessName: "User32" },
    },
    minute,
  );
}

function detection(status: number): (state: WindowsState) => void {
  return (state) => {
    const past = { daysAgo: 3, at: "01:00:00" };
    stores(state).threatDetections = {
      "{D-1}": { threat: "17", name: "Virus:Test", first: past, last: past, status, succeeded: status === 3, toDo: 0 },
    };
  };
}

function passwordSet(name: string, on: string): Wrong {
  return [
    `the password of ${name} was set on ${on}`,
    (state) => {
      for (const held of Object.values(stores(state).passwords ?? {}))
        if (held.name.toLowerCase() === name) held.lastSet = `${on}T03:00:00Z`;
    },
  ];
}

function toolOf(state: WindowsState, applied: string | undefined): void {
  for (const { hive } of state.profiles) {
    const key = Object.keys(hive).find((path) => path.endsWith("Kijun Simulated Vendor\\AccessRestriction"));
    if (key === undefined) continue;
    hive[key] = applied === undefined ? {} : { Applied: { kind: "String", value: applied } };
  }
}

const FIREWALL: readonly Wrong[] = [
  ["the firewall is off for private networks", at("firewall-profile", { private: { enabled: false } })],
  ["a declared rule is gone", at("firewall-rules", { "jukinet-ping-in": "absent" })],
  ["a declared rule lets more in", at("firewall-rules", { "jukinet-winrm-in": "allow in tcp 5985" })],
];
const INFECTION: readonly Wrong[] = [
  ["Defender found something and removed it", detection(3)],
  ["Defender found something and let it run", detection(5)],
  [
    "Defender does not watch",
    (state) => {
      Object.assign(stores(state).defender?.preferences ?? {}, { DisableRealtimeMonitoring: true });
    },
  ],
];
const ACCOUNTS: readonly Wrong[] = [
  ["the guest account is enabled", at("local-accounts", { guest: "enabled true" })],
  [
    "an account that nobody declared is enabled",
    (state) => {
      const [sid = "S-1-5-21-1-1001", account] = Object.entries(stores(state).localAccounts ?? {}).at(-1) ?? [];
      if (account === undefined) throw new TypeError("the machine has no accounts");
      const own = sid.replace(/\d+$/, "1099");
      stores(state).localAccounts = {
        ...stores(state).localAccounts,
        [own]: { ...account, name: "himitsu", enabled: true },
      };
    },
  ],
  [
    "somebody else is an administrator",
    at("local-groups", { administrators: "members S-1-5-21-1-2-3-1104 administrator kijun-agent, exclusive true" }),
  ],
];
const SHARES: readonly Wrong[] = [
  ["a folder is shared", shared({ Himitsu: "path c:\\himitsu, access S-1-5-32-544:full" })],
  ["a hidden share is there", shared({ Himitsu$: "path c:\\himitsu, access S-1-5-32-544:full" })],
  ["a folder is shared with everyone", shared({ Public: "path c:\\himitsu, access S-1-1-0:full" })],
];
const PROGRAMS: readonly Wrong[] = [
  ["a service that is to be off runs", at("services", { RemoteRegistry: "start automatic, state running" })],
  ["a task that nobody declared is there", at("scheduled-tasks", { "\\Himitsu": "enabled true, actions c:\\x.exe" })],
  ["a program starts by itself", at("autorun", { "run: Himitsu": "command c:\\himitsu.exe, enabled true" })],
  ["a program runs from a user's folder", at("processes", { "C:\\Users\\Public\\himitsu.exe": "running" })],
];
const AUDITING: readonly Wrong[] = [
  ["failed logons are not recorded", at("audit-policy", { logon: "success" })],
  ["nothing of logons is recorded", at("audit-policy", { logon: "none" })],
  ["the Security log is small", at("event-log", { Security: { maxSizeKiB: 20_480 } })],
  ["the Security log stops when it is full", at("event-log", { Security: { whenFull: "keep" } })],
];
const FAILURES: readonly Wrong[] = [
  [
    "many logons fail within minutes",
    (state) => {
      for (const minute of [1, 2, 3, 4, 5, 6]) failedLogon(state, minute);
    },
  ],
  [
    "an account was locked out",
    (state) => {
      event(state, 4740, { TargetUserName: "gyomu", TargetSid: "S-1-5-21-1-2-3-1001", TargetDomainName: "x" });
    },
  ],
  [
    "the Security log was cleared",
    (state) => {
      event(state, 1102, { SubjectUserName: "hoshu" });
    },
  ],
];
const SOFTWARE: readonly Wrong[] = [
  ["a program is installed", at("installed-software", { Himitsu: "publisher Nobody" })],
  [
    "a second program is installed",
    at("installed-software", { "{11111111-2222-3333-4444-555555555555}": "version 1.0" }),
  ],
  ["a managed program comes from somebody else", at("installed-software", { "Microsoft Edge": "publisher Nobody" })],
];
const NETWORK: readonly Wrong[] = [
  ["a name leads elsewhere", at("hosts-file", { "update.example": "203.0.113.66" })],
  ["the address comes by DHCP", at("network-adapter", { primary: "dhcp true" })],
  ["other servers resolve names", at("network-adapter", { primary: "dns 203.0.113.53" })],
];
const DEVICES: readonly Wrong[] = [
  ["a USB memory is plugged in", at("devices", { "USB\\VID_0951&PID_1666": "count 1" })],
  ["a device is there twice", at("devices", { "USB\\VID_FFF1&PID_0001": "count 2" })],
  ["USB storage works", at("removable-media", { usbStorage: true })],
];

const wrongs: readonly (readonly [part: string, numbers: Numbers, wrong: readonly Wrong[]])[] = [
  [
    "access-restriction",
    { terminal: 1 },
    [
      [
        "the tool is not applied",
        (state) => {
          toolOf(state, undefined);
        },
      ],
      [
        "the tool is switched off",
        (state) => {
          toolOf(state, "0");
        },
      ],
      [
        "the tool is in a state of its own",
        (state) => {
          toolOf(state, "2");
        },
      ],
    ],
  ],
  ["firewall", { terminal: 2, cs: 1, ad: 1 }, FIREWALL],
  [
    "firewall",
    { terminal: 2, cs: 1 },
    [["a rule that nobody declared lets something in", at("firewall-rules", { "himitsu-in": "allow in tcp 4444" })]],
  ],
  ["infection", { terminal: 2, cs: 13, ad: 11 }, INFECTION],
  ["accounts", { terminal: 3, cs: 2, ad: 2 }, ACCOUNTS],
  ["shares", { terminal: 4, cs: 3, ad: 3 }, SHARES],
  ["programs", { terminal: 5, cs: 4, ad: 4 }, PROGRAMS],
  ["auditing", { terminal: 6, cs: 5, ad: 5 }, AUDITING],
  ["failures", { terminal: 6, cs: 5, ad: 5 }, FAILURES],
  [
    "lockout",
    { terminal: 7 },
    [
      ["accounts are never locked", at("account-lockout", { thresholdAttempts: 0 })],
      ["accounts are locked late", at("account-lockout", { thresholdAttempts: 6 })],
      ["accounts are locked for a minute", at("account-lockout", { durationMinutes: 1, resetCounterAfterMinutes: 1 })],
    ],
  ],
  [
    "password-policy",
    { terminal: 8 },
    [
      ["short passwords will do", at("password-policy", { minimumLength: 13 })],
      ["simple passwords will do", at("password-policy", { complexity: false })],
      ["passwords last for ever", at("password-policy", { maximumAgeDays: "never" })],
      ["passwords can be read back", at("password-policy", { reversibleEncryption: true })],
    ],
  ],
  ["software", { terminal: 9, cs: 7, ad: 7 }, SOFTWARE],
  ["network", { terminal: 10, cs: 8, ad: 8 }, NETWORK],
  ["devices", { terminal: 11, cs: 11, ad: 9 }, DEVICES],
  [
    "screen-saver",
    { terminal: 14 },
    [
      ["the screen saver asks for no password", at("screen-saver", { passwordProtected: false })],
      ["the screen saver starts late", at("screen-saver", { timeoutSeconds: 601 })],
      ["the screen saver is off", at("screen-saver", { active: false })],
    ],
  ],
  [
    "specified-password",
    { cs: 6, ad: 6 },
    ["2024-10-07", "2025-03-30", "2020-01-01"].map((day) => passwordSet("administrator", day)),
  ],
  [
    "encryption-tool",
    { cs: 9 },
    [
      [
        "the log is gone",
        (state) => {
          leaveLog(state, undefined);
        },
      ],
      [
        "the log is empty",
        (state) => {
          leaveLog(state, []);
        },
      ],
      [
        "the log says nothing of the tool",
        (state) => {
          leaveLog(state, ["2025/06/02 09:15:00 起動"]);
        },
      ],
    ],
  ],
  [
    "oracle-port",
    { cs: 10 },
    [
      ["the default port listens", at("listening-ports", { "tcp 1521": "processes tnslsnr.exe, reach network" })],
      ["it listens for the machine alone", at("listening-ports", { "tcp 1521": "processes x.exe, reach loopback" })],
    ],
  ],
];

function leaveLog(state: WindowsState, lines: readonly string[] | undefined): void {
  const files = stores(state).probed?.files ?? {};
  for (const [path, file] of Object.entries(files)) {
    if (!path.toLowerCase().includes("\\encryption\\")) continue;
    if (lines === undefined) Reflect.deleteProperty(files, path);
    else Object.assign(file, { lines });
  }
}

/** At least three for each statement that a machine can answer. */
export const planted: readonly Planted[] = [
  ...wrongs.flatMap(([part, numbers, found]) =>
    Object.entries(numbers).flatMap(([name, number]) => {
      const { role, prefix } = ROLES[name as Role];
      return found.map(([what, plant]) => ({ what, role, plant, against: [`${prefix}${String(number)} ${part}`] }));
    }),
  ),
  {
    what: "a rule lets the default port of Oracle in",
    role: "communication-server",
    against: ["CS1 firewall", "CS10 oracle-port"],
    plant: at("firewall-rules", { "jukinet-ap-in": "allow in tcp 443,1521" }),
  },
];
