import type { SessionAnswer } from "@kijun/agent";
import { areaText, unreadable } from "@kijun/core";
import type { CanonicalAreaOrReserved } from "@kijun/core";

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
    else
      areas[area.property] = canonicalOrInvalid(() => {
        const declared = entry.areas[area.property] ?? {};
        const live = area.fromWindows(result?.facts, declared);
        return typeof live === "object" && areaText(live) === areaText(declared) ? declared : live;
      });
  }
  return areas;
}

function canonicalOrInvalid(canonicalise: () => CanonicalAreaOrReserved): CanonicalAreaOrReserved {
  try {
    return canonicalise();
  } catch {
    return unreadable("ANSWER_INVALID");
  }
}
