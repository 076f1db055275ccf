import { z } from "zod";

import type { RegistryPlace } from "../form/registry-property.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** A preference that is a list: in the preference's own text, or as entries of their own. */
export interface ListPreference {
  readonly preference: string;
  readonly kind: "text" | "entries";
  readonly policy?: RegistryPlace;
  readonly entry: z.ZodType<string, string>;
  readonly meta: PropertyMeta;
  /** Equal meaning, equal text. */
  readonly canonical: (entry: string) => string;
}

const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows Defender";
const EXCLUSIONS = "Microsoft Learn, Configure exclusions for Microsoft Defender Antivirus";
const SOURCES = ["InternalDefinitionUpdateServer", "MicrosoftUpdateServer", "MMPC", "FileShares"] as const;

/** Windows compares without case; a folder is the same with and without a backslash behind it. */
function canonicalPath(path: string): string {
  const folded = path.toLowerCase();
  return /^[a-z]:\\$/.test(folded) ? folded : folded.replace(/\\+$/, "");
}

/** The lists of Defender by the names under which they are declared. */
export const lists = {
  signatureSources: {
    preference: "SignatureFallbackOrder",
    kind: "text",
    policy: { key: `${POLICY}\\Signature Updates`, name: "FallbackOrder" },
    entry: z.enum(SOURCES),
    canonical: (source) => SOURCES.find((known) => known.toLowerCase() === source.toLowerCase()) ?? source,
    meta: {
      label: {
        ja: "セキュリティ インテリジェンス更新のソースの順序",
        en: "order of sources for security intelligence updates",
      },
      windowsKey: "SignatureFallbackOrder",
      source: "A closed network has file shares or an update server only. Microsoft Learn, Set-MpPreference",
    },
  },
  signatureShares: {
    preference: "SignatureDefinitionUpdateFileSharesSources",
    kind: "text",
    policy: { key: `${POLICY}\\Signature Updates`, name: "DefinitionUpdateFileSharesSources" },
    entry: z
      .string()
      .regex(/^\\\\[^\s\\/:*?"<>|]+(?:\\[^\\/:*?"<>|]+)+$/, "must be a folder on a share: \\\\server\\share\\folder"),
    canonical: (share) => share.toLowerCase(),
    meta: {
      label: {
        ja: "セキュリティ インテリジェンス更新をダウンロードするファイル共有",
        en: "file shares for security intelligence updates",
      },
      windowsKey: "SignatureDefinitionUpdateFileSharesSources",
      source: "Asked in this order. Microsoft Learn, Set-MpPreference",
    },
  },
  exclusionPaths: {
    preference: "ExclusionPath",
    kind: "entries",
    entry: z
      .string()
      .regex(/^(?:[a-z]:\\|\\\\|%[^%]+%)[^|<>"/]*$/i, "must be a full path, with or without variables and wildcards"),
    canonical: canonicalPath,
    meta: {
      label: { ja: "パスの除外", en: "path exclusions" },
      windowsKey: "ExclusionPath",
      source: `Everything below is not scanned. ${EXCLUSIONS}`,
    },
  },
  exclusionExtensions: {
    preference: "ExclusionExtension",
    kind: "entries",
    entry: z.string().regex(/^\.?[^\s\\/:"<>|.()]+$/, "must be the extension of a file, such as dbf"),
    canonical: (extension) => extension.toLowerCase().replace(/^\.+/, ""),
    meta: {
      label: { ja: "拡張子の除外", en: "extension exclusions" },
      windowsKey: "ExclusionExtension",
      source: `With or without the dot. ${EXCLUSIONS}`,
    },
  },
  exclusionProcesses: {
    preference: "ExclusionProcess",
    kind: "entries",
    entry: z.string().regex(/^[^|<>"/]*\.[a-z0-9*]+$/i, "must be the path of a program, or its file name: backup.exe"),
    canonical: canonicalPath,
    meta: {
      label: { ja: "プロセスの除外", en: "process exclusions" },
      windowsKey: "ExclusionProcess",
      source: `What these programs open is not scanned. ${EXCLUSIONS}`,
    },
  },
} as const satisfies { readonly [name: string]: ListPreference };

export const listTable: { readonly [name: string]: ListPreference } = { ...lists };

const SEPARATOR = " | ";
const EMPTY = "(none)";

/** One line for a list; the order of entries of their own means nothing. */
export function listText({ kind, canonical }: ListPreference, entries: readonly string[]): string {
  const texts = [...new Set(entries.map(canonical))];
  if (texts.length === 0) return EMPTY;
  return (kind === "entries" ? texts.sort() : texts).join(SEPARATOR);
}

export function listEntries(text: string): string[] {
  return text === EMPTY ? [] : text.split(SEPARATOR);
}

/** The entries of a preference's own text: `{\\a\b | \\c\d}`, braces and blanks or none. */
export function textEntries(text: string): string[] {
  return text
    .replace(/^\{|\}$/g, "")
    .split("|")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
