import type { CanonicalArea } from "@kijun/core";
import { observedAreas, widestReading } from "@kijun/settings";

import type { FleetFileEntry } from "../run/fleet-file.js";

/**
 * A machine as a check reads it: its declared settings, and of every observed area what is expected there. Where nobody
 * expects anything, as much as can be asked for without a name.
 *
 * @param expected canonical expectations by the observed areas' properties
 */
export function checkedEntry(
  entry: FleetFileEntry,
  expected: { readonly [property: string]: CanonicalArea } = {},
): FleetFileEntry {
  const observed = observedAreas
    .map((area) => [area.property, expected[area.property] ?? widestReading(area)] as const)
    .filter(([, wanted]) => Object.keys(wanted).length > 0);
  return { ...entry, areas: { ...entry.areas, ...Object.fromEntries(observed) } };
}
