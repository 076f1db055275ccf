/** A scalar of the canonical form. Integers beyond 2^53 and binary data travel as strings. */
export type Scalar = string | number | boolean;

/**
 * The canonical form of one setting area: scalars, or maps from a stable name to scalars; two levels at most.
 * List-like areas hold one canonical line of text per stable name. Equal meaning gives equal text.
 */
export type CanonicalArea = { readonly [name: string]: Scalar | { readonly [name: string]: Scalar } };

/** What stands for an area on the wire and in Pulumi inputs: its values, or one reserved text for all of it. */
export type CanonicalAreaOrReserved = CanonicalArea | string;

/** The reserved word for something that does not exist on the machine. */
export const ABSENT = "absent";

/**
 * The reserved word for a desired value that nobody has approved and of which not even a proposal can be made. What is
 * declared so is read and shown as far as it can be; it is neither a difference nor ever compliant.
 */
export const TO_BE_CONFIRMED = "to-be-confirmed";

const UNREADABLE = "unreadable: ";

/** The reserved text for something that exists but could not be read; it is never equal to a value. */
export function unreadable(code: string, detail = ""): string {
  return UNREADABLE + code + (detail === "" ? "" : ` (${detail})`);
}

/** Takes a reserved "unreadable" text apart; undefined for every other value. */
export function parseUnreadable(value: unknown): { code: string; detail: string } | undefined {
  if (typeof value !== "string" || !value.startsWith(UNREADABLE)) return undefined;
  const match = /^(\S+)(?: \((.*)\))?$/s.exec(value.slice(UNREADABLE.length));
  return { code: match?.[1] ?? value.slice(UNREADABLE.length), detail: match?.[2] ?? "" };
}

/** Whether a canonical value is the reserved word for something that does not exist. */
export function isAbsent(value: unknown): boolean {
  return value === ABSENT;
}

/** Whether a desired value says that nobody has approved one: the reserved word, alone or with what belongs to it behind it. */
export function isToBeConfirmed(value: unknown): boolean {
  return typeof value === "string" && (value === TO_BE_CONFIRMED || value.startsWith(`${TO_BE_CONFIRMED} `));
}

/**
 * Writes a literal string of Windows into the canonical form. A literal that starts like a reserved word or like a
 * quoted one is quoted, so that no text on a machine can pass for one of them.
 */
export function quoteLiteral(text: string): string {
  return /^(absent|unreadable|to-be-confirmed|")/.test(text) ? JSON.stringify(text) : text;
}

/** The inverse of {@link quoteLiteral}. */
export function unquoteLiteral(text: string): string {
  if (!text.startsWith('"')) return text;
  const value: unknown = JSON.parse(text);
  if (typeof value !== "string") throw new TypeError(`not a quoted literal: ${text}`);
  return value;
}

/** One canonical value with its path below the area: `["domain", "enabled"]`. */
export interface CanonicalEntry {
  readonly path: readonly string[];
  readonly value: Scalar;
}

/** All scalars of an area in a fixed order (by code unit), so that reports and digests do not depend on insertion. */
export function entriesOf(area: CanonicalArea): CanonicalEntry[] {
  const entries: CanonicalEntry[] = [];
  for (const [name, value] of sortedEntries(area)) {
    if (typeof value === "object") {
      for (const [inner, scalar] of sortedEntries(value)) entries.push({ path: [name, inner], value: scalar });
    } else {
      entries.push({ path: [name], value });
    }
  }
  return entries;
}

function sortedEntries<Value>(map: { readonly [name: string]: Value }): [string, Value][] {
  return Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1));
}

const texts = new WeakMap<CanonicalArea, string>();

/**
 * An area as one text, which is how it travels through the engine where nothing differs: what the engine takes of memory
 * and time follows the number of values, not their length. JSON with sorted names: equal areas are equal texts. Made
 * once for each area, of which machines of one class share theirs.
 */
export function areaText(area: CanonicalArea): string {
  const text = texts.get(area) ?? JSON.stringify(area, sortedNames);
  texts.set(area, text);
  return text;
}

function sortedNames(_name: string, value: unknown): unknown {
  return typeof value === "object" && value !== null ? Object.fromEntries(sortedEntries({ ...value })) : value;
}

/** The area that stands for a property of a machine's inputs, as a text or as a map; undefined for a reserved text. */
export function areaOfInput(input: unknown): CanonicalArea | undefined {
  if (typeof input === "object" && input !== null) return input as CanonicalArea;
  return typeof input === "string" && input.startsWith("{") ? (JSON.parse(input) as CanonicalArea) : undefined;
}

/** An area of the same names in which each scalar is changed. */
export function mapArea(
  area: CanonicalArea,
  change: (value: Scalar, path: readonly string[]) => Scalar,
): CanonicalArea {
  return mapEntries(area, (value, name) =>
    typeof value === "object"
      ? mapEntries(value, (scalar, inner) => change(scalar, [name, inner]))
      : change(value, [name]),
  );
}

/** A map with the same names and other values. */
export function mapEntries<From, To>(
  map: { readonly [name: string]: From },
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

/** The scalar at a path below an area; undefined when nothing stands there. */
export function valueAt(area: CanonicalArea, path: readonly string[]): Scalar | undefined {
  let value: Scalar | CanonicalArea | undefined = area;
  for (const name of path) {
    if (typeof value !== "object") return undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return typeof value === "object" ? undefined : value;
}
