import { z } from "zod";

import { AreaFailure } from "../form/live-form.js";
import type { Failure, LiveForm, WriteFailure } from "../form/live-form.js";
import {
  ADMINISTRATORS,
  findLocal,
  groupMembers,
  isDomainController,
  localNames,
  localPrincipals,
  requireOwnAccounts,
} from "../form/local-principals.live.js";
import type { LocalGroupState } from "../form/local-principals.live.js";
import type { JsonValue, WindowsRequest } from "../form/setting-area.js";
import type { WindowsState } from "../form/windows-state.js";
import { usedGroups } from "./used-groups.live.js";

const requestSchema = z.object({ names: z.array(z.string()) });
const wantedSchema = z.object({
  group: z.string(),
  members: z.record(z.string(), z.string()),
  exclusive: z.boolean(),
});
const desiredSchema = z.object({ entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])) });

type Wanted = z.output<typeof wantedSchema>;
type Principals = ReadonlyMap<string, string>;

export const localGroupsLive: LiveForm = {
  area: "local-groups",
  read(machine, request) {
    const accounts = localPrincipals(machine, "localAccounts");
    const all = localPrincipals(machine, "localGroups");
    const groups: Record<string, JsonValue> = {};
    for (const name of requestSchema.parse(request).names) {
      const sid = findLocal(all, name);
      if (sid === undefined) continue;
      const members = membersOf(machine, sid);
      groups[name] = "code" in members ? { failure: { ...members } } : { members };
    }
    return { groups, accounts: localNames([...accounts, ...all]) };
  },
  write(machine, desired) {
    requireOwnAccounts(machine);
    return writeGroups(machine, desired);
  },
  byHand(machine, desired) {
    const [refused] = writeGroups(machine, desired);
    if (refused !== undefined) throw new AreaFailure(refused.code, refused.detail);
  },
  furnish: usedGroups,
};

function writeGroups(machine: WindowsState, desired: WindowsRequest): WriteFailure[] {
  const own = localPrincipals(machine, "localAccounts");
  const all = localPrincipals(machine, "localGroups");
  // In a domain groups belong to groups, too.
  const accounts = isDomainController(machine) ? new Map([...own, ...all]) : own;
  return Object.entries(desiredSchema.parse(desired).entries).flatMap(([key, wanted]) =>
    writeGroup(machine, { accounts, all }, key, wanted).map((failure): WriteFailure => ({ key, ...failure })),
  );
}

function membersOf(machine: WindowsState, sid: string): readonly string[] | Failure {
  try {
    return groupMembers(machine, sid);
  } catch (error) {
    if (error instanceof AreaFailure) return { code: error.code, detail: error.detail };
    throw error;
  }
}

function writeGroup(
  machine: WindowsState,
  { accounts, all }: { readonly accounts: Principals; readonly all: Principals },
  key: string,
  wanted: Wanted | "absent",
): Failure[] {
  if (wanted === "absent")
    return findLocal(all, key) === undefined ? [] : [{ code: "NOT_REMOVED", detail: "a group is deleted by hand" }];
  const sid = findLocal(all, wanted.group);
  const group = sid === undefined ? undefined : machine.localGroups?.[sid];
  if (sid === undefined || group === undefined) return [{ code: "NOT_CREATED", detail: "a group is made by hand" }];
  const held = membersOf(machine, sid);
  if ("code" in held) return [{ code: held.code, detail: "members" }];
  const sids = Object.entries(wanted.members).map(
    ([text, reference]) => [text, memberSid(accounts, reference)] as const,
  );
  const kept = sids.flatMap(([, member]) => (member === undefined ? [] : [member]));
  const failures = sids.flatMap(([text, member]): Failure[] =>
    member === undefined ? [{ code: "MEMBER_MISSING", detail: text }] : add(group, held, text, member),
  );
  if (failures.length > 0 || !wanted.exclusive) return failures;
  return held.filter((member) => !kept.includes(member)).flatMap((member) => remove(machine, sid, member, kept));
}

function memberSid(accounts: Principals, reference: string): string | undefined {
  return reference.startsWith("S-1-") ? reference : findLocal(accounts, reference);
}

function add(group: LocalGroupState, held: readonly string[], text: string, member: string): Failure[] {
  if (held.includes(member)) return [];
  if (group.guarded === true) return [{ code: "ACCESS_DENIED", detail: text }];
  group.members = [...group.members, member];
  return [];
}

function remove(machine: WindowsState, sid: string, member: string, kept: readonly string[]): Failure[] {
  const group = machine.localGroups?.[sid];
  if (group === undefined) return [];
  const session = machine.sessionSids ?? [];
  const carried = session.includes(member) && !kept.some((other) => session.includes(other));
  if (sid === ADMINISTRATORS && (member === session[0] || carried))
    return [{ code: "SESSION_ACCOUNT", detail: member }];
  if (group.guarded === true) return [{ code: "ACCESS_DENIED", detail: member }];
  group.members = group.members.filter((other) => other !== member);
  return [];
}
