import { ABSENT, isAbsent, mapEntries, unreadable } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { mixtureOf, unreadableProfiles } from "../form/profile-mixture.js";
import { defineArea } from "../form/setting-area.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";
import type { RegistryValue } from "../form/windows-state.js";
import { parseRegistryLine, registryLine } from "./registry-line.js";
import { parseRegistryPath, registryPathFault } from "./registry-path.js";

function described(ja: string, en: string, windowsKey: string, source = "") {
  const meta = { label: { ja, en }, windowsKey, source: `${source}Microsoft Learn, Registry value types` };
  return meta satisfies PropertyMeta;
}

const LARGEST_QWORD = 2n ** 63n - 1n;
const text = z
  .string()
  .max(2048)
  .regex(/^[^\0]*$/, "must not hold a zero character");

/** One of them. */
const dataSchema = z
  .strictObject({
    dword: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .optional()
      .meta(described("DWORD 値", "32-bit number", "REG_DWORD")),
    qword: z
      .string()
      .regex(/^(?:0|[1-9]\d{0,18})$/, 'must be a whole number as text: "600"')
      .refine((number) => BigInt(number) <= LARGEST_QWORD, `must not be more than ${String(LARGEST_QWORD)}`)
      .optional()
      .meta(described("QWORD 値", "64-bit number", "REG_QWORD")),
    string: text.optional().meta(described("文字列値", "text", "REG_SZ")),
    expandString: text
      .optional()
      .meta(described("展開可能な文字列値", "text with variables", "REG_EXPAND_SZ", "Compared as stored. ")),
    multiString: z
      .array(text.min(1).regex(/^[^\r\n]*$/, "must be one line"))
      .optional()
      .meta(described("複数行文字列値", "list of texts", "REG_MULTI_SZ", "In their order. ")),
    binary: z
      .string()
      .max(2048)
      .toLowerCase()
      .regex(/^(?:[0-9a-f]{2})*$/, 'must be bytes in hexadecimal digits: "0aff"')
      .optional()
      .meta(described("バイナリ値", "bytes", "REG_BINARY")),
  })
  .refine(
    (data) => Object.keys(data).length === 1,
    'must be one of dword, qword, string, expandString, multiString, binary: { dword: 1 }, or "absent"',
  );

const registryValuesSchema = z
  .record(
    z.string().superRefine((path, context) => {
      const message = registryPathFault(path);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
    z.union([z.literal(ABSENT), dataSchema]),
  )
  .superRefine((values, context) => {
    const paths = Object.keys(values);
    const folded = paths.map((path) => path.toLowerCase());
    for (const [at, path] of paths.entries()) {
      const message =
        folded.indexOf(path.toLowerCase()) !== at
          ? "is declared twice: Windows does not tell case apart"
          : folded.includes(everyProfile(path).toLowerCase()) && path !== everyProfile(path)
            ? "is declared for every profile, too: a user cannot have another value"
            : undefined;
      if (message !== undefined) context.addIssue({ code: "custom", path: [path], message });
    }
  });

/** The path of the same value of every profile, for that of one user. */
function everyProfile(path: string): string {
  return path.replace(/^HKU\\S-[^\\]+/i, "HKU\\*");
}

type Data = z.output<typeof dataSchema>;

const failureSchema = z.object({ failure: z.object({ code: z.string(), detail: z.string() }) });
const storedSchema = z.union([
  z.object({
    /** Also kinds that no declaration has a word for. */
    kind: z.string(),
    value: z.union([z.string(), z.number(), z.array(z.string())]),
  }),
  failureSchema,
]);
const factsSchema = z.object({
  /** Of the machine, by the declared path. */
  values: z.record(z.string(), storedSchema),
  /** By SID, and `default` for the profile that new users start from. */
  profiles: z.record(z.string(), z.union([z.object({ values: z.record(z.string(), storedSchema) }), failureSchema])),
});

type Facts = z.output<typeof factsSchema>;
type Stored = z.output<typeof storedSchema>;

export const registryValues = defineArea({
  id: "registry-values",
  title: { ja: "レジストリ値", en: "registry values" },
  schema: registryValuesSchema,
  facts: factsSchema,
  format: (declared) => mapEntries(declared, (data) => (data === ABSENT ? ABSENT : registryLine(storedFrom(data)))),
  parse: (canonical) =>
    registryValuesSchema.parse(
      mapEntries(canonical, (line) => (isAbsent(line) ? ABSENT : declaredFrom(parseRegistryLine(line)))),
    ),
  fromWindows: (facts: Facts, desired) => mapEntries(desired, (_, path) => liveValue(facts, path)),
  toWindows: (desired, differing) =>
    request(
      Object.entries(desired).filter(([path]) => differing.some(([first = path]) => first === path)),
      (line) => (isAbsent(line) ? { absent: true } : { ...parseRegistryLine(line) }),
    ),
  readRequest: (desired) => request(Object.entries(desired), () => ({})),
  direction: (_, live, desired) => (live === desired ? "neutral" : "unknown"),
});

/** Places of the machine by the declared path, and those of users in a list, each with what is to be known of it. */
function request(
  entries: readonly (readonly [string, CanonicalArea[string]])[],
  dataOf: (line: CanonicalArea[string]) => { readonly [name: string]: JsonValue },
): { machine: Record<string, JsonValue>; users: JsonValue[] } {
  const machine: Record<string, JsonValue> = {};
  const users: JsonValue[] = [];
  for (const [path, line] of entries) {
    const target = parseRegistryPath(path);
    if (target === undefined) throw new TypeError(`${path} is no path of a registry value`);
    const { user, hive, key, name } = target;
    if (user === undefined) machine[path] = { hive, key, name, ...dataOf(line) };
    else users.push({ path, user, key, name, ...dataOf(line) });
  }
  return { machine, users };
}

function liveValue({ values, profiles }: Facts, path: string): Scalar {
  const user = parseRegistryPath(path)?.user;
  if (user === undefined) return storedText(values[path]);
  const asked = Object.entries(profiles).filter(([key]) => user === "*" || key.toLowerCase() === user.toLowerCase());
  if (asked.length === 0) return unreadable("PROFILE_MISSING", user);
  const found = asked.map(([key, profile]) => [key, "failure" in profile ? profile : profile.values[path]] as const);
  const failures = found.flatMap(([key, stored]) => {
    const code = failureCode(stored);
    return code === undefined ? [] : [{ key, code }];
  });
  return unreadableProfiles(failures) ?? mixtureOf(new Map(found.map(([key, stored]) => [key, storedText(stored)])));
}

function storedText(stored: Stored | undefined): string {
  if (stored === undefined) return ABSENT;
  if ("failure" in stored) return unreadable(stored.failure.code, stored.failure.detail);
  return isKnown(stored) ? registryLine(stored) : unreadable("VALUE_UNKNOWN", `kind ${stored.kind}`);
}

function failureCode(stored: Stored | undefined): string | undefined {
  if (stored === undefined) return undefined;
  if ("failure" in stored) return stored.failure.code;
  return isKnown(stored) ? undefined : "VALUE_UNKNOWN";
}

function isKnown(stored: { kind: string; value: RegistryValue["value"] }): stored is RegistryValue {
  return ["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"].includes(stored.kind);
}

function storedFrom({ dword, qword, string, expandString, multiString, binary = "" }: Data): RegistryValue {
  if (dword !== undefined) return { kind: "DWord", value: dword };
  if (qword !== undefined) return { kind: "QWord", value: qword };
  if (string !== undefined) return { kind: "String", value: string };
  if (expandString !== undefined) return { kind: "ExpandString", value: expandString };
  if (multiString !== undefined) return { kind: "MultiString", value: multiString };
  return { kind: "Binary", value: Buffer.from(binary, "hex").toString("base64") };
}

function declaredFrom({ kind, value }: RegistryValue): Data {
  if (kind === "DWord") return { dword: Number(value) };
  if (kind === "QWord") return { qword: String(value) };
  if (kind === "String") return { string: String(value) };
  if (kind === "ExpandString") return { expandString: String(value) };
  if (kind === "MultiString") return { multiString: typeof value === "object" ? [...value] : [] };
  return { binary: Buffer.from(String(value), "base64").toString("hex") };
}
