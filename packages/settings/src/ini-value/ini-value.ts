import { ABSENT, isAbsent, quoteLiteral, unquoteLiteral, unreadable } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { drivePathFault, twinPaths } from "../form/drive-path.js";
import { defineArea } from "../form/setting-area.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";

/** A section, which may be empty for keys above the first one, a slash, and a key. */
const NAME = /^([^/\]\p{Cc}]*)\/([^=;#[\p{Cc}][^=\p{Cc}]*)$/u;

const valueSchema = z
  .string()
  .regex(/^[^\p{Cc}]*$/u, "must be one line without control characters")
  .refine(
    (text) => text === text.replace(/^[ \t]+|[ \t]+$/g, ""),
    "must not begin or end with a blank: it would be lost",
  )
  .meta({
    label: { ja: "INI ファイルの値", en: "value in an INI file" },
    windowsKey: "section/key",
    source: "The text behind the equals sign as it stands. Microsoft Learn, GetPrivateProfileString",
  } satisfies PropertyMeta);

const valuesSchema = z
  .record(
    z
      .string()
      .regex(NAME, 'must be a section, a slash and a key: "Display/Pointer"; "/Pointer" for a key above every section')
      .refine((name) => name.split("/").every((part) => part === part.trim()), "must not hold blanks around a name"),
    valueSchema,
  )
  .superRefine((values, context) => {
    const names = Object.keys(values).map((name) => name.toLowerCase());
    Object.keys(values).forEach((name, at) => {
      if (names.indexOf(name.toLowerCase()) !== at)
        context.addIssue({
          code: "custom",
          path: [name],
          message: "is declared twice: Windows does not tell case apart",
        });
    });
  });

const iniValueSchema = z
  .record(
    z.string().superRefine((path, context) => {
      const message = drivePathFault(path);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
    valuesSchema,
  )
  .superRefine((files, context) => {
    for (const path of twinPaths(Object.keys(files)))
      context.addIssue({
        code: "custom",
        path: [path],
        message: "is declared twice: another path names the same file",
      });
  });

/** By path and then by `section/key`; a file and a value that are not there are missing. */
const factsSchema = z.object({
  files: z.record(
    z.string(),
    z.union([
      z.object({ values: z.record(z.string(), z.string()) }),
      z.object({ failure: z.object({ code: z.string(), detail: z.string() }) }),
    ]),
  ),
});

type Facts = z.output<typeof factsSchema>;
type Values = { readonly [name: string]: Scalar };

export const iniValue = defineArea({
  id: "ini-value",
  title: { ja: "INI ファイルの値", en: "values in INI files" },
  schema: iniValueSchema,
  nextSteps: {
    FILE_MISSING: {
      ja: "INIファイルがありません。パスを確認するか、プログラムを導入してください。",
      en: "There is no such INI file: check the path, or install the program that it belongs to.",
    },
    VALUE_NOT_ENCODABLE: {
      ja: "値にファイルの文字コードで書けない文字があります。宣言を直してください。",
      en: "The value has letters that the encoding of the file lacks: correct the declaration.",
    },
  },
  facts: factsSchema,
  format: (declared) => mapValues(declared, (value) => (value === ABSENT ? ABSENT : quoteLiteral(String(value)))),
  parse: (canonical) =>
    iniValueSchema.parse(mapValues(canonical, (value) => (isAbsent(value) ? ABSENT : unquoteLiteral(String(value))))),
  fromWindows: ({ files }: Facts, desired) => mapValues(desired, (_, path, name) => liveValue(files[path], name)),
  toWindows(desired, differing) {
    const differs = (path: string, name: string): boolean =>
      differing.some(([first = path, second = name]) => first === path && second === name);
    return {
      files: mapFiles(desired, (path, values) =>
        Object.fromEntries(
          Object.entries(values)
            .filter(([name]) => differs(path, name))
            .map(([name, value]) => [
              name,
              { ...placeOf(name), value: isAbsent(value) ? null : unquoteLiteral(String(value)) },
            ]),
        ),
      ),
    };
  },
  readRequest: (desired) => ({
    files: mapFiles(desired, (_, values) =>
      Object.fromEntries(Object.keys(values).map((name) => [name, { ...placeOf(name) }])),
    ),
  }),
  direction: (_, live, desired) => (live === desired ? "neutral" : "unknown"),
});

function liveValue(file: Facts["files"][string] | undefined, name: string): string {
  if (file === undefined) return ABSENT;
  if ("failure" in file) return unreadable(file.failure.code, file.failure.detail);
  const value = file.values[name];
  return value === undefined ? ABSENT : quoteLiteral(value);
}

function placeOf(name: string): { readonly section: string; readonly key: string } {
  const [, section = "", key = ""] = NAME.exec(name) ?? [];
  return { section, key };
}

function mapFiles<To extends JsonValue | Values>(
  area: object,
  change: (path: string, values: Values) => To,
): Record<string, To> {
  const files = Object.entries(area as CanonicalArea);
  return Object.fromEntries(
    files.flatMap(([path, values]) => (typeof values === "object" ? [[path, change(path, values)]] : [])),
  );
}

function mapValues(
  area: object,
  change: (value: Scalar, path: string, name: string) => string,
): Record<string, Record<string, string>> {
  return mapFiles(area, (path, values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, path, name)])),
  );
}
