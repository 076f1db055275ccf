import { STATUS_ORDER } from "@kijun/checklist";
import type { ItemFinding, Observation, PartFinding } from "@kijun/checklist";
import { compareHostNames } from "@kijun/core";
import type { FindingStatus } from "@kijun/core";

/** The machines on which a part of an item is as it is for the same observations. */
export interface FindingGroup {
  readonly item: string;
  readonly part: string;
  readonly status: FindingStatus;
  readonly hosts: readonly string[];
  /** Those that were asked for; the same on each of the machines. */
  readonly observations: readonly Observation[];
  readonly because?: string;
  readonly reason?: string;
  readonly waiver?: NonNullable<PartFinding["waiver"]>;
  readonly attestation?: NonNullable<PartFinding["attestation"]>;
}

/** Findings of the parts with one of these statuses, with the observations of these outcomes. */
export interface Grouping {
  readonly statuses: readonly FindingStatus[];
  readonly outcomes: readonly Observation["outcome"][];
  /** Which of the findings of these statuses; all where it is absent. */
  readonly isMeant?: (part: PartFinding) => boolean;
}

/**
 * Groups findings by equal observations, not by machine. In the order of the findings' items and parts, then by number of
 * machines; never by the order in which machines answered.
 */
export function groupFindings(
  findings: readonly ItemFinding[],
  { statuses, outcomes, isMeant = () => true }: Grouping,
): FindingGroup[] {
  const groups = new Map<string, { place: number; part: PartFinding; shown: Observation[]; hosts: string[] }>();
  const places = new Map<string, number>();
  for (const part of findings.flatMap(({ parts }) => parts)) {
    const place = JSON.stringify([part.item, part.part]);
    if (!places.has(place)) places.set(place, places.size);
    if (!statuses.includes(part.status) || !isMeant(part)) continue;
    const shown = part.observations.filter(({ outcome }) => outcomes.includes(outcome));
    const key = JSON.stringify([place, part.status, shown.map(identity), said(part)]);
    const group = groups.get(key) ?? { place: places.get(place) ?? 0, part, shown, hosts: [] };
    group.hosts.push(part.host);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { place, part, shown, hosts }]) => ({ key, place, group: groupOf(part, shown, hosts) }))
    .sort(
      (left, right) =>
        left.place - right.place ||
        right.group.hosts.length - left.group.hosts.length ||
        compareHostNames(left.group.hosts[0] ?? "", right.group.hosts[0] ?? "") ||
        (left.key < right.key ? -1 : 1),
    )
    .map(({ group }) => group);
}

function groupOf(part: PartFinding, observations: readonly Observation[], hosts: readonly string[]): FindingGroup {
  const { item, part: id, status, because, reason, waiver, attestation } = part;
  return {
    ...{ item, part: id, status, hosts: [...hosts].sort(compareHostNames), observations },
    ...(because === undefined ? {} : { because }),
    ...(reason === undefined ? {} : { reason }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(attestation === undefined ? {} : { attestation }),
  };
}

/** Everything about an observation that a reader can see. */
function identity({ outcome, area, path, live, wanted, reason }: Observation): readonly unknown[] {
  return [outcome, area, path, live, wanted, reason?.ja, reason?.en];
}

/** What people have said of a finding, and why it is neither right nor wrong. */
function said({ because, reason, waiver, attestation }: PartFinding): readonly unknown[] {
  const { approvedBy, reason: granted, from, until } = waiver ?? {};
  return [because, reason, approvedBy, granted, from, until, attestation?.answer, attestation?.note];
}

/** How many findings of each item have each status. */
export function countStatuses(findings: readonly ItemFinding[]): ReadonlyMap<string, StatusCounts> {
  const counts = new Map<string, StatusCounts>();
  for (const { item, status } of findings) {
    const before = counts.get(item) ?? NONE;
    counts.set(item, { ...before, [status]: before[status] + 1 });
  }
  return counts;
}

export type StatusCounts = { readonly [Status in FindingStatus]: number };

const NONE = Object.fromEntries(STATUS_ORDER.map((status) => [status, 0])) as StatusCounts;
