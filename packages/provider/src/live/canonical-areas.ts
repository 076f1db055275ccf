import type { SessionAnswer } from "@kijun/agent";
import { unreadable } from "@kijun/core";
import type { CanonicalAreaOrReserved } from "@kijun/core";

import { boundedText } from "../run/bounded-text.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { declaredAreas } from "./host-session.js";

/** The canonical form of each declared area in an answer; an area that failed is its reserved text. */
export function canonicalAreas(entry: FleetFileEntry, answer: SessionAnswer): Record<string, CanonicalAreaOrReserved> {
  const areas: Record<string, CanonicalAreaOrReserved> = {};
  for (const area of declaredAreas(entry)) {
    const result = answer.areas[area.id];
    if (result?.failure !== undefined)
      areas[area.property] = unreadable(result.failure.code, boundedText(result.failure.detail));
    else
      areas[area.property] = canonicalOrInvalid(() =>
        area.fromWindows(result?.facts, entry.areas[area.property] ?? {}),
      );
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
