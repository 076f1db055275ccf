import { mapEntries, unreadable } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { OTHERS } from "../form/entry-others.js";
import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import type { PropertyMeta } from "../form/setting-area.js";

const NUMBERS = /^\d+(?:\.\d+)*$/;

const entrySchema = z.strictObject({
  publisher: z
    .string()
    .optional()
    .meta({
      label: { ja: "発行元", en: "publisher" },
      windowsKey: "Publisher",
      source: "Empty where the entry does not say. Microsoft Learn, Uninstall registry key",
    } satisfies PropertyMeta),
  version: z
    .string()
    .optional()
    .meta({
      label: { ja: "バージョン", en: "version" },
      windowsKey: "DisplayVersion",
      source: "As it is stored; empty where the entry does not say. Microsoft Learn, Uninstall registry key",
    } satisfies PropertyMeta),
  versionAtLeast: z
    .string()
    .optional()
    .meta({
      label: { ja: "最低バージョン", en: "lowest version" },
      windowsKey: "DisplayVersion",
      source: "Compared number by number, the lowest of all installations. Microsoft Learn, Uninstall registry key",
    } satisfies PropertyMeta),
  hidden: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "プログラムの一覧に表示しない", en: "not shown in the list of programs" },
      windowsKey: "SystemComponent, ParentKeyName, DisplayName",
      source: "SystemComponent 1, part of another program, or without a name to show",
      claims: ["hidden-entries"],
    } satisfies PropertyMeta),
});

type Program = z.output<typeof entrySchema>;

const installationSchema = z.object({
  DisplayName: z.string(),
  Publisher: z.string(),
  DisplayVersion: z.string(),
  ParentKeyName: z.string(),
  SystemComponent: z.boolean(),
});

type Installation = z.output<typeof installationSchema>;

const placesSchema = z.record(z.string(), z.union([installationSchema, readFailureSchema]));

type Places = z.output<typeof placesSchema>;

const factsSchema = z.object({
  /** The asked programs by key name, then by where they are installed; empty where nowhere. */
  programs: z.record(z.string(), placesSchema),
  others: z.record(z.string(), placesSchema),
  /** Why a user's registry could not be read, by profile. */
  failures: z.record(z.string(), z.object({ code: z.string(), detail: z.string() })),
});

const entries = defineEntryArea({
  id: "installed-software",
  title: { ja: "インストールされているソフトウェア", en: "installed software" },
  name: z
    .string()
    .regex(
      /^[^\\*\p{Cc}]{1,255}$/u,
      "must be the name of the program's key below Uninstall: its product code {…} or a name like Microsoft Edge",
    ),
  entry: entrySchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  others: { word: "absent", against: ({ hidden }) => hidden !== true },
  contradiction: (_, declared) => (declared === "absent" ? undefined : versionFault(declared)),
  entries({ programs, others, failures }) {
    const unread = unreadUsers(failures);
    const found = new Map<string, Program | string>();
    for (const [name, places] of Object.entries(programs)) {
      if (Object.keys(places).length > 0) found.set(name, entryFrom(places));
      else if (unread !== undefined) found.set(name, unread);
    }
    for (const [name, places] of Object.entries(others)) found.set(shownName(name, places), entryFrom(places));
    if (unread !== undefined) found.set(OTHERS, unread);
    return found;
  },
  asDeclared: (live, { versionAtLeast }) => ({
    ...live,
    ...(versionAtLeast !== undefined && isAtLeast(live.versionAtLeast ?? "", versionAtLeast) ? { versionAtLeast } : {}),
  }),
  write: ({ publisher, version, versionAtLeast, hidden }) => ({
    ...(publisher === undefined ? {} : { Publisher: publisher }),
    ...(version === undefined ? {} : { DisplayVersion: version }),
    ...(versionAtLeast === undefined ? {} : { DisplayVersion: versionAtLeast }),
    ...(hidden === undefined ? {} : { SystemComponent: hidden }),
  }),
  // Which program a machine needs, and which version is the safer one, is the customer's to say.
  direction: () => "unknown",
});

export const installedSoftware = {
  ...entries,
  /** A user whose programs are not known may have another version of what is as declared. */
  fromWindows: ((answer, desired) => {
    const unread = unreadUsers(factsSchema.parse(answer).failures);
    return mapEntries(entries.fromWindows(answer, desired), (line, name) =>
      unread !== undefined && line === desired[name] ? unread : line,
    );
  }) satisfies (typeof entries)["fromWindows"],
};

function versionFault({ version, versionAtLeast }: Program): string | undefined {
  if (versionAtLeast === undefined) return undefined;
  if (version !== undefined) return "cannot declare both version and versionAtLeast: leave one out";
  return NUMBERS.test(versionAtLeast)
    ? undefined
    : `versionAtLeast must be numbers with dots between them, like 19.0.1, not ${JSON.stringify(versionAtLeast)}`;
}

/** Whose programs are not known. A profile whose registry file is gone has none. */
function unreadUsers(failures: z.output<typeof factsSchema>["failures"]): string | undefined {
  const [first] = Object.entries(failures)
    .filter(([, { code }]) => code !== "PROFILE_MISSING")
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return first === undefined ? undefined : unreadable(first[1].code, first[1].detail);
}

/** Of several installations each different text, and the lowest version; hidden only where all are. */
function entryFrom(places: Places): Program | string {
  const failed = Object.values(places).find((installation) => "failure" in installation);
  if (failed !== undefined) return readFailureText(failed);
  const installed = installationsOf(places);
  // In one order: of several that are no numbers the same one is always the lowest.
  const versions = installed.map(({ DisplayVersion }) => DisplayVersion).sort();
  return {
    publisher: eachText(installed.map(({ Publisher }) => Publisher)),
    version: eachText(versions),
    versionAtLeast: versions.reduce((lowest, version) => (isAtLeast(version, lowest) ? lowest : version)),
    hidden: installed.every(isHidden),
  };
}

function installationsOf(places: Places): Installation[] {
  return Object.values(places).flatMap((installation) => ("failure" in installation ? [] : [installation]));
}

export function isHidden({ SystemComponent, ParentKeyName, DisplayName }: Installation): boolean {
  return SystemComponent || ParentKeyName !== "" || DisplayName === "";
}

function eachText(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(" / ");
}

/** A product code says nothing to people: the name that Windows shows stands behind it. */
function shownName(name: string, places: Places): string {
  const shown = eachText(
    installationsOf(places).flatMap(({ DisplayName }) => (DisplayName === "" ? [] : [DisplayName])),
  );
  return shown === "" || shown === name ? name : `${name} (${shown})`;
}

/** A version that is no numbers is lower than every other one. */
function isAtLeast(version: string, lowest: string): boolean {
  if (!NUMBERS.test(lowest)) return true;
  if (!NUMBERS.test(version)) return false;
  const [left, right] = [version, lowest].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const length = Math.max(left.length, right.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return at === undefined || (left[at] ?? 0) > (right[at] ?? 0);
}
