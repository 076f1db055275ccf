import type { ChecklistItem } from "@kijun/core";
import { everyArea, propertyTable } from "@kijun/settings";
import type { DocumentedProperty, SettingArea, Text } from "@kijun/settings";

/** What a list of all areas says of one. */
export interface ListedArea {
  readonly id: string;
  /** Name of the input property under which a baseline declares it. */
  readonly property: string;
  readonly title: Text;
  /** Managed: part of a machine's resource. Observed: judged in a check only. */
  readonly kind: "managed" | "observed";
  /** Whether Kijun changes its settings, or reads and judges them only. */
  readonly applied: boolean;
  /** Ids of the items of the checklist that rest on it. */
  readonly items: readonly string[];
  /** What its facts rest on: all on documents, or some on what is believed until a pilot machine confirms it. */
  readonly evidence: "documented" | "believed";
  readonly properties: readonly ListedProperty[];
}

export interface ListedProperty extends DocumentedProperty {
  readonly evidence: ListedArea["evidence"];
}

/** Every area, in the order of their ids. */
export function listAreas(checklist: readonly ChecklistItem[]): ListedArea[] {
  return everyArea.map((area) => listArea(area, checklist));
}

function listArea(area: SettingArea, checklist: readonly ChecklistItem[]): ListedArea {
  const properties = propertyTable(area).map((property) => ({ ...property, evidence: evidenceOf(property) }));
  return {
    id: area.id,
    property: area.property,
    title: area.title,
    kind: area.observed ? "observed" : "managed",
    applied: area.applied,
    items: checklist.filter(({ areas }) => areas.includes(area.id)).map(({ id }) => id),
    evidence: properties.some(({ evidence }) => evidence === "believed") ? "believed" : "documented",
    properties,
  };
}

function evidenceOf({ meta }: DocumentedProperty): ListedArea["evidence"] {
  return meta.source.includes("(believed)") ? "believed" : "documented";
}
