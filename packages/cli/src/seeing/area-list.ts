import type { ChecklistItem } from "@kijun/core";
import { evidenceOf, knownClaims } from "@kijun/pilot";
import type { ClaimEvidence, Evidence, KnownClaim } from "@kijun/pilot";
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
  readonly properties: readonly ListedProperty[];
  /** What it takes for granted of Windows beyond what is documented, and what machines have said to it. */
  readonly claims: readonly ListedClaim[];
}

export interface ListedProperty extends DocumentedProperty {
  /** Documented where it rests on no claim; otherwise the worst that is known of one of its claims. */
  readonly evidence: "documented" | ClaimEvidence["state"];
}

export interface ListedClaim extends ClaimEvidence, Text {
  readonly id: string;
}

/** Every area, in the order of their ids. */
export function listAreas(checklist: readonly ChecklistItem[], evidence: Evidence): ListedArea[] {
  const claims = new Map(knownClaims().map((claim) => [claim.id, listClaim(claim, evidence)]));
  return everyArea.map((area) => listArea(area, checklist, claims));
}

function listClaim(claim: KnownClaim, evidence: Evidence): ListedClaim {
  const { id, en, ja } = claim;
  return { id, en, ja, ...evidenceOf(claim, evidence) };
}

function listArea(
  area: SettingArea,
  checklist: readonly ChecklistItem[],
  claims: ReadonlyMap<string, ListedClaim>,
): ListedArea {
  return {
    id: area.id,
    property: area.property,
    title: area.title,
    kind: area.observed ? "observed" : "managed",
    applied: area.applied,
    items: checklist.filter(({ areas }) => areas.includes(area.id)).map(({ id }) => id),
    properties: propertyTable(area).map((property) => ({ ...property, evidence: evidenceFor(area, property, claims) })),
    claims: [...claims.values()].filter(({ id }) => id.startsWith(`${area.id}/`)),
  };
}

const WORST = ["contradicted", "believed", "seen"] as const;

function evidenceFor(
  { id }: SettingArea,
  { meta }: DocumentedProperty,
  claims: ReadonlyMap<string, ListedClaim>,
): ListedProperty["evidence"] {
  const states = (meta.claims ?? []).map((claim) => claims.get(claim.includes("/") ? claim : `${id}/${claim}`)?.state);
  return WORST.find((state) => states.includes(state)) ?? "documented";
}
