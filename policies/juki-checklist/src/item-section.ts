import type { ItemPart, JudgedItem } from "@kijun/checklist";
import type { HostRole } from "@kijun/core";

/** One row of the document: 点検項目, 点検内容, and the statements that it makes. */
export type ItemRow = readonly [title: string, requirement: string, ...parts: readonly ItemPart[]];

/** Numbers the rows of one 対象 from 1, as the document does. */
export function itemSection(prefix: string, role: HostRole, rows: readonly ItemRow[]): JudgedItem[] {
  return rows.map(([title, requirement, ...parts], index) => ({
    id: `${prefix}${String(index + 1)}`,
    role,
    title,
    requirement,
    areas: [...new Set(parts.flatMap((part) => (part.kind === "attested" ? [] : part.areas)))],
    parts,
  }));
}
