import { entriesOf, isAbsent, isToBeConfirmed, parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";

import type { Observation } from "./finding.js";
import type { MeasuredPart, Subject } from "./judged-item.js";

/**
 * What a predicate observes, held to the rules that no predicate may break: what could not be read is `error`, and what
 * nobody has a wanted value for is `unknown`.
 */
export function observePart(part: MeasuredPart, subject: Subject): Observation[] {
  const unread = unreadPlaces(part.areas, subject);
  const observed = observationsOf(part, subject)
    .filter((observation) => !unread.some((place) => covers(place, observation)))
    .map((observation) => judgedByValue(observation, subject));
  return [...observed, ...unread];
}

function observationsOf(part: MeasuredPart, subject: Subject): readonly Observation[] {
  try {
    return part.judge(subject);
  } catch (cause) {
    const detail = String(cause);
    const reason = { ja: `判定できない値: ${detail}`, en: `what was read cannot be judged: ${detail}` };
    return part.areas.map((area) => ({ outcome: "error", area, path: "", reason }));
  }
}

/** Every area and every single value that a part rests on and that could not be read. */
function unreadPlaces(areas: readonly string[], { held, isLive }: Subject): Observation[] {
  return areas.flatMap((area) => {
    const value = held[area];
    // A declaration has no reading that could lack something.
    if (value === undefined) return isLive ? [unreadObservation(area, "", undefined)] : [];
    if (typeof value === "string") return isAbsent(value) ? [] : [unreadObservation(area, "", value)];
    return entriesOf(value)
      .filter((entry) => parseUnreadable(entry.value) !== undefined)
      .map((entry) => unreadObservation(area, entry.path.join("."), entry.value));
  });
}

function unreadObservation(area: string, path: string, live: Scalar | undefined): Observation {
  const parsed = parseUnreadable(live);
  const why = live === undefined ? "NOT_READ" : (parsed?.code ?? "FORM_UNKNOWN");
  const reason = { ja: `読み取れない: ${why}`, en: `could not be read: ${why}` };
  return { outcome: "error", area, path, ...(live === undefined ? {} : { live }), reason };
}

/** Whether an observation says something about a place, or about what is below it. */
function covers(place: Observation, { area, path }: Observation): boolean {
  return place.area === area && (place.path === "" || place.path === path || path.startsWith(`${place.path}.`));
}

function judgedByValue(observation: Observation, { declared }: Subject): Observation {
  const { outcome, area, path, live } = observation;
  if (outcome === "error" || outcome === "notapplicable") return observation;
  if (parseUnreadable(live) !== undefined) return { ...observation, outcome: "error" };
  const wanted = observation.wanted ?? declaredValues(declared[area], path).find((entry) => entry.path === path)?.value;
  return isToBeConfirmed(wanted) ? { ...observation, outcome: "unknown" } : observation;
}

/** A declared value, with its path below the area as text. */
export interface DeclaredValue {
  readonly path: string;
  readonly value: Scalar;
}

// Machines of one class share their declared areas, and a predicate observes every value of them.
const valuesByPath = new WeakMap<CanonicalArea, ReadonlyMap<string, DeclaredValue>>();

/** The declared values at a path and below it. */
export function declaredValues(area: CanonicalArea | undefined, path: string): readonly DeclaredValue[] {
  if (area === undefined) return [];
  const values =
    valuesByPath.get(area) ??
    new Map(entriesOf(area).map((entry) => [entry.path.join("."), { path: entry.path.join("."), value: entry.value }]));
  valuesByPath.set(area, values);
  const exact = values.get(path);
  if (exact !== undefined) return [exact];
  return [...values.values()].filter((entry) => path === "" || entry.path.startsWith(`${path}.`));
}
