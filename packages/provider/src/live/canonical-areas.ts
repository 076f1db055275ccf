import type { SessionAnswer } from "@kijun/agent";
import { areaText, unreadable } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved } from "@kijun/core";
import type { SettingArea } from "@kijun/settings";

import { boundedText } from "../run/bounded-text.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { declaredAreas } from "./host-session.js";

/**
 * The canonical form of each declared area in an answer; an area that failed is its reserved text. One that is as
 * declared is the declared object, so that 1,000 machines of a class that are as declared hold their areas once.
 */
export function canonicalAreas(entry: FleetFileEntry, answer: SessionAnswer): Record<string, CanonicalAreaOrReserved> {
  const areas: Record<string, CanonicalAreaOrReserved> = {};
  for (const area of declaredAreas(entry)) {
    const result = answer.areas[area.id];
    if (result?.failure !== undefined)
      areas[area.property] = unreadable(result.failure.code, boundedText(result.failure.detail));
    else areas[area.property] = liveArea(area, result?.facts, entry.areas[area.property] ?? {});
  }
  return areas;
}

/** What facts say, against what is declared; unreadable where they have another shape than the area's. */
export function liveArea(area: SettingArea, facts: unknown, declared: CanonicalArea): CanonicalAreaOrReserved {
  try {
    const live = area.fromWindows(facts, declared);
    return areaText(live) === areaText(declared) ? declared : live;
  } catch {
    return unreadable("ANSWER_INVALID");
  }
}
