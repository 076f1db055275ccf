import fc from "fast-check";

import type { LocalAccountState } from "../form/local-principals.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { userRights } from "./user-rights.js";

const MACHINE = "S-1-5-21-101-102-103";
const RIGHTS = [
  "SeNetworkLogonRight",
  "SeDenyNetworkLogonRight",
  "SeInteractiveLogonRight",
  "SeDebugPrivilege",
] as const;

const account = (name: string): LocalAccountState => ({
  name,
  ...{ enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true },
});

const localAccounts = {
  [`${MACHINE}-500`]: account("kanrisha"),
  [`${MACHINE}-501`]: account("Guest"),
  [`${MACHINE}-1001`]: account("Gyomu"),
  [`${MACHINE}-1002`]: account("業務ＡＰ"),
};
const localGroups = {
  "S-1-5-32-544": { name: "Administrators", members: [`${MACHINE}-500`] },
  [`${MACHINE}-1004`]: { name: "ORA_DBA", members: [] },
};
const own = { localAccounts, localGroups };

const HOLDERS = [
  ...["*S-1-5-32-544", "*S-1-5-32-545", "*S-1-5-113", "*S-1-1-0", "Guest", "GYOMU", "ORA_DBA", "退職者"],
  ...[`*${MACHINE}-500`, `*${MACHINE}-1002`, `*${MACHINE}-1999`, "*S-1-5-80-3139157870-2983391045", "CITY\\Operator"],
];
const DECLARED = [
  "administrators",
  "users",
  "local-account",
  "guest",
  "administrator",
  "gyomu",
  "S-1-1-0",
  "S-1-5-21-9-9-9-512",
];

const section = fc
  .dictionary(fc.constantFrom(...RIGHTS), fc.subarray(HOLDERS), { maxKeys: 4 })
  .map((rights) => ({ SeChangeNotifyPrivilege: "*S-1-1-0", ...joined(rights) }));

function joined(rights: { readonly [right: string]: readonly string[] }): Record<string, string> {
  return Object.fromEntries(Object.entries(rights).map(([right, holders]) => [right, holders.join(",")]));
}

function rightsCase(
  name: string,
  privilegeRights: Record<string, string> | undefined,
  declared: object,
  changes: Partial<WindowsState> = own,
): MachineCase {
  const state = { ...changes, ...(privilegeRights === undefined ? {} : { privilegeRights }) };
  return machineCase(name, userRights, { changes: state }, userRights.format(declared));
}

const denied = { SeDenyNetworkLogonRight: ["guests", "local-account"] };

export const userRightsStates: AreaStates = {
  area: userRights,
  drift: (declared) => replaced(declared, /^administrators$/, "administrators users"),
  declared: fc.dictionary(fc.constantFrom(...RIGHTS), fc.subarray(DECLARED)),
  live: section.map((privilegeRights): LiveState => ({ changes: { ...own, privilegeRights } })),
  special: [
    rightsCase("rights of Windows' own groups only", { SeDenyNetworkLogonRight: "*S-1-5-32-546" }, denied, {}),
    rightsCase("spaces between the holders", { SeDebugPrivilege: " *S-1-5-32-544 , Guest " }, { SeDebugPrivilege: [] }),
    rightsCase("a right that nobody holds", { SeDebugPrivilege: "", SeTcbPrivilege: "" }, { SeDebugPrivilege: [] }),
    rightsCase("a right that is not exported", { SeTcbPrivilege: "" }, denied),
    rightsCase("an export without any right", {}, denied),
    rightsCase("an export without the section", undefined, denied),
    rightsCase(
      "an orphan among the holders",
      { SeDebugPrivilege: `*${MACHINE}-1999` },
      { SeDebugPrivilege: ["gyomu"] },
    ),
    rightsCase(
      "a domain controller",
      { SeDebugPrivilege: "Administrator,*S-1-5-21-7-7-7-512" },
      { SeDebugPrivilege: ["administrators"] },
      {
        registry: {
          "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions": {
            ProductType: { kind: "String", value: "LanmanNT" },
          },
        },
      },
    ),
    rightsCase(
      "a machine that does not tell its accounts",
      { SeDebugPrivilege: "Guest" },
      { SeDebugPrivilege: [] },
      {},
    ),
  ],
};
