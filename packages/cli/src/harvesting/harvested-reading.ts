import type { CanonicalAreaOrReserved } from "@kijun/core";
import { liveArea } from "@kijun/provider/live";
import type { ReadingContent } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";
import type { CoveredPeriod } from "@kijun/report";
import type { SettingArea } from "@kijun/settings";

import { harvestedAreas, readHarvest } from "./harvest-file.js";

/** Areas of a machine with everything that is kept of its logs, and what period each covers. */
export interface HarvestedReading {
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
  readonly periods: readonly CoveredPeriod[];
}

/**
 * What a machine holds, its logs as far back as they were kept. `fresh` is the answer that the areas come from; where it
 * says nothing of an area, nothing kept takes its place.
 */
export function harvestedReading(
  areas: HarvestedReading["areas"],
  fresh: ReadingContent,
  entry: FleetFileEntry,
  folder: string,
): HarvestedReading {
  const { kept } = readHarvest(folder, entry.host);
  const joined = harvestedAreas.flatMap((area) => {
    const facts = fresh.answer.areas[area.id]?.facts;
    if (entry.areas[area.property] === undefined || facts === undefined || facts === null) return [];
    // What was asked for otherwise than it is declared now says nothing, whatever is kept.
    if (typeof areas[area.property] !== "object") return [];
    const found = joinedArea(area, [facts, ...kept.flatMap((one) => one.areas[area.id] ?? [])], entry);
    return found === undefined ? [] : [{ area, ...found }];
  });
  return {
    areas: { ...areas, ...Object.fromEntries(joined.map(({ area, live }) => [area.property, live])) },
    periods: joined.map(({ period }) => period),
  };
}

/** What is kept of an area, as one; undefined where nothing is. */
export function joinedArea(
  area: SettingArea,
  facts: readonly unknown[],
  { host, areas }: FleetFileEntry,
): { live: CanonicalAreaOrReserved; period: CoveredPeriod } | undefined {
  const desired = areas[area.property] ?? {};
  const joined = area.history?.join(facts, desired);
  if (joined === undefined) return undefined;
  return { live: liveArea(area, joined.facts, desired), period: { host, area: area.id, ...joined.coverage } };
}
