import { ABSENT, parseUnreadable, quoteLiteral, unreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";

/** Up to this many profiles with the same value are named; more are counted. */
const NAMED_PROFILES = 2;

/**
 * The one value that all profiles hold, or a text that names who holds what, the commonest value first:
 * `600 for 3 profiles, 900 for S-1-5-21-1-2-3-1001`. Such a text is never equal to a value that can be declared. Where one
 * profile's value is unreadable, the whole is.
 */
export function mixtureOf(valueByProfile: ReadonlyMap<string, Scalar>): Scalar {
  const failures = [...valueByProfile].flatMap(([key, value]) => {
    const failure = parseUnreadable(value);
    return failure === undefined ? [] : [{ key, code: failure.code }];
  });
  const failure = unreadableProfiles(failures);
  if (failure !== undefined) return failure;
  const holders = new Map<string, string[]>();
  for (const [profile, value] of valueByProfile) {
    const text = partText(value);
    holders.set(text, [...(holders.get(text) ?? []), profile]);
  }
  const [first] = valueByProfile.values();
  if (holders.size <= 1) return first ?? ABSENT;
  return [...holders]
    .sort(([leftText, left], [rightText, right]) => right.length - left.length || (leftText < rightText ? -1 : 1))
    .map(([text, profiles]) => `${text} for ${who(profiles)}`)
    .join(", ");
}

/**
 * Why nothing can be said of all profiles: the first one that cannot be read, and whoever else; undefined where none fails.
 * Every profile counts, whatever the others hold.
 */
export function unreadableProfiles(
  failures: readonly { readonly key: string; readonly code: string }[],
): string | undefined {
  const sorted = [...failures].sort((left, right) => (left.key < right.key ? -1 : 1));
  const code = sorted[0]?.code;
  if (code === undefined) return undefined;
  return unreadable(code, sorted.map((other) => other.key + (other.code === code ? "" : ` ${other.code}`)).join(", "));
}

/** Direction of a change between mixtures: that of all their values when they agree, else unknown. */
export function directionOfMixture(
  live: Scalar,
  desired: Scalar,
  directionOf: (live: Scalar, desired: Scalar) => Direction,
): Direction {
  const directions = new Set(partsOf(live).flatMap((from) => partsOf(desired).map((to) => directionOf(from, to))));
  if (directions.size > 1) directions.delete("neutral");
  const [only] = directions;
  return directions.size === 1 && only !== undefined ? only : "unknown";
}

function who(profiles: readonly string[]): string {
  if (profiles.length > NAMED_PROFILES) return `${String(profiles.length)} profiles`;
  return [...profiles].sort().join(" and ");
}

/** Texts are quoted, so that a comma or a "for" inside one does not end it. */
function partText(value: Scalar): string {
  if (typeof value !== "string" || value === ABSENT || value.startsWith('"')) return String(value);
  return JSON.stringify(value);
}

/** The values of a mixture; a value that is none stands for itself. */
function partsOf(live: Scalar): Scalar[] {
  if (typeof live !== "string") return [live];
  const part = /(-?\d+|true|false|absent|"(?:[^"\\]|\\.)*") for (?:\d+ profiles|[^\s,]+(?: and [^\s,]+)?)(?:, |$)/y;
  const values: Scalar[] = [];
  while (part.lastIndex < live.length) {
    const text = part.exec(live)?.[1];
    if (text === undefined) return [live];
    values.push(partValue(text));
  }
  return values;
}

function partValue(text: string): Scalar {
  if (text === ABSENT) return ABSENT;
  const value: unknown = JSON.parse(text);
  if (typeof value === "number" || typeof value === "boolean") return value;
  return value === "" ? text : quoteLiteral(String(value));
}
