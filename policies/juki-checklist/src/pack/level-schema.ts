import type { JudgedItem } from "@kijun/checklist";
import type { PolicyConfigSchema } from "@pulumi/policy";

import { parameters } from "../judging/parameters.js";
import type { Parameter } from "../judging/parameters.js";

type Name = keyof typeof parameters;

/** The levels that each statement is held to, by its id. */
export const levelsOf: { readonly [part: string]: readonly Name[] } = {
  lockout: ["lockoutThresholdAtMost", "lockoutMinutesAtLeast"],
  "password-policy": ["passwordLengthAtLeast", "passwordHistoryAtLeast", "passwordDaysAtMost"],
  "screen-saver": ["screenSaverSecondsAtMost"],
  programs: ["servicesForbidden"],
  "oracle-port": ["oracleDefaultPort"],
};

/** What a configuration file may say of an item beside its enforcement level; undefined where there is nothing. */
export function levelSchema({ parts }: Pick<JudgedItem, "parts">): PolicyConfigSchema | undefined {
  const names = parts.flatMap(({ id }) => levelsOf[id] ?? []);
  if (names.length === 0) return undefined;
  return { properties: Object.fromEntries(names.map((name) => [name, propertyOf(parameters[name])])) };
}

/** What is wrong with the names of levels in a configuration; the engine judges values of known names alone. */
export function unknownLevels({ parts }: Pick<JudgedItem, "parts">, given: object): string | undefined {
  const known = parts.flatMap(({ id }) => levelsOf[id] ?? []);
  const strange = Object.keys(given).filter((name) => !known.some((level) => level === name));
  if (strange.length === 0) return undefined;
  const list = known.length === 0 ? "-" : known.join(", ");
  return (
    `設定ファイルの ${strange.join(", ")} という水準はありません。指定できるもの: ${list}\n` +
    `the configuration file sets ${strange.join(", ")}, which is no level of this item; levels are: ${list}`
  );
}

function propertyOf({ meaning, standard, ...bounds }: Parameter): PolicyConfigSchema["properties"][string] {
  const type = typeof standard === "number" ? "integer" : "string";
  return { type, default: standard, description: `${meaning.ja} / ${meaning.en}`, ...bounds };
}
