import { entriesOf } from "@kijun/core";
import { keptReading, liveArea } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";
import { everyArea, parseGroups } from "@kijun/settings";

import { readHarvest } from "../harvesting/harvest-file.js";
import { joinedArea } from "../harvesting/harvested-reading.js";
import type { Dispositions } from "./disposed-groups.js";

/** Past events of one machine that belong together and that nobody has decided about. */
export interface OpenGroup {
  readonly host: string;
  readonly area: string;
  readonly key: string;
  /** What it speaks against: `burst`, `lockout`. */
  readonly rules: readonly string[];
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

const reviewedAreas = everyArea.filter(({ review }) => review !== undefined);

/** The open groups of a machine, from what was last read of it and what is kept of its logs. */
export function openGroups(
  entry: FleetFileEntry,
  folder: string,
  environment: NodeJS.ProcessEnv,
  dispositions: Dispositions,
): OpenGroup[] {
  const { host } = entry;
  const last = keptReading(host, environment);
  const { kept } = readHarvest(folder, host);
  return reviewedAreas.flatMap((area) => {
    const desired = entry.areas[area.property];
    if (desired === undefined) return [];
    const fresh = last.kind === "kept" ? last.content.answer.areas[area.id]?.facts : undefined;
    const facts = [fresh, ...kept.map(({ areas }) => areas[area.id])].filter((each) => each !== undefined);
    const live = joinedArea(area, facts, entry)?.live ?? (fresh == null ? undefined : liveArea(area, fresh, desired));
    if (typeof live !== "object") return [];
    const named = Object.entries(live).filter(([name]) => area.review?.properties.includes(name));
    return groupsIn(Object.fromEntries(named), { host, area: area.id }, dispositions);
  });
}

function groupsIn(
  live: Parameters<typeof entriesOf>[0],
  place: { readonly host: string; readonly area: string },
  dispositions: Dispositions,
): OpenGroup[] {
  const found = new Map<string, OpenGroup>();
  for (const { path, value } of entriesOf(live)) {
    for (const group of parseGroups(String(value))?.groups ?? []) {
      if (dispositions.of(place, group) !== undefined) continue;
      const known = found.get(group.key);
      found.set(group.key, {
        ...{ ...place, key: group.key, rules: [...(known?.rules ?? []), path.join(".")] },
        count: Math.max(group.count, known?.count ?? 0),
        first: [group.first, known?.first ?? group.first].sort(byTime)[0] ?? group.first,
        last: [group.last, known?.last ?? group.last].sort(byTime)[1] ?? group.last,
      });
    }
  }
  return [...found.values()];
}

function byTime(left: string, right: string): number {
  return Date.parse(left) - Date.parse(right);
}
