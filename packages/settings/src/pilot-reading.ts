import { ABSENT } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";

import { areaClaims } from "./area-claims.js";
import { OTHERS } from "./form/entry-others.js";
import { FREE_NAME, propertyTable } from "./form/property-table.js";
import type { SettingArea } from "./form/setting-area.js";

/**
 * Settings in whose name as much as possible of an area is read: every property that its schema names, of a list of named
 * entries all that are not declared, and what its folder adds. Only names count; the values say nothing.
 */
export function pilotReading(area: SettingArea): CanonicalArea {
  const wanted: Record<string, Scalar | Record<string, Scalar>> = {};
  for (const { path } of propertyTable(area)) {
    const [name = "", inner] = path.split(".");
    if (name === FREE_NAME || inner === FREE_NAME) continue;
    const around = wanted[name];
    wanted[name] = inner === undefined ? ABSENT : { ...(typeof around === "object" ? around : {}), [inner]: ABSENT };
  }
  const others = area.schema.safeParse({ [OTHERS]: ABSENT }).success ? { [OTHERS]: ABSENT } : {};
  return { ...wanted, ...others, ...areaClaims[area.id]?.reads };
}
