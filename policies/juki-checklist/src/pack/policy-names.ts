import type { JudgedItem } from "@kijun/checklist";

/** The name of the policy of an item, as configuration files and the engine know it: `terminal-07`. */
export function policyName({ id, role }: Pick<JudgedItem, "id" | "role">): string {
  const number = /\d+$/.exec(id)?.[0] ?? id;
  return `${role}-${number.padStart(2, "0")}`;
}
