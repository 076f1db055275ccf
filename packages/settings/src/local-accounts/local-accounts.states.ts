import fc from "fast-check";

import { PRODUCT_OPTIONS } from "../form/local-principals.live.js";
import type { LocalAccountState } from "../form/local-principals.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { Crowd, AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { localAccounts } from "./local-accounts.js";

const BASE = "S-1-5-21-3101-3102-3103";
const NAMES = ["administrator", "guest", "gyomu", "hoshu", "kijun-agent", "業務ＡＰ", "batch"] as const;
/** By the last part of the SID; the built-in ones may have any name. */
const RIDS = { "500": "kanrisha", "501": "Guest", "503": "DefaultAccount", "1000": "kijun-agent", "1001": "Gyomu" };

const plain = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };

const flags = fc.record({
  enabled: fc.boolean(),
  passwordNeverExpires: fc.boolean(),
  passwordRequired: fc.boolean(),
  userMayChangePassword: fc.boolean(),
});

const more = fc.uniqueArray(fc.constantFrom("hoshu", "業務ＡＰ", "Batch", "Administrator"), { maxLength: 3 });

const account = (name: string): fc.Arbitrary<LocalAccountState> =>
  fc
    .tuple(flags, fc.constantFrom(undefined, undefined, undefined, true as const))
    .map(([given, guarded]) => ({ name, ...given, ...(guarded === undefined ? {} : { guarded }) }));

const accounts: fc.Arbitrary<Record<string, LocalAccountState>> = more.chain((names) => {
  const others = names.map((name, at) => [`${BASE}-${String(1002 + at)}`, name] as const);
  const all = [...Object.entries(RIDS).map(([rid, name]) => [`${BASE}-${rid}`, name] as const), ...others];
  return fc.record(Object.fromEntries(all.map(([sid, name]) => [sid, account(name)])));
});

function stateOf(
  localAccountsHeld: Record<string, LocalAccountState>,
  members: readonly string[] = ["500", "1000", "1001"],
  denied?: true,
): Partial<WindowsState> {
  const administrators = { name: "Administrators", members: members.map((rid) => `${BASE}-${rid}`) };
  return {
    localAccounts: localAccountsHeld,
    localGroups: { "S-1-5-32-544": { ...administrators, ...(denied === undefined ? {} : { denied }) } },
    sessionSids: [`${BASE}-1000`, "S-1-5-32-544"],
  };
}

const entry = fc
  .record(
    {
      enabled: fc.boolean(),
      passwordNeverExpires: fc.boolean(),
      passwordRequired: fc.boolean(),
      userMayChangePassword: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const declared = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), entry, { maxKeys: 4 }),
    fc.option(fc.constantFrom("kanrisha", "KANRISHA", "root")),
    fc.constantFrom({}, { "*": "disabled" }, { leaver: "absent" }, { GYOMU: "absent" }),
  )
  .map(([entries, name, rest]) => ({
    ...Object.fromEntries(Object.entries(entries).filter(([key]) => !(key === "gyomu" && "GYOMU" in rest))),
    ...(name === null ? {} : { administrator: { enabled: false, name } }),
    ...rest,
  }));

const usual = {
  [`${BASE}-500`]: { name: "Administrator", ...plain },
  [`${BASE}-501`]: { name: "Guest", ...plain, enabled: false, passwordRequired: false },
  [`${BASE}-1000`]: { name: "kijun-agent", ...plain },
  [`${BASE}-1001`]: { name: "gyomu", ...plain },
};

function accountCase(name: string, changes: Partial<WindowsState>, settings: object): MachineCase {
  return machineCase(name, localAccounts, { changes: structuredClone(changes) }, localAccounts.format(settings));
}

const enabledOnly = (...rids: string[]): Record<string, LocalAccountState> =>
  Object.fromEntries(
    Object.entries(usual).map(([sid, held]) => [
      sid,
      { ...held, enabled: rids.some((rid) => sid.endsWith(`-${rid}`)) },
    ]),
  );

const controller = { [PRODUCT_OPTIONS]: { ProductType: { kind: "String", value: "LanmanNT" } as const } };

const krbtgt = { name: "krbtgt", ...plain, enabled: false, userMayChangePassword: false };

const MANY_ACCOUNTS = 60;

/** Accounts of everybody who ever worked at the machine. */
const crowd: Crowd = {
  fill(machine) {
    const accounts = (machine.localAccounts ??= {});
    const [sid = "S-1-5-21-1-2-3-500"] = Object.keys(accounts);
    const machineSid = sid.slice(0, sid.lastIndexOf("-"));
    for (let number = 1; number <= MANY_ACCOUNTS; number++)
      accounts[`${machineSid}-${String(2000 + number)}`] = {
        ...{ name: `shokuin${String(number)}`, enabled: false, passwordNeverExpires: false },
        ...{ passwordRequired: true, userMayChangePassword: true },
      };
  },
  declare: () => ({}),
};

export const localAccountsStates: AreaStates = {
  crowd,
  area: localAccounts,
  drift: (declared) => replaced(declared, /^enabled false/, "enabled true"),
  declared,
  live: fc
    .tuple(accounts, fc.subarray(["500", "1000", "1001", "1002", "1999"]))
    .map(([held, members]): LiveState => ({ changes: stateOf(held, members) })),
  special: [
    accountCase("every account that is not declared", stateOf(usual), {
      "kijun-agent": { enabled: true },
      "*": "disabled",
    }),
    accountCase("the account of the session among the others", stateOf(usual), { "*": "disabled" }),
    accountCase("the account of the session", stateOf(usual), { "kijun-agent": { enabled: false } }),
    accountCase("the last administrator", stateOf(enabledOnly("500")), { administrator: { enabled: false } }),
    accountCase("administrators who change places", stateOf(enabledOnly("500")), {
      administrator: { enabled: false },
      gyomu: { enabled: true },
    }),
    accountCase("an orphan that is no administrator", stateOf(enabledOnly("500"), ["500", "1999"]), {
      administrator: { enabled: false },
    }),
    accountCase("administrators that nobody may know", stateOf(usual, ["500"], true), { gyomu: { enabled: false } }),
    accountCase(
      "a renamed built-in account and another one of its name",
      stateOf({
        ...usual,
        [`${BASE}-500`]: { name: "kanrisha", ...plain },
        [`${BASE}-1005`]: { name: "Administrator", ...plain },
      }),
      { administrator: { enabled: false, name: "Administrator" }, "kijun-agent": { enabled: true }, "*": "disabled" },
    ),
    accountCase(
      "an account that nobody may change",
      stateOf({ ...usual, [`${BASE}-1001`]: { name: "gyomu", ...plain, guarded: true } }),
      { gyomu: { passwordNeverExpires: true, enabled: true } },
    ),
    accountCase("an account that is not there", stateOf(usual), { tenken: { enabled: true }, leaver: "absent" }),
    accountCase("an account that shall not be there", stateOf(usual), { GYOMU: "absent" }),
    accountCase(
      "a domain controller, whose domain is looked at and never changed",
      { ...stateOf({ ...usual, [`${BASE}-502`]: krbtgt }), registry: controller },
      { guest: { enabled: true }, krbtgt: { enabled: false, userMayChangePassword: false }, "*": "disabled" },
    ),
    accountCase("a domain controller that tells nothing of its domain", { registry: controller }, { "*": "disabled" }),
    accountCase("a machine that does not tell its accounts", {}, { guest: { enabled: false } }),
  ],
};
