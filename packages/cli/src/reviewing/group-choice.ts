import type { OpenGroup } from "./open-groups.js";

/** Which groups a person decides about. */
export interface GroupChoice {
  /** Keys, whole. */
  readonly group?: readonly string[];
  /** A key in which `*` stands for anything, or the name of what groups speak against. */
  readonly rule?: string;
}

/** Whether a person has chosen a group. */
export function isChosen(group: OpenGroup, { group: keys = [], rule }: GroupChoice): boolean {
  if (keys.includes(group.key)) return true;
  if (rule === undefined) return false;
  return group.rules.includes(rule) || pattern(rule).test(group.key);
}

function pattern(rule: string): RegExp {
  const parts = rule.toLowerCase().split("*");
  return new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join(".*")}$`, "s");
}
