import { ABSENT, valueAt } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { ONCE_EACH_IS_RIGHT } from "../form/schema-property.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";

const NEVER = "never";
/** The INF format says -1 where the user interface says 0 ([MS-GPSB] 2.2.1.1). */
const INF_NEVER = -1;

const passwordPolicySchema = z
  .strictObject({
    minimumLength: z
      .int()
      .min(0)
      .max(14, "must be 14 or less: more needs RelaxMinimumPasswordLengthLimits, which is not declared here")
      .optional()
      .meta({
        label: { ja: "パスワードの長さ", en: "minimum password length" },
        unit: "characters",
        windowsKey: "MinimumPasswordLength",
        source: "0 = an empty password will do; at most 14 without RelaxMinimumPasswordLengthLimits. [MS-GPSB] 2.2.1.1",
        claims: ["length-at-most-14"],
      } satisfies PropertyMeta),
    complexity: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "複雑さの要件を満たす必要があるパスワード", en: "password complexity" },
        windowsKey: "PasswordComplexity",
        source: "Characters of three kinds, and no part of the account's name. [MS-GPSB] 2.2.1.1",
      } satisfies PropertyMeta),
    historySize: z
      .int()
      .min(0)
      .max(24)
      .optional()
      .meta({
        label: { ja: "パスワードの履歴を記録する", en: "password history" },
        unit: "passwords",
        windowsKey: "PasswordHistorySize",
        source: "Earlier passwords that cannot be taken again. [MS-GPSB] 2.2.1.1",
      } satisfies PropertyMeta),
    maximumAgeDays: z
      .union([z.int().min(1).max(999), z.literal(NEVER)])
      .optional()
      .meta({
        label: { ja: "パスワードの有効期間", en: "maximum password age" },
        unit: "days",
        windowsKey: "MaximumPasswordAge",
        source: "Days until a password must be changed; −1 in the INF format = never. [MS-GPSB] 2.2.1.1",
      } satisfies PropertyMeta),
    minimumAgeDays: z
      .int()
      .min(0)
      .max(998)
      .optional()
      .meta({
        label: { ja: "パスワードの変更禁止期間", en: "minimum password age" },
        unit: "days",
        windowsKey: "MinimumPasswordAge",
        source: "Days before a password may be changed again, less than the maximum age. [MS-GPSB] 2.2.1.1",
      } satisfies PropertyMeta),
    reversibleEncryption: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "暗号化を元に戻せる状態でパスワードを保存する", en: "storage with reversible encryption" },
        windowsKey: "ClearTextPassword",
        source: "Passwords can be read back from the machine. [MS-GPSB] 2.2.1.1",
      } satisfies PropertyMeta),
  })
  .superRefine(({ minimumAgeDays: minimum, maximumAgeDays: maximum }, context) => {
    if (minimum === undefined || typeof maximum !== "number" || minimum < maximum) return;
    const message = `must be less than maximumAgeDays (${String(maximum)})`;
    context.addIssue({ code: "custom", path: ["minimumAgeDays"], message });
  }, ONCE_EACH_IS_RIGHT);

const factsSchema = z.object({
  MinimumPasswordLength: z.int().optional(),
  PasswordComplexity: z.int().optional(),
  PasswordHistorySize: z.int().optional(),
  MaximumPasswordAge: z.int().optional(),
  MinimumPasswordAge: z.int().optional(),
  ClearTextPassword: z.int().optional(),
});

/** What secedit exports. */
type Facts = z.output<typeof factsSchema>;

const KEYS: { readonly [property: string]: keyof Facts } = {
  minimumLength: "MinimumPasswordLength",
  complexity: "PasswordComplexity",
  historySize: "PasswordHistorySize",
  maximumAgeDays: "MaximumPasswordAge",
  minimumAgeDays: "MinimumPasswordAge",
  reversibleEncryption: "ClearTextPassword",
};

const SWITCHES: ReadonlySet<string> = new Set(["complexity", "reversibleEncryption"]);

/** The password policy of the machine's own accounts. */
export const passwordPolicy = defineArea({
  id: "password-policy",
  title: { ja: "パスワードのポリシー", en: "password policy" },
  schema: passwordPolicySchema,
  facts: factsSchema,
  format: (declared) => given(declared),
  parse: (canonical) => passwordPolicySchema.parse(canonical),
  fromWindows: (facts: Facts, desired) =>
    Object.fromEntries(Object.keys(desired).map((name) => [name, liveValue(facts, name)])),
  toWindows: (desired) =>
    given(Object.fromEntries(Object.entries(KEYS).map(([name, key]) => [key, infValue(valueAt(desired, [name]))]))),
  readRequest: () => ({ keys: Object.values(KEYS) }),
  direction: ([name = ""], live, desired) => directionOf(name, live, desired),
});

function liveValue(facts: Facts, name: string): Scalar {
  const key = KEYS[name];
  const value = key === undefined ? undefined : facts[key];
  if (value === undefined) return ABSENT;
  if (SWITCHES.has(name)) return value === 1;
  return name === "maximumAgeDays" && value === INF_NEVER ? NEVER : value;
}

function infValue(value: Scalar | undefined): number | undefined {
  if (value === undefined) return undefined;
  return value === NEVER ? INF_NEVER : Number(value);
}

function directionOf(name: string, live: Scalar, desired: Scalar): Direction {
  if (SWITCHES.has(name)) return directionBySafety(live, desired, safetyOfSwitch(name === "complexity"));
  return directionBySafety(live, desired, name === "maximumAgeDays" ? safetyOfMaximumAge : safetyOfNumber);
}

/** Published baselines ask for an upper bound and none for a lower one; a password that lasts for ever is the least safe. */
function safetyOfMaximumAge(value: Scalar): number | undefined {
  if (value === NEVER) return -Infinity;
  return typeof value === "number" ? -value : undefined;
}

function safetyOfNumber(value: Scalar): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function given<Value extends Scalar>(map: { readonly [name: string]: Value | undefined }): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
