import { KijunError, parseUnreadable } from "@kijun/core";
import type { FleetFileEntry } from "@kijun/provider/run";
import type { CoveredPeriod } from "@kijun/report";

import type { HostOutcome } from "../run/host-outcomes.js";
import { harvestedAreas, readHarvest } from "./harvest-file.js";
import { joinedArea } from "./harvested-reading.js";

/** What is kept of a machine's logs after a harvest. */
export interface HarvestedMachine {
  readonly host: string;
  /** Whether this harvest has added something. */
  readonly added: boolean;
  /** Why the machine, or its logs, could not be read. */
  readonly failures: readonly { readonly area?: string; readonly code: string; readonly message: string }[];
  /** How many readings are kept, and how many lines nobody may rely on. */
  readonly readings: number;
  readonly damaged: number;
  readonly periods: readonly CoveredPeriod[];
}

/** The machines with nothing but the areas that look into logs. Errors: BASELINE_INVALID where none is declared at all. */
export function harvestEntries(entries: readonly FleetFileEntry[]): FleetFileEntry[] {
  const properties = harvestedAreas.map(({ property }) => property);
  const asked = entries.flatMap((entry) => {
    const areas = Object.entries(entry.areas).filter(([property]) => properties.includes(property));
    return areas.length === 0 ? [] : [{ ...entry, areas: Object.fromEntries(areas) }];
  });
  if (asked.length > 0) return asked;
  throw new KijunError("BASELINE_INVALID", "no chosen machine has an expectation of what its logs say", {
    hint: `Give their class an expectation of ${properties.join(" or ")}, with the period that counts.`,
  });
}

/** What a machine gave, beside everything that is kept of it. */
export function harvestedMachine(
  { entry, reading }: HostOutcome,
  folder: string,
  added: ReadonlySet<string>,
): HarvestedMachine {
  const { kept, damaged } = readHarvest(folder, entry.host);
  const periods = harvestedAreas.flatMap((area) => {
    const facts = kept.flatMap(({ areas }) => areas[area.id] ?? []);
    return entry.areas[area.property] === undefined ? [] : (joinedArea(area, facts, entry)?.period ?? []);
  });
  return {
    ...{ host: entry.host, added: added.has(entry.host), readings: kept.length, damaged, periods },
    failures: failuresOf(reading?.reading),
  };
}

function failuresOf(reading: NonNullable<HostOutcome["reading"]>["reading"] | undefined): HarvestedMachine["failures"] {
  if (reading === undefined) return [{ code: "NOT_READ", message: "the run ended before this machine was asked" }];
  if (reading.kind === "unreachable") return [{ code: reading.code, message: reading.message }];
  return harvestedAreas.flatMap(({ id, property }) => {
    const unread = parseUnreadable(reading.areas[property]);
    return unread === undefined ? [] : [{ area: id, code: unread.code, message: unread.detail }];
  });
}
