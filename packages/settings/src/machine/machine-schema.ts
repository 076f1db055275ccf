import { ABSENT, TO_BE_CONFIRMED } from "@kijun/core";
import { z } from "zod";

import { expectation, range } from "../form/probe/expectation-schema.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** The group runs, on whichever node: active and standby change places. */
export const EITHER = "active-or-standby";
export const NONE = "none";

type Meaning = readonly [ja: string, en: string, windowsKey: string, source: string];

const described = <Schema extends z.ZodType>(
  schema: Schema,
  values: string,
  [ja, en, windowsKey, source]: Meaning,
  more: Partial<PropertyMeta> = {},
) => schema.optional().meta({ label: { ja, en }, windowsKey, source, values, ...more } satisfies PropertyMeta);

const ANY = "text, number, bounds, `absent` or `to-be-confirmed`";
const fact = (meaning: Meaning, ...claims: string[]) =>
  described(expectation, ANY, meaning, claims.length === 0 ? {} : { claims });
const noneOf = (meaning: Meaning, claim: string) =>
  described(z.enum([NONE, TO_BE_CONFIRMED]), `\`${NONE}\`, \`${TO_BE_CONFIRMED}\``, meaning, { claims: [claim] });

const CURRENT_VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
const ROLES = ["active", "standby", EITHER, ABSENT, TO_BE_CONFIRMED] as const;

const drive = z.string().regex(/^[A-Z]:$/, "must be the letter of a drive: C:");
const group = z
  .string()
  .regex(/^[^.*"']{1,80}$/, "must be the name of a group of the cluster: no periods, quotes or *, 80 characters");

export const machineSchema = z.strictObject({
  manufacturer: fact(["メーカー", "manufacturer", "Manufacturer", "Microsoft Learn, Win32_ComputerSystem class"]),
  model: fact(["機種", "model", "Model", "Microsoft Learn, Win32_ComputerSystem class"]),
  serialNumber: fact([
    "製造番号",
    "serial number",
    "SerialNumber",
    "Of the firmware. Microsoft Learn, Win32_BIOS class",
  ]),
  edition: fact(["エディション", "edition", "EditionID", CURRENT_VERSION], "edition-in-registry"),
  version: fact(
    ["バージョン", "version", "DisplayVersion", `${CURRENT_VERSION}; ReleaseId before 20H2`],
    "edition-in-registry",
  ),
  build: fact([
    "ビルド",
    "build with revision",
    "CurrentBuildNumber, UBR",
    `26100.4652. ${CURRENT_VERSION}. Microsoft Learn, Windows release information`,
  ]),
  timeZone: fact([
    "タイム ゾーン",
    "time zone",
    "TimeZoneKeyName",
    "HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation. Microsoft Learn, Default time zones",
  ]),
  clockAheadSeconds: described(
    z.union([range, z.literal(TO_BE_CONFIRMED)]),
    "bounds or `to-be-confirmed`",
    ["時計の進み", "how far the clock is ahead", "UtcNow", "Beside the controller's clock at the time of asking"],
    { unit: "seconds", claims: ["asked-within-seconds"] },
  ),
  freeGiB: described(z.record(drive, expectation), `by drive: ${ANY}`, [
    "ドライブの空き容量 (GiB)",
    "free space of a drive (GiB)",
    "FreeSpace",
    "Whole GiB of a local disk. Microsoft Learn, Win32_LogicalDisk class",
  ]),
  restartPending: noneOf(
    [
      "再起動の保留",
      "restart that is pending",
      "RebootPending, RebootRequired, ActiveComputerName, JoinDomain",
      "Keys and values in which Windows notes that it waits for a restart",
    ],
    "restart-places",
  ),
  renamesPending: noneOf(
    [
      "再起動時に置き換えるファイル",
      "files that the next start replaces",
      "PendingFileRenameOperations",
      "Microsoft Learn, MoveFileEx function",
    ],
    "pairs-of-renames",
  ),
  cluster: described(z.record(group, z.enum(ROLES)), `by group: ${ROLES.map((role) => `\`${role}\``).join(", ")}`, [
    "クラスター グループの役割",
    "role in a group of the cluster",
    "OwnerNode, State",
    "root/MSCluster. Microsoft Learn, MSCluster_ResourceGroup class",
  ]),
});

export type DeclaredMachine = z.output<typeof machineSchema>;
