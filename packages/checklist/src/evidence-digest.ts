import { createHash } from "node:crypto";

import { areaText } from "@kijun/core";

import type { Subject } from "./judged-item.js";

/**
 * SHA-256, hex, of what was held of some areas: a JSON object without blanks, areas and the names in them sorted by code
 * unit, an area that the reading lacks as null. Anybody with the reading can make it again.
 */
export function digestOfAreas(held: Subject["held"], areas: readonly string[]): string {
  const members = [...new Set(areas)].sort().map((id) => {
    const area = held[id];
    const text = area === undefined ? "null" : typeof area === "string" ? JSON.stringify(area) : areaText(area);
    return `${JSON.stringify(id)}:${text}`;
  });
  return createHash("sha256")
    .update(`{${members.join(",")}}`)
    .digest("hex");
}
