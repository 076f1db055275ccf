import { ABSENT, unreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { registrySwitch } from "../form/registry-property.js";
import { defineArea } from "../form/setting-area.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";
import { AUDIT_SUBCATEGORIES, subcategoryGuid } from "./audit-subcategories.js";
import type { AuditSubcategory } from "./audit-subcategories.js";

/** What is recorded, by the number that Windows keeps: 1 = success, 2 = failure. */
const RECORDED = ["none", "success", "failure", "success-and-failure"] as const;

const FORCE = "force-subcategory-settings";

const force = registrySwitch({
  key: "SYSTEM\\CurrentControlSet\\Control\\Lsa",
  name: "SCENoApplyLegacyAuditPolicy",
  label: {
    ja: "監査: 監査ポリシー サブカテゴリの設定を強制して、監査ポリシー カテゴリの設定を上書きする",
    en: "subcategory settings override category settings",
  },
  source:
    "On where nothing is stored. Microsoft Learn, Audit: Force audit policy subcategory settings (Windows Vista or later)",
  safe: true,
  whenAbsent: true,
});

const recorded = z.enum(RECORDED).optional();

type Shape = { readonly [Word in AuditSubcategory]: typeof recorded };

const shape = Object.fromEntries(
  Object.entries(AUDIT_SUBCATEGORIES).map(([word, [, en, ja]]) => [
    word,
    recorded.meta({
      label: { ja, en },
      windowsKey: `{${subcategoryGuid(word)}}`,
      source: "Ntsecapi.h (Microsoft Learn, Auditing Constants); auditpol /set",
    } satisfies PropertyMeta),
  ]),
);

const auditPolicySchema = z.strictObject({
  // One entry per word of the table, each of the same type.
  ...(shape as unknown as Shape),
  [FORCE]: force.schema.optional().meta({ ...force.meta }),
});

const factsSchema = z.object({
  /** The asked subcategories that this Windows has. */
  subcategories: z.record(z.string(), z.int()),
  values: z.record(
    z.string(),
    z.object({
      kind: z.enum(["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"]),
      value: z.union([z.string(), z.number(), z.array(z.string())]),
    }),
  ),
});

type Facts = z.output<typeof factsSchema>;

export const auditPolicy = defineArea({
  id: "audit-policy",
  title: { ja: "監査ポリシー", en: "audit policy" },
  schema: auditPolicySchema,
  facts: factsSchema,
  nextSteps: {
    SUBCATEGORY_MISSING: {
      ja: "このWindowsにはそのサブカテゴリがありません。そのクラスの宣言から外してください。",
      en: "This Windows has no such subcategory: take it out of the declaration of its class.",
    },
    AUDITPOL_FAILED: {
      ja: "機器の管理者権限（監査とセキュリティ ログの管理）とディスクの空きを確認し、もう一度実行してください。",
      en: "Check on the machine the right to manage auditing and the free disk space, then run again.",
    },
  },
  format: (declared) => {
    const entries = Object.entries<Scalar | undefined>(declared);
    return Object.fromEntries(entries.filter((entry): entry is [string, Scalar] => entry[1] !== undefined));
  },
  parse: (canonical) => auditPolicySchema.parse(canonical),
  fromWindows: (facts: Facts, desired) =>
    Object.fromEntries(Object.keys(desired).map((name) => [name, liveValue(facts, name)])),
  toWindows(desired, differing) {
    const differs = (name: string): boolean => differing.some(([first]) => first === undefined || first === name);
    return splitRequest(desired, differs, (word) => ({
      guid: subcategoryGuid(word),
      success: (bitsOf(desired[word]) & 1) !== 0,
      failure: (bitsOf(desired[word]) & 2) !== 0,
    }));
  },
  readRequest: (desired) => splitRequest(desired, () => true, subcategoryGuid),
  direction: ([name = ""], live, desired) =>
    name === FORCE ? force.direction(live, desired) : directionOf(live, desired),
});

/** A request that says of each chosen subcategory what `ofSubcategory` answers, and of the registry value as its area would. */
function splitRequest(
  desired: CanonicalArea,
  chosen: (name: string) => boolean,
  ofSubcategory: (word: string) => JsonValue,
): { readonly subcategories: Record<string, JsonValue>; readonly values: Record<string, JsonValue> } {
  const names = Object.keys(desired).filter(chosen);
  const words = names.filter((name) => name !== FORCE);
  const place = { key: force.key, name: force.name };
  return {
    subcategories: Object.fromEntries(words.map((word) => [word, ofSubcategory(word)])),
    values: names.includes(FORCE) ? { [FORCE]: { ...place, ...force.encode(desired[FORCE] === true) } } : {},
  };
}

function liveValue({ subcategories, values }: Facts, name: string): Scalar {
  if (name === FORCE) {
    const stored = values[FORCE];
    return stored === undefined ? ABSENT : force.decode(stored);
  }
  const number = subcategories[name];
  if (number === undefined) return ABSENT;
  return RECORDED[number] ?? unreadable("VALUE_UNKNOWN", `setting value ${String(number)}`);
}

/** More events recorded is safer; of success and failure neither makes up for the other. */
function directionOf(live: Scalar, desired: Scalar): Direction {
  if (live === desired) return "neutral";
  const [from, to] = [bitsOf(live), bitsOf(desired)];
  if (from < 0 || to < 0) return "unknown";
  if ((from & to) === from) return "hardening";
  return (from & to) === to ? "weakening" : "unknown";
}

/** Negative for what is no word of what is recorded. */
function bitsOf(value: unknown): number {
  return RECORDED.findIndex((word) => word === value);
}
