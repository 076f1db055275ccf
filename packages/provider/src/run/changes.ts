import { compareArea, isUnreadable, parseUnreadable } from "@kijun/core";
import type { Change, Difference, HostReading } from "@kijun/core";
import { propertyMeta, settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";

import type { FleetFileEntry } from "./fleet-file.js";
import { isIgnored } from "./ignored-paths.js";

/** The language of labels in changes. */
export type Language = "ja" | "en";

/** A declared setting that could not be read. */
export interface UnreadableSetting {
  readonly area: string;
  readonly path: string;
  readonly code: string;
  readonly detail: string;
}

/** What the reading of one machine means against its declaration. */
export interface ComparedMachine {
  readonly changes: readonly Change[];
  readonly unreadable: readonly UnreadableSetting[];
}

/**
 * Compares a complete reading with the declaration of its machine. What `ignoreChanges` names is no difference. An
 * unreadable setting is listed apart and is never a change.
 */
export function compareMachine(
  entry: FleetFileEntry,
  reading: HostReading,
  language: Language = "en",
): ComparedMachine {
  const changes: Change[] = [];
  const unreadable: UnreadableSetting[] = [];
  if (reading.kind !== "complete") return { changes, unreadable };
  for (const area of settingAreas) {
    const desired = entry.areas[area.property];
    if (desired === undefined) continue;
    for (const difference of compareArea(reading.areas[area.property], desired, area.meets)) {
      if (isIgnored([area.property, ...difference.path], entry.ignored)) continue;
      const path = [area.property, ...difference.path].join(".");
      const failure = isUnreadable(difference) ? parseUnreadable(difference.live) : undefined;
      if (failure !== undefined) unreadable.push({ area: area.id, path, ...failure });
      else changes.push(changeOf(area, path, difference, entry, language));
    }
  }
  return { changes, unreadable };
}

function changeOf(
  area: SettingArea,
  path: string,
  difference: Difference,
  entry: FleetFileEntry,
  language: Language,
): Change {
  const { live, desired } = difference;
  const meta = propertyMeta(area, difference.path);
  const provenance = entry.provenance[path];
  return {
    area: area.id,
    path,
    live,
    desired,
    direction: area.direction(difference.path, live, desired),
    items: entry.items[area.id] ?? [],
    label: [meta?.label[language] ?? area.title[language], ...freeName(difference.path, meta === undefined)].join(" "),
    ...(meta?.unit === undefined ? {} : { unit: meta.unit }),
    ...(provenance === undefined ? {} : { provenance }),
  };
}

/** The name a declarer chose (a firewall rule's) says more than the label of its kind. */
function freeName(path: readonly string[], unlabelled: boolean): string[] {
  return unlabelled && path.length > 0 ? [path.join(".")] : [];
}
