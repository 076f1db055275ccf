import fc from "fast-check";

import { PRODUCT_OPTIONS } from "../form/local-principals.live.js";
import type { LocalAccountState, LocalGroupState } from "../form/local-principals.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { localGroups } from "./local-groups.js";

const BASE = "S-1-5-21-4101-4102-4294967295";
const ADMINISTRATORS = "S-1-5-32-544";
const REMOTE = "S-1-5-32-555";
const ORACLE = `${BASE}-1020`;
const DOMAIN_ADMINS = "S-1-5-21-7-8-9-512";

const flags = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };
const account = (rid: string, name: string): [string, LocalAccountState] => [`${BASE}-${rid}`, { name, ...flags }];
const localAccounts = Object.fromEntries([
  account("500", "kanrisha"),
  account("501", "Guest"),
  account("1000", "kijun-agent"),
  account("1001", "Gyomu"),
  account("1002", "業務ＡＰ"),
  account("1003", "Batch"),
]);

/** Members of all kinds: the machine's own, one whose account is gone, a domain's, and Windows' own. */
const MEMBERS = [
  ...["500", "501", "1000", "1001", "1002", "1003", "1999"].map((rid) => `${BASE}-${rid}`),
  ...[DOMAIN_ADMINS, "S-1-5-11", "S-1-5-113", "S-1-5-18"],
];
const DECLARED = [
  "guest",
  "gyomu",
  "業務ＡＰ",
  "authenticated-users",
  DOMAIN_ADMINS,
  "wdag-utility-account",
  "KIJUN-AGENT",
];

function stateOf(groups: Record<string, LocalGroupState>, sessionSids = [`${BASE}-1000`]): Partial<WindowsState> {
  return { localAccounts, localGroups: groups, sessionSids };
}

const members = fc.uniqueArray(fc.constantFrom(...MEMBERS), { maxLength: 5 });
const trouble = fc.constantFrom({}, {}, {}, {}, { denied: true as const }, { guarded: true as const });

const group = (name: string): fc.Arbitrary<LocalGroupState> =>
  fc.tuple(members, trouble).map(([held, given]) => ({ name, members: held, ...given }));

const groups = fc.record(
  {
    [ADMINISTRATORS]: group("Administrators"),
    [REMOTE]: group("Remote Desktop Users"),
    [ORACLE]: group("ORA_DBA"),
    "S-1-5-32-580": group("リモート管理ユーザー"),
  },
  { requiredKeys: [ADMINISTRATORS] },
);

const session = fc.constantFrom([`${BASE}-1000`, ADMINISTRATORS], [`${DOMAIN_ADMINS}0`, DOMAIN_ADMINS], []);

const list = fc.subarray(DECLARED);
const open = list.filter((given) => given.length > 0).map((given) => ({ members: given }));
const closed = list.map((given) => ({ members: given, exclusive: true as const }));

const declared = fc.record(
  {
    administrators: fc.oneof(
      open,
      closed.map(({ members: given }) => ({ members: ["administrator", ...given], exclusive: true as const })),
    ),
    "remote-desktop-users": fc.oneof(open, closed),
    "remote-management-users": closed,
    ora_dba: fc.oneof(open, closed, fc.constant("absent" as const)),
  },
  { requiredKeys: [] },
);

function groupCase(
  name: string,
  held: Record<string, LocalGroupState>,
  settings: object,
  changes: Partial<WindowsState> = {},
): MachineCase {
  return machineCase(name, localGroups, { changes: { ...stateOf(held), ...changes } }, localGroups.format(settings));
}

const administrators = (...rids: string[]): LocalGroupState => ({
  name: "Administrators",
  members: rids.map((rid) => (rid.startsWith("S-") ? rid : `${BASE}-${rid}`)),
});
const onlyBoth = { administrators: { members: ["administrator", "kijun-agent"], exclusive: true } };
const controller = { [PRODUCT_OPTIONS]: { ProductType: { kind: "String", value: "LanmanNT" } as const } };

export const localGroupsStates: AreaStates = {
  area: localGroups,
  drift: (declared) => replaced(declared, /^members none/, "members users"),
  declared,
  live: fc.tuple(groups, session).map(([held, sids]): LiveState => ({ changes: stateOf(held, [...sids]) })),
  special: [
    groupCase("a member whose account is gone", { [ADMINISTRATORS]: administrators("500", "1999", "1000") }, onlyBoth),
    groupCase("administrators without a member", { [ADMINISTRATORS]: administrators() }, onlyBoth),
    groupCase(
      "the account of the session",
      { [ADMINISTRATORS]: administrators("500", "1000") },
      {
        administrators: { members: ["administrator"], exclusive: true },
      },
    ),
    groupCase(
      "a group that carries the session",
      { [ADMINISTRATORS]: administrators("500", DOMAIN_ADMINS) },
      { administrators: { members: ["administrator"], exclusive: true } },
      { sessionSids: ["S-1-5-21-7-8-9-1104", DOMAIN_ADMINS, ADMINISTRATORS] },
    ),
    groupCase(
      "a group that carried the session beside another one",
      { [ADMINISTRATORS]: administrators("500", DOMAIN_ADMINS, "S-1-5-11") },
      { administrators: { members: ["administrator", "authenticated-users"], exclusive: true } },
      { sessionSids: ["S-1-5-21-7-8-9-1104", DOMAIN_ADMINS, "S-1-5-11"] },
    ),
    groupCase(
      "a member that the machine does not have",
      { [ADMINISTRATORS]: administrators("500", "1001") },
      { administrators: { members: ["administrator", "tenken"], exclusive: true } },
    ),
    groupCase(
      "a group that is not there",
      { [ADMINISTRATORS]: administrators("500") },
      {
        "hyper-v-administrators": { members: [], exclusive: true },
        ORA_OPER: "absent",
      },
    ),
    groupCase(
      "a group whose members nobody may know",
      {
        [ADMINISTRATORS]: administrators("500"),
        [REMOTE]: { name: "Remote Desktop Users", members: [], denied: true },
      },
      { administrators: { members: ["administrator"] }, "remote-desktop-users": { members: [], exclusive: true } },
    ),
    groupCase(
      "a group that nobody may change",
      { [ADMINISTRATORS]: { ...administrators("500"), guarded: true } },
      { administrators: { members: ["administrator", "gyomu"] } },
    ),
    groupCase(
      "a group by another name, in another case",
      { [ADMINISTRATORS]: administrators("500"), [ORACLE]: { name: "ORA_DBA", members: ["S-1-5-18"] } },
      { ora_dba: { members: ["system", "GYOMU"] }, Administrators: { members: ["administrator"] } },
    ),
    groupCase(
      "a domain controller, with groups of its domain in others",
      {
        [ADMINISTRATORS]: administrators("500", `${BASE}-512`),
        [`${BASE}-512`]: { name: "Domain Admins", members: [`${BASE}-500`, `${BASE}-1000`] },
      },
      {
        administrators: { members: ["administrator", "Domain Admins"], exclusive: true },
        "Domain Admins": { members: ["administrator"], exclusive: true },
        "Schema Admins": { members: [], exclusive: true },
      },
      { registry: controller },
    ),
    groupCase("a machine that does not tell its groups", {}, onlyBoth),
  ],
};
