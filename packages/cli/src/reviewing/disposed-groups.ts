import type { ItemPart, JudgedItem, Observation, Subject } from "@kijun/checklist";
import { everyArea, parseGroups } from "@kijun/settings";
import type { EventGroup, GroupReview } from "@kijun/settings";

import type { Disposition } from "./disposition-file.js";

/** Where a group of log entries was found. */
export interface GroupPlace {
  readonly host: string;
  /** Id of the area. */
  readonly area: string;
}

/** What people have decided about groups of log entries. */
export class Dispositions {
  private readonly byGroup = new Map<string, Disposition[]>();

  constructor(dispositions: readonly Disposition[]) {
    for (const disposition of dispositions) {
      const place = placeOf(disposition, disposition.key);
      this.byGroup.set(place, [...(this.byGroup.get(place) ?? []), disposition]);
    }
  }

  /** The latest decision about a group with everything that it holds now; undefined where there is none. */
  of(place: GroupPlace, { key, last }: EventGroup): Disposition | undefined {
    return (this.byGroup.get(placeOf(place, key)) ?? [])
      .filter(({ upTo }) => Date.parse(upTo) >= Date.parse(last))
      .sort((left, right) => Date.parse(right.at) - Date.parse(left.at))[0];
  }
}

function placeOf({ host, area }: GroupPlace, key: string): string {
  return JSON.stringify([host.toLowerCase(), area, key]);
}

/** What people may decide about, by the id of the area. */
const reviews: ReadonlyMap<string, GroupReview | undefined> = new Map(everyArea.map(({ id, review }) => [id, review]));

/**
 * Items whose predicates know what people have decided about past events: those that somebody has found harmless pass, an
 * incident fails, and whatever nobody has looked at is what the area says: unknown, or a failure.
 */
export function withDispositions(items: readonly JudgedItem[], dispositions: Dispositions): JudgedItem[] {
  return items.map((item) => ({ ...item, parts: item.parts.map((part) => reviewedPart(part, dispositions)) }));
}

function reviewedPart(part: ItemPart, dispositions: Dispositions): ItemPart {
  if (part.kind === "attested") return part;
  return {
    ...part,
    judge: (subject: Subject) =>
      part.judge(subject).map((observation) => reviewed(observation, subject.host, dispositions)),
  };
}

function reviewed(observation: Observation, host: string, dispositions: Dispositions): Observation {
  const { outcome, area, path, live } = observation;
  const review = reviews.get(area);
  if (review?.properties.includes(path) !== true) return observation;
  const found = outcome === "fail" && typeof live === "string" ? parseGroups(live) : undefined;
  if (found === undefined) return observation;
  const decided = found.groups.flatMap((group) => dispositions.of({ host, area }, group) ?? []);
  const incidents = decided.filter(({ verdict }) => verdict === "incident");
  if (incidents.length > 0) return { ...observation, reason: saidOf(incidents) };
  const open = found.groups.length - decided.length + found.more;
  if (open > 0) return { ...observation, outcome: review.undecided, reason: openText(open) };
  return { ...observation, outcome: "pass", reason: saidOf(decided) };
}

function saidOf(decided: readonly Disposition[]): NonNullable<Observation["reason"]> {
  const said = [...new Set(decided.map(({ by, reason }) => `${by}: ${reason}`))];
  return { ja: `確認済み: ${said.join(" / ")}`, en: `reviewed: ${said.join(" / ")}` };
}

function openText(open: number): NonNullable<Observation["reason"]> {
  return {
    ja: `判断の記録がない群が${String(open)}件ある: kijun review`,
    en: `${String(open)} ${open === 1 ? "group has" : "groups have"} not been reviewed: kijun review`,
  };
}
