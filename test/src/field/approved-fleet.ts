import { Declared } from "@kijun/core";
import { fleet as sapporo } from "@kijun/sapporo";

/** What the customer's letter says of the values that are to be confirmed, by their names. */
const ANSWERS: Readonly<Record<string, (asked: unknown) => unknown>> = {
  版: (asked) => expecting(asked, "3.2.0.1"),
  最終適用日時: (asked) => expecting(asked, { atLeast: "2025-01-01T00:00:00Z" }),
  接続ポート: () => ({ probe: "port", protocol: "tcp", port: 1526, read: "state", expect: "listening" }),
};

function expecting(probe: unknown, expect: unknown): object {
  return { ...(probe as object), expect };
}

const LETTER = { kind: "city-instruction", reference: "回答書 1", date: "2025-04-01" } as const;

function approved(node: unknown, name = ""): unknown {
  if (node instanceof Declared)
    return new Declared((ANSWERS[name] ?? ((asked) => asked))(node.value), LETTER, node.declaredIn);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, approved(value, key)]));
}

/** The fleet of `baselines/sapporo` after the customer has answered every question: all values are approved. */
export const fleet = {
  ...sapporo,
  source: import.meta.url,
  classes: sapporo.classes.map((hostClass) => ({
    ...hostClass,
    settings: approved(hostClass.settings),
    expectations: approved(hostClass.expectations),
  })),
};
