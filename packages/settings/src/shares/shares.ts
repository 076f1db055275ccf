import type { Direction } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { drivePathFault } from "../form/drive-path.js";
import { defineEntryArea } from "../form/entry-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { accessParts, formatShareAccess, isShareAccess, parseShareAccess } from "./share-access.js";

const entrySchema = z
  .strictObject({
    path: z
      .string()
      .overwrite(comparablePath)
      .optional()
      .meta({
        label: { ja: "共有するフォルダー", en: "shared folder" },
        windowsKey: "Path",
        source: "Case means nothing. Microsoft Learn, MSFT_SmbShare class",
      } satisfies PropertyMeta),
    access: z
      .array(z.string())
      .optional()
      .meta({
        label: { ja: "共有のアクセス許可", en: "share permissions" },
        windowsKey: "SecurityDescriptor",
        source: "read 0x1200a9, change 0x1301bf, full 0x1f01ff. Microsoft Learn, Set-SmbShare -SecurityDescriptor",
        claims: ["access-masks"],
      } satisfies PropertyMeta),
    encrypt: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "データ アクセスの暗号化", en: "encryption of data access" },
        windowsKey: "EncryptData",
        source: "Clients without SMB 3 are then refused. Microsoft Learn, Set-SmbShare -EncryptData",
      } satisfies PropertyMeta),
  })
  .superRefine(({ path, access = [] }, context) => {
    const issue = (field: string, message: string): void => {
      context.addIssue({ code: "custom", path: [field], message });
    };
    const fault = path === undefined ? undefined : sharedPathFault(path);
    if (fault !== undefined) issue("path", fault);
    for (const text of access)
      if (!isShareAccess(text))
        issue(
          "access",
          `"${text}" must be a SID and read, change or full: "S-1-5-32-544:full", "S-1-1-0:deny-change" (names of accounts differ by language)`,
        );
    const twin = access.find((text, at) => access.findIndex((other) => isAboutSame(text, other)) !== at);
    if (twin !== undefined) issue("access", `${accessParts(twin).who} is named twice: say once what it may do`);
  });

const shareSchema = z.object({
  path: z.string(),
  encrypt: z.boolean(),
  /** Nothing where Windows holds none. */
  descriptor: z.string().nullable(),
});
const factsSchema = z.object({ shares: z.record(z.string(), shareSchema) });

type Share = z.output<typeof entrySchema>;

/** Names of shares that Windows makes by itself, where they are its own: they neither count nor can be declared. */
const WINDOWS_OWN = /^(?:admin\$|ipc\$|print\$|[a-z]\$|sysvol|netlogon)$/i;

export const shares = defineEntryArea({
  id: "shares",
  title: { ja: "フォルダー共有", en: "shares" },
  name: z
    .string()
    .regex(/^(?:[^\\/:*?"<>|[\]+=;,\s]+\\)?[^\\/:*?"<>|[\]+=;,]{1,80}$/, "must be the name of a share: Renkei")
    .refine(
      (name) => !WINDOWS_OWN.test(name),
      "is made by Windows itself and cannot be declared (ADMIN$, drives, IPC$: HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters)",
    ),
  entry: entrySchema,
  facts: factsSchema,
  nextSteps: {
    SHARE_NOT_CREATED: {
      ja: "無い共有を作るには path と access の両方を宣言してください。",
      en: "Declare both path and access for a share that is to be made.",
    },
    FOLDER_MISSING: {
      ja: "共有するフォルダーがありません。機器で作成するか、宣言の場所を直してください。",
      en: "The folder to be shared is not there: make it on the machine, or correct the declared path.",
    },
    SHARE_OF_CLUSTER: {
      ja: "クラスターが管理する共有です。クラスターの側で変更してください。",
      en: "The cluster manages this share: change it there.",
    },
    SHARE_OF_PRINTER: {
      ja: "プリンターの共有です。プリンターの共有をやめると無くなります。",
      en: "The share goes with its printer: stop sharing the printer.",
    },
    SHARE_NOT_MOVED: {
      ja: "共有の場所は変更しません。先にその共有を absent と宣言して反映するか、宣言の場所を直してください。",
      en: "A share is never moved: declare it absent first and apply, or correct the declared path.",
    },
  },
  entries: ({ shares: found }) => new Map(Object.entries(found).map(([name, share]) => [name, entryFrom(share)])),
  others: true,
  write: ({ path, access, encrypt }) => ({
    ...(path === undefined ? {} : { path }),
    ...(access === undefined ? {} : { descriptor: formatShareAccess(access) }),
    ...(encrypt === undefined ? {} : { encrypt }),
  }),
  direction: (live, desired) => directionOf(live, desired),
});

function sharedPathFault(path: string): string | undefined {
  if (/^[a-z]:\\$/.test(path)) return undefined;
  return path.startsWith("%") ? "must not hold a variable: Windows shares the path as it stands" : drivePathFault(path);
}

/** Lower case, and no backslash at the end but that of a drive. */
function comparablePath(path: string): string {
  return path.toLowerCase().replace(/(?<=[^:\\])\\+$/, "");
}

function isAboutSame(text: string, other: string): boolean {
  return accessParts(text).who === accessParts(other).who;
}

/** A descriptor that says more than this form can stands as it is: it equals no declared access. */
function entryFrom({ path, encrypt, descriptor }: z.output<typeof shareSchema>): Share {
  const access = parseShareAccess(descriptor ?? "") ?? [`descriptor:${descriptor ?? "missing"}`];
  return { path: comparablePath(path), access: [...access], encrypt };
}

/** A share opens a machine to others. */
function directionOf(live: Share | undefined, desired: Share | undefined): Direction {
  if (live === undefined) return "weakening";
  if (desired === undefined) return "hardening";
  const ways = new Set<Direction>([
    live.path === desired.path ? "neutral" : "unknown",
    directionOfAccess(live.access ?? [], desired.access ?? []),
    directionBySafety(live.encrypt ?? "absent", desired.encrypt ?? "absent", safetyOfSwitch(true)),
  ]);
  ways.delete("neutral");
  const [only] = ways;
  return ways.size === 1 && only !== undefined ? only : "unknown";
}

const RANKS = ["", "read", "change", "full"];

/** By what each account may do; with refusals, or rights that have no word, nobody can say. */
function directionOfAccess(live: readonly string[], desired: readonly string[]): Direction {
  const ranksOf = (access: readonly string[]): Map<string, number> =>
    new Map(access.map(accessParts).map(({ who, what }) => [who, RANKS.indexOf(what)]));
  const [from, to] = [ranksOf(live), ranksOf(desired)];
  if ([...from.values(), ...to.values()].includes(-1)) return live.join() === desired.join() ? "neutral" : "unknown";
  const steps = [...new Set([...from.keys(), ...to.keys()])].map((who) => (to.get(who) ?? 0) - (from.get(who) ?? 0));
  const [more, less] = [steps.some((step) => step > 0), steps.some((step) => step < 0)];
  if (more && less) return "unknown";
  return more ? "weakening" : less ? "hardening" : "neutral";
}
