import { ABSENT, parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { defenderNextSteps } from "../form/microsoft-defender.js";
import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import { registryShape } from "../form/registry-area.js";
import type { RegistryProperties } from "../form/registry-area.js";
import { ONCE_EACH_IS_RIGHT } from "../form/schema-property.js";
import { defineArea } from "../form/setting-area.js";
import type { JsonValue } from "../form/setting-area.js";
import { listEntries, lists, listTable, listText, textEntries } from "./defender-lists.js";
import { preferences } from "./defender-preferences.js";

const table: RegistryProperties = preferences;

const listOf = <Entry extends z.ZodType<string, string>>(entry: Entry) => z.array(entry).max(200).readonly().optional();

const defenderSchema = z
  .strictObject({
    ...registryShape(preferences),
    signatureSources: listOf(lists.signatureSources.entry).meta({ ...lists.signatureSources.meta }),
    signatureShares: listOf(lists.signatureShares.entry).meta({ ...lists.signatureShares.meta }),
    exclusionPaths: listOf(lists.exclusionPaths.entry).meta({ ...lists.exclusionPaths.meta }),
    exclusionExtensions: listOf(lists.exclusionExtensions.entry).meta({ ...lists.exclusionExtensions.meta }),
    exclusionProcesses: listOf(lists.exclusionProcesses.entry).meta({ ...lists.exclusionProcesses.meta }),
  })
  .superRefine(({ signatureSources, signatureShares, scanDay, scanTime, networkProtection, cloud }, context) => {
    const add = (path: string, message: string): void => {
      context.addIssue({ code: "custom", path: [path], message });
    };
    if (signatureSources?.includes("FileShares") === true && signatureShares?.length === 0)
      add("signatureShares", "must name a share: signatureSources asks FileShares");
    if (signatureSources?.includes("FileShares") === false && (signatureShares?.length ?? 0) > 0)
      add("signatureShares", 'is not asked: signatureSources does not name "FileShares"');
    if (scanDay === "never" && scanTime !== undefined) add("scanTime", 'has no effect while scanDay is "never"');
    if (cloud === "off" && networkProtection === "block")
      add("networkProtection", 'cannot be "block" while cloud is "off"');
  }, ONCE_EACH_IS_RIGHT);

const factsSchema = z.object({
  /** What Get-MpPreference shows, by its names; one that this version does not know is missing. */
  preferences: z.record(
    z.string(),
    z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), readFailureSchema]),
  ),
});

type Stored = z.output<typeof factsSchema>["preferences"][string] | undefined;

export const defender = defineArea({
  id: "defender",
  title: { ja: "Microsoft Defender ウイルス対策", en: "Microsoft Defender Antivirus" },
  schema: defenderSchema,
  nextSteps: {
    ...defenderNextSteps,
    TAMPER_PROTECTED: {
      ja: "改ざん防止が値を守っています。Windows セキュリティの画面または管理コンソールで変更してください。",
      en: "Tamper protection holds the value: change it in Windows Security or in the management console.",
    },
    NOT_SUPPORTED: {
      ja: "このWindowsのMicrosoft Defenderにはその設定がありません。そのクラスの宣言から外してください。",
      en: "The Microsoft Defender of this Windows has no such setting: take it out of the declaration of its class.",
    },
  },
  facts: factsSchema,
  format: (declared) =>
    mapDefined(declared, (value, name) =>
      Array.isArray(value) ? listText(preferenceList(name), z.array(z.string()).parse(value)) : scalarOf(value),
    ),
  parse: (canonical) => {
    const entries = Object.entries(canonical).map(([name, value]) => {
      const isList = typeof value === "string" && Object.hasOwn(listTable, name);
      return [name, isList ? listEntries(value) : value];
    });
    return defenderSchema.parse(Object.fromEntries(entries));
  },
  fromWindows: (facts, desired) =>
    mapDefined(desired, (_, name) => {
      const stored = facts.preferences[preferenceName(name)];
      return Object.hasOwn(listTable, name) ? liveList(name, stored) : liveValue(name, stored);
    }),
  toWindows(desired, differing) {
    const values: Record<string, JsonValue> = {};
    const entries: Record<string, JsonValue> = {};
    for (const [key, value] of Object.entries(desired)) {
      if (typeof value === "object" || !differing.some(([first]) => first === undefined || first === key)) continue;
      const list = listTable[key];
      if (list?.kind === "entries") entries[list.preference] = { key, entries: listEntries(String(value)) };
      else values[preferenceName(key)] = { key, value: windowsValue(key, value), ...policyOf(key) };
    }
    return { values, entries };
  },
  readRequest(desired) {
    const names = Object.keys(desired);
    const preferencesOf = (kind?: "text" | "entries"): string[] =>
      names.filter((name) => listTable[name]?.kind === kind).map(preferenceName);
    return { values: preferencesOf(), texts: preferencesOf("text"), entries: preferencesOf("entries") };
  },
  direction: ([name = ""], live, desired) => directionOf(name, live, desired),
});

function preferenceList(name: string) {
  const list = listTable[name];
  if (list === undefined) throw new TypeError(`defender has no list ${name}`);
  return list;
}

function preferenceName(name: string): string {
  return listTable[name]?.preference ?? table[name]?.name ?? name;
}

function policyOf(name: string): { readonly policy?: { readonly key: string; readonly name: string } } {
  const policy = listTable[name]?.policy ?? table[name]?.policy;
  return policy === undefined ? {} : { policy: { ...policy } };
}

function liveValue(name: string, stored: Stored): Scalar {
  const property = table[name];
  if (stored === undefined || property === undefined) return ABSENT;
  if (typeof stored === "object") return "failure" in stored ? readFailureText(stored) : JSON.stringify(stored);
  return property.decode(
    typeof stored === "string" ? { kind: "String", value: stored } : { kind: "DWord", value: Number(stored) },
  );
}

function liveList(name: string, stored: Stored): Scalar {
  if (stored === undefined) return ABSENT;
  if (typeof stored === "string") return listText(preferenceList(name), textEntries(stored));
  if (Array.isArray(stored)) return listText(preferenceList(name), stored);
  if (typeof stored === "object") return readFailureText(stored);
  return JSON.stringify(stored);
}

/** As Set-MpPreference takes it: a switch, a number, or a text. */
function windowsValue(name: string, desired: Scalar): JsonValue {
  if (Object.hasOwn(listTable, name)) return listEntries(String(desired)).join("|");
  const { value } = table[name]?.encode(desired) ?? { value: desired };
  return preferenceName(name).startsWith("Disable") ? value === 1 : value;
}

/** Fewer exclusions are safer; of two that both have what the other lacks nobody can say. */
function directionOf(name: string, live: Scalar, desired: Scalar): Direction {
  const list = listTable[name];
  if (list === undefined) return table[name]?.direction(live, desired) ?? "unknown";
  if (live === desired) return "neutral";
  const reserved = [live, desired].some((value) => value === ABSENT || parseUnreadable(value) !== undefined);
  if (reserved || list.kind === "text") return "unknown";
  const before = listEntries(String(live));
  const after = listEntries(String(desired));
  if (after.every((entry) => before.includes(entry))) return "hardening";
  return before.every((entry) => after.includes(entry)) ? "weakening" : "unknown";
}

function mapDefined(declared: object, change: (value: unknown, name: string) => Scalar): CanonicalArea {
  const given = Object.entries(declared).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, change(value, name)]));
}

function scalarOf(value: unknown): Scalar {
  return z.union([z.string(), z.number(), z.boolean()]).parse(value);
}
