import type { HostRole } from "@kijun/core";

import { checklist } from "./checklist.js";

/** The ids of the items that each setting area bears on, for machines of one role, in the order of the document. */
export function itemsByArea(role: HostRole): { [areaId: string]: string[] } {
  const items: Record<string, string[]> = {};
  for (const item of checklist) {
    if (item.role !== role) continue;
    for (const area of item.areas) (items[area] ??= []).push(item.id);
  }
  return items;
}
