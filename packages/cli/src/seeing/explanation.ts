import { entriesOf, KijunError, parseUnreadable, suggestion, valueAt } from "@kijun/core";
import type { ChecklistItem, Direction, Provenance, Scalar } from "@kijun/core";
import { nextStep } from "@kijun/provider/run";
import { propertyMeta, propertyNames, settingAreas } from "@kijun/settings";
import type { PropertyMeta, SettingArea, Text } from "@kijun/settings";

import type { HostOutcome } from "../run/host-outcomes.js";
import type { SeenFleet } from "./seen-fleet.js";

/** Everything that is known of one setting of one machine. */
export interface Explanation {
  readonly host: string;
  /** `accountLockout.thresholdAttempts` */
  readonly path: string;
  readonly area: string;
  readonly areaTitle: Text;
  /** What a person calls the setting; the area's title where its schema has no word of its own. */
  readonly label: Text;
  readonly unit?: PropertyMeta["unit"];
  readonly windowsKey?: string;
  /** Document that range and meaning come from. */
  readonly source?: string;
  /** Absent where the baseline does not declare it. */
  readonly desired?: Scalar;
  readonly live: LiveValue;
  /** Of the change from live to desired; absent where there is none to judge. */
  readonly direction?: Direction;
  readonly provenance?: Provenance;
  /** File that declares the desired value. */
  readonly declaredIn?: string;
  readonly items: readonly Pick<ChecklistItem, "id" | "title" | "requirement">[];
  readonly hostClass?: string;
  /** Machines in service of the same class, this one among them. */
  readonly sharedBy: number;
}

/** A value with its time, or why there is none. */
export type LiveValue =
  | { readonly kind: "value"; readonly value: Scalar; readonly readAt: string }
  | { readonly kind: "unread"; readonly code: string; readonly message: string; readonly hint: string };

interface Place {
  readonly area: SettingArea;
  readonly path: readonly string[];
}

/**
 * Explains a path of a machine: one setting, or each declared one below the path of an area or a map. Errors:
 * SETTING_UNKNOWN, with the names that come closest.
 */
export function explain(text: string, { entry, reading }: HostOutcome, fleet: SeenFleet): Explanation[] {
  const areas = entry.areas;
  return placesOf(text, areas).map(({ area, path }): Explanation => {
    const full = [area.property, ...path].join(".");
    const declaredArea = areas[area.property];
    const desired = declaredArea === undefined ? undefined : valueAt(declaredArea, path);
    const live = liveOf(area, path, reading);
    const declared = fleet.declared.get(entry.host.toLowerCase());
    const provenance = entry.provenance[full];
    const ids = entry.items[area.id] ?? [];
    const sharedBy = fleet.entries.filter(({ hostClass }) => hostClass === entry.hostClass).length;
    return {
      ...{ host: entry.host, path: full, area: area.id, areaTitle: area.title, live, sharedBy },
      ...meaningOf(area, path),
      items: ids.map((id) => itemOf(id, fleet.checklist)),
      ...(desired === undefined ? {} : { desired }),
      ...(desired === undefined || declared === undefined ? {} : { declaredIn: declared.settings.declaredIn(full) }),
      ...(desired !== undefined && live.kind === "value" && !area.meets(live.value, desired)
        ? { direction: area.direction(path, live.value, desired) }
        : {}),
      ...(provenance === undefined ? {} : { provenance }),
      ...(entry.hostClass === undefined ? {} : { hostClass: entry.hostClass }),
    };
  });
}

function meaningOf(
  area: SettingArea,
  path: readonly string[],
): Pick<Explanation, "label" | "unit" | "windowsKey" | "source"> {
  const meta = propertyMeta(area, path);
  if (meta === undefined) return { label: area.title };
  const { label, unit, windowsKey, source } = meta;
  return { label, windowsKey, source, ...(unit === undefined ? {} : { unit }) };
}

function itemOf(id: string, checklist: readonly ChecklistItem[]): Explanation["items"][number] {
  const item = checklist.find((candidate) => candidate.id === id);
  return item === undefined
    ? { id, title: "", requirement: "" }
    : { id, title: item.title, requirement: item.requirement };
}

function liveOf(area: SettingArea, path: readonly string[], entry: HostOutcome["reading"]): LiveValue {
  if (entry === undefined) return unread("NOT_READ", "");
  const { reading } = entry;
  if (reading.kind === "unreachable") {
    const { code, message, hint } = reading;
    return { kind: "unread", code, message, hint };
  }
  const live = reading.areas[area.property];
  const value = typeof live === "object" ? valueAt(live, path) : live;
  const failure = parseUnreadable(value);
  if (failure !== undefined) return unread(failure.code, failure.detail);
  if (value !== undefined) return { kind: "value", value, readAt: reading.readAt };
  return { kind: "unread", code: "NOT_DECLARED", message: "only declared settings are read", hint: "Declare it." };
}

function unread(code: string, message: string): LiveValue {
  return { kind: "unread", code, message, hint: nextStep(code, "", "en") };
}

function placesOf(text: string, declared: HostOutcome["entry"]["areas"]): Place[] {
  const [first = "", ...path] = text.split(".");
  const name = first.toLowerCase();
  const area = settingAreas.find(({ id, property }) => name === id || name === property.toLowerCase());
  if (area === undefined) throw unknownPath(text, first, [...settingAreas.map(({ property }) => property)]);
  // Compared as text, since a name that a declarer chose may hold periods itself.
  const rest = path.join(".").toLowerCase();
  const known = entriesOf(declared[area.property] ?? {}).map((entry) => entry.path);
  const below = known.filter((each) => rest === "" || `${each.join(".").toLowerCase()}.`.startsWith(`${rest}.`));
  if (below.length > 0) return below.map((each) => ({ area, path: each }));
  if (hasOwnMeaning(area, path)) return [{ area, path }];
  const names = [...new Set([...known.map((each) => each.join(".")), ...propertyNames(area.schema)])];
  if (path.length > 0) throw unknownPath(text, path.join("."), names, area.property);
  throw new KijunError("SETTING_UNKNOWN", `${text}: nothing of this area is declared for the machine`, {
    hint: names.length === 0 ? "Declare it in the machine's class." : `It has: ${names.join(", ")}.`,
  });
}

/** A property of the schema, although the machine declares no value for it; names of a declarer's choice are none. */
function hasOwnMeaning(area: SettingArea, path: readonly string[]): boolean {
  const meta = path.length === 0 ? undefined : propertyMeta(area, path);
  const around = propertyMeta(area, path.slice(0, -1));
  return (
    meta !== undefined && meta.windowsKey !== around?.windowsKey && propertyNames(area.schema).includes(path[0] ?? "")
  );
}

function unknownPath(text: string, name: string, known: readonly string[], below?: string): KijunError {
  const words = suggestion(name, known);
  const place = below === undefined ? "" : ` below ${below}`;
  return new KijunError("SETTING_UNKNOWN", `${text}: no setting of that name is known for the machine`, {
    hint: `${words.charAt(0).toUpperCase()}${words.slice(1)}${place}.`,
  });
}
