import fc from "fast-check";

import type { FileState } from "../form/file-store.live.js";
import { machineCase } from "../form/machine-states.js";
import type { Crowd, AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import type { ShareState } from "./shares.live.js";
import { shares } from "./shares.js";

const NAMES = ["Renkei", "作業用", "temp$", "Users"] as const;
const FOLDERS = ["D:\\JUKI\\renkei", "C:\\作業用"] as const;
const DESCRIPTORS = [
  "O:SYG:SYD:(A;;FA;;;WD)",
  "O:SYG:SYD:(A;;0x1200a9;;;WD)",
  "O:BAG:DUD:P(D;;0x1301bf;;;BG)(A;;FA;;;BA)(A;OICI;0x1301bf;;;S-1-5-21-1-2-3-1001)",
  "O:SYG:SYD:(A;;CCDCLC;;;LA)(A;;FR;;;AU)(A;;FW;;;AU)S:(AU;FA;FA;;;WD)",
  "O:SYG:SYD:NO_ACCESS_CONTROL",
  "O:SYG:SYD:(XA;;FA;;;WD;(@USER.x == 1))",
] as const;

const share: fc.Arbitrary<ShareState> = fc
  .record({
    path: fc.constantFrom(...FOLDERS, "c:\\作業用\\", "E:\\"),
    encrypt: fc.boolean(),
    descriptor: fc.constantFrom(...DESCRIPTORS, null),
    mark: fc.constantFrom({}, {}, {}, { printer: true as const }, { guarded: true as const }),
  })
  .map(({ mark, ...rest }) => ({ ...rest, ...mark }));

const own: ShareState = { path: "C:\\", encrypt: false, descriptor: "O:SYG:SYD:(A;;GA;;;BA)", special: true };

const entry = fc.record(
  {
    path: fc.constantFrom(...FOLDERS, "C:\\作業用\\", "E:\\"),
    access: fc
      .uniqueArray(fc.constantFrom("S-1-1-0", "S-1-5-32-544", "LA"), { maxLength: 2 })
      .chain((who) =>
        fc.constantFrom("read", "change", "full", "deny-full").map((what) => who.map((sid) => `${sid}:${what}`)),
      ),
    encrypt: fc.boolean(),
  },
  { requiredKeys: ["path"] },
);

const PRODUCT = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions";
const product = (name: string): Registry => ({ [PRODUCT]: { ProductType: { kind: "String", value: name } } });
const folders: Record<string, FileState> = {
  ...Object.fromEntries(FOLDERS.map((path) => [path, { kind: "folder" }])),
  "D:\\link": { kind: "link" },
};

function shareCase(
  name: string,
  given: Record<string, ShareState>,
  declared: Parameters<typeof shares.format>[0],
  registry: Registry = {},
): MachineCase {
  const changes = { shares: given, files: { ...folders }, registry };
  return machineCase(name, shares, { changes }, shares.format(declared));
}

const plain: ShareState = { path: "D:\\JUKI\\renkei", encrypt: false, descriptor: DESCRIPTORS[0] };
const windowsOwn = { ADMIN$: own, C$: own, IPC$: { ...own, path: "" } };
const administrators = { path: "D:\\JUKI\\renkei", access: ["S-1-5-32-544:full"] };

const CROWD = Array.from({ length: 60 }, (_, index) => `課共有${String(index + 1)}`);

/** What a whole office shares on one machine. */
const crowd: Crowd = {
  fill(machine) {
    const shares = (machine.shares ??= {});
    for (const name of CROWD)
      shares[name] = {
        path: `D:\\共有\\${name}`,
        encrypt: false,
        descriptor: "O:SYG:SYD:(A;;0x1301bf;;;AU)(A;;FA;;;BA)",
      };
  },
  declare: () => Object.fromEntries(CROWD.map((name) => [name, "encrypt false"])),
};

export const sharesStates: AreaStates = {
  crowd,
  area: shares,
  drift: () => [{ path: ["受渡し"], value: "path c:\\juki\\scan, access S-1-1-0:full" }],
  declared: fc
    .tuple(
      fc.dictionary(
        fc.constantFrom(...NAMES),
        fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 3, arbitrary: entry }),
        { maxKeys: 3 },
      ),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([entries, others]) => ({ ...entries, ...others })),
  live: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES, "RENKEI-CL\\Renkei", "print$", "NETLOGON", "E$"), share),
      fc.constantFrom({}, product("WinNT"), product("LanmanNT")),
    )
    .map(([given, registry]): LiveState => ({
      changes: { shares: { ...windowsOwn, ...given }, registry, files: { ...folders } },
    })),
  special: [
    shareCase("nothing but Windows' own", windowsOwn, { "*": "absent" }),
    shareCase("a share that shall not be there", { ...windowsOwn, 作業用: plain }, { 作業用: "absent" }),
    shareCase(
      "a share that nobody declared",
      { ...windowsOwn, 作業用: plain, renkei: plain },
      {
        "*": "absent",
        Renkei: administrators,
      },
    ),
    shareCase("a share that is missing", windowsOwn, { Renkei: { ...administrators, encrypt: true } }),
    shareCase("a folder that is missing", windowsOwn, { Renkei: { ...administrators, path: "D:\\none" } }),
    shareCase("a folder that is a link", windowsOwn, { Renkei: { ...administrators, path: "D:\\link" } }),
    shareCase("a missing share of which not all is declared", windowsOwn, { Renkei: { encrypt: true } }),
    shareCase("another folder", { Renkei: plain }, { Renkei: { path: "C:\\作業用" } }),
    shareCase(
      "names and folder in another case",
      { RENKEI: { ...plain, path: "d:\\juki\\RENKEI\\" } },
      {
        renkei: administrators,
      },
    ),
    shareCase(
      "a share that protects itself",
      { Renkei: { ...plain, guarded: true } },
      {
        Renkei: { access: ["S-1-5-32-544:full"] },
        "*": "absent",
      },
    ),
    shareCase(
      "a printer and a cluster's share",
      { "JUKI-CL\\Data": plain, プリンター: { ...plain, printer: true } },
      {
        "*": "absent",
      },
    ),
    shareCase(
      "a cluster's share that is declared",
      { "JUKI-CL\\Data": plain },
      {
        "juki-cl\\data": { encrypt: true },
        "JUKI-CL\\Other": administrators,
      },
    ),
    shareCase(
      "a domain controller",
      {
        ...windowsOwn,
        SYSVOL: plain,
        NETLOGON: plain,
        print$: { ...plain, path: "C:\\Windows\\system32\\spool\\drivers" },
      },
      { "*": "absent" },
      product("LanmanNT"),
    ),
    shareCase("a drive's name that somebody took", { E$: plain, print$: plain, SYSVOL: plain }, { "*": "absent" }),
    shareCase("nothing declared", windowsOwn, {}),
  ],
};
