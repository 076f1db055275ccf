import type { HostRole } from "./fleet.js";

/** One item of a checklist edition, in the customer's words. */
export interface ChecklistItem {
  /** Section and number as the document prints them: `端末7`. */
  readonly id: string;
  readonly role: HostRole;
  /** 点検項目. */
  readonly title: string;
  /** 点検内容. */
  readonly requirement: string;
  /** Ids of the setting areas whose values bear on the item; empty where no setting can answer it. */
  readonly areas: readonly string[];
}

/** The outcome of judging one item on one machine, in the words of XCCDF 1.2. */
export type FindingStatus = "pass" | "fail" | "error" | "unknown" | "notapplicable" | "notchecked";

/** The ids of the items that each setting area bears on, for machines of one role, in the order of the checklist. */
export function itemsByArea(checklist: readonly ChecklistItem[], role: HostRole): { [areaId: string]: string[] } {
  const items: { [areaId: string]: string[] } = {};
  for (const item of checklist) {
    if (item.role !== role) continue;
    for (const area of item.areas) (items[area] ??= []).push(item.id);
  }
  return items;
}
