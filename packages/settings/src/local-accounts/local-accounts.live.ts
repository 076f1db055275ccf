import { z } from "zod";

import { AreaFailure } from "../form/live-form.js";
import type { Failure, LiveForm, WriteFailure } from "../form/live-form.js";
import {
  ADMINISTRATORS,
  findLocal,
  groupMembers,
  localPrincipals,
  requireOwnAccounts,
} from "../form/local-principals.live.js";
import type { LocalAccountState } from "../form/local-principals.live.js";
import type { WindowsRequest } from "../form/setting-area.js";
import type { WindowsState } from "../form/windows-state.js";
import { usedAccounts } from "./used-accounts.live.js";

const FLAGS = ["enabled", "passwordNeverExpires", "passwordRequired", "userMayChangePassword"] as const;
type Flag = (typeof FLAGS)[number];

const wantedSchema = z.object({
  account: z.string(),
  enabled: z.boolean().optional(),
  passwordNeverExpires: z.boolean().optional(),
  passwordRequired: z.boolean().optional(),
  userMayChangePassword: z.boolean().optional(),
  name: z.string().optional(),
});
type Wanted = z.output<typeof wantedSchema>;

const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])),
  keep: z.array(z.string()).optional(),
});

export const localAccountsLive: LiveForm = {
  area: "local-accounts",
  read(machine) {
    localPrincipals(machine, "localAccounts");
    const accounts = Object.entries(machine.localAccounts ?? {}).map(([sid, account]) => {
      const { name, enabled, passwordNeverExpires, passwordRequired, userMayChangePassword } = account;
      return { sid, name, enabled, passwordNeverExpires, passwordRequired, userMayChangePassword };
    });
    return { accounts };
  },
  write(machine, desired) {
    requireOwnAccounts(machine);
    return writeAccounts(machine, desired);
  },
  byHand(machine, desired) {
    const [refused] = writeAccounts(machine, desired);
    if (refused !== undefined) throw new AreaFailure(refused.code, refused.detail);
  },
  furnish: usedAccounts,
};

function writeAccounts(machine: WindowsState, desired: WindowsRequest): WriteFailure[] {
  const principals = localPrincipals(machine, "localAccounts");
  const { entries, keep } = desiredSchema.parse(desired);
  const given = Object.entries(entries);
  const disables = ([, wanted]: (typeof given)[number]): boolean => wanted !== "absent" && wanted.enabled === false;
  const ordered = [...given.filter((entry) => !disables(entry)), ...given.filter(disables)];
  const failures = ordered.flatMap(([key, wanted]): WriteFailure[] => {
    const failure = writeEntry(machine, principals, key, wanted);
    return failure === undefined ? [] : [{ key, ...failure }];
  });
  return [...failures, ...(keep === undefined ? [] : disableOthers(machine, principals, keep))];
}

function writeEntry(
  machine: WindowsState,
  principals: ReadonlyMap<string, string>,
  key: string,
  wanted: Wanted | "absent",
): Failure | undefined {
  if (wanted === "absent")
    return findLocal(principals, key) === undefined
      ? undefined
      : { code: "NOT_REMOVED", detail: "an account is disabled, never deleted" };
  const sid = findLocal(principals, wanted.account);
  const account = sid === undefined ? undefined : machine.localAccounts?.[sid];
  if (sid === undefined || account === undefined)
    return { code: "NOT_CREATED", detail: "an account is made by hand, with its password" };
  for (const flag of FLAGS) {
    const value = wanted[flag];
    const failure = value === undefined ? undefined : writeFlag(machine, { sid, account }, flag, value);
    if (failure !== undefined) return failure;
  }
  return wanted.name !== undefined && wanted.name.toLowerCase() !== account.name.toLowerCase()
    ? { code: "NOT_RENAMED", detail: "an account is renamed by hand" }
    : undefined;
}

interface Found {
  readonly sid: string;
  readonly account: LocalAccountState;
}

function writeFlag(machine: WindowsState, { sid, account }: Found, flag: Flag, value: boolean): Failure | undefined {
  if (account[flag] === value) return undefined;
  if (sid === machine.sessionSids?.[0]) return { code: "SESSION_ACCOUNT", detail: "this session runs as the account" };
  const refusal = flag === "enabled" && !value ? refusalToDisable(machine, sid) : undefined;
  if (refusal !== undefined) return refusal.code === "ACCESS_DENIED" ? { ...refusal, detail: flag } : refusal;
  if (account.guarded === true) return { code: "ACCESS_DENIED", detail: flag };
  account[flag] = value;
  return undefined;
}

/** Whoever cannot tell who the administrators are disables nobody. */
function refusalToDisable(machine: WindowsState, sid: string): Failure | undefined {
  try {
    localPrincipals(machine, "localGroups");
    const members = groupMembers(machine, ADMINISTRATORS);
    const administrators = Object.entries(machine.localAccounts ?? {}).filter(
      ([candidate, { enabled }]) => enabled && (members.includes(candidate) || candidate.endsWith("-500")),
    );
    const [only] = administrators;
    if (administrators.length !== 1 || only?.[0] !== sid) return undefined;
  } catch (error) {
    if (error instanceof AreaFailure) return { code: error.code, detail: error.detail };
    throw error;
  }
  return { code: "LAST_ADMINISTRATOR", detail: "no other enabled account of the machine is an administrator" };
}

function disableOthers(
  machine: WindowsState,
  principals: ReadonlyMap<string, string>,
  keep: readonly string[],
): WriteFailure[] {
  const kept = keep.map((reference) => findLocal(principals, reference));
  return Object.entries(machine.localAccounts ?? {}).flatMap(([sid, account]): WriteFailure[] => {
    if (!account.enabled || kept.includes(sid)) return [];
    const failure = writeFlag(machine, { sid, account }, "enabled", false);
    return failure === undefined ? [] : [{ key: "*", code: failure.code, detail: account.name }];
  });
}
