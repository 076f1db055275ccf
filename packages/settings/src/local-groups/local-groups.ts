import { unreadable } from "@kijun/core";
import type { Direction } from "@kijun/core";
import { z } from "zod";

import { directionOfList } from "../form/direction.js";
import { defineEntryArea } from "../form/entry-area.js";
import {
  builtInGroupOfSid,
  isReserved,
  localName,
  principal,
  principalOfSid,
  principalReference,
} from "../form/principal.js";
import type { PropertyMeta } from "../form/setting-area.js";

const ADMINISTRATORS = "S-1-5-32-544";

const groupSchema = z
  .strictObject({
    members: z
      .array(principal)
      .max(100)
      .overwrite((given) => [...new Set(given)].sort())
      .optional()
      .meta({
        label: { ja: "所属するメンバー", en: "members" },
        windowsKey: "Members",
        source: "Accounts and groups that belong to the group themselves. Microsoft Learn, IADsGroup interface",
      } satisfies PropertyMeta),
    exclusive: z
      .boolean()
      .refine((exclusive) => exclusive, "is left out where others may belong to the group, too")
      .optional()
      .meta({
        label: { ja: "ほかのメンバーの禁止", en: "nobody else" },
        windowsKey: "Members",
        source: "Nobody belongs to the group who is not declared; others are removed",
      } satisfies PropertyMeta),
  })
  .refine(({ members, exclusive }) => members !== undefined && (members.length > 0 || exclusive === true), {
    path: ["members"],
    message: "must name somebody; an empty list says something only with exclusive: true (nobody)",
  });

const factsSchema = z.object({
  /** By the name that was asked for; a group that the machine does not have is missing. */
  groups: z.record(
    z.string(),
    z.union([
      z.object({ members: z.array(z.string()) }),
      z.object({ failure: z.object({ code: z.string(), detail: z.string() }) }),
    ]),
  ),
  /** Names by SID of the machine's own accounts. */
  accounts: z.record(z.string(), z.string()),
});

type Group = z.output<typeof groupSchema>;
type Facts = z.output<typeof factsSchema>;

export const localGroups = defineEntryArea({
  id: "local-groups",
  title: { ja: "ローカル グループ", en: "local groups" },
  name: localName,
  entry: groupSchema,
  nextSteps: {
    MEMBERS_MISSING: {
      ja: "管理者グループのメンバーが1人も読み取れません。WMIの状態を確認し、もう一度読み取ってください。",
      en: "No member of Administrators could be read: check the state of WMI on the machine, then read again.",
    },
    MEMBER_MISSING: {
      ja: "宣言したアカウントが機器にありません。名前を確認するか、先に作成してください。",
      en: "The declared account is not on the machine: check its name, or make it first.",
    },
  },
  facts: factsSchema,
  entries: ({ groups, accounts }: Facts) => {
    const local = new Map(Object.entries(accounts));
    return new Map(Object.entries(groups).map(([name, group]) => [entryName(name), liveGroup(name, group, local)]));
  },
  windowsName: principalReference,
  contradiction(name, declared) {
    const builtIn = isReserved(name);
    if (builtIn && entryName(principalReference(name)) !== name.toLowerCase())
      return "is no group of the machine's own";
    if (declared === "absent") return builtIn ? "cannot be absent: a built-in group stays" : undefined;
    if (principalReference(name) !== ADMINISTRATORS || declared.exclusive !== true) return undefined;
    return declared.members?.includes("administrator") === true
      ? undefined
      : "must name administrator among its members: Windows keeps the built-in account in the group";
  },
  asDeclared: (live, { members = [], exclusive }) =>
    exclusive === true ? live : { members: (live.members ?? []).filter((member) => members.includes(member)) },
  write: ({ members = [], exclusive }, group) => ({
    group,
    members: Object.fromEntries(members.map((member) => [member, principalReference(member)])),
    exclusive: exclusive === true,
  }),
  direction: directionOf,
});

function entryName(windowsName: string): string {
  return builtInGroupOfSid(windowsName) ?? windowsName;
}

/** Windows never has Administrators without a member: such an answer is none. */
function liveGroup(name: string, group: Facts["groups"][string], local: ReadonlyMap<string, string>): Group | string {
  if ("failure" in group) return unreadable(group.failure.code, group.failure.detail);
  if (name === ADMINISTRATORS && group.members.length === 0) return unreadable("MEMBERS_MISSING");
  return { members: [...new Set(group.members.map((sid) => principalOfSid(sid, local)))], exclusive: true };
}

/** More members of a group of Windows weaken; what a group of somebody else's is for cannot be known. */
function directionOf(live: Group | undefined, desired: Group | undefined, name: string): Direction {
  if (live === undefined || desired === undefined || !isReserved(name)) return "unknown";
  return directionOfList(live.members ?? [], desired.members ?? [], "weakening");
}
