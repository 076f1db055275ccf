import { ABSENT, isAbsent, parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { entryLine } from "./entry-line.js";
import type { Entry, EntryLine } from "./entry-line.js";
import { defineArea } from "./setting-area.js";
import type { DefinedArea, JsonValue, Text, WindowsRequest } from "./setting-area.js";

/** The reserved name that stands for every entry that is not declared. */
export const OTHERS = "*";

/** Of a name that nothing on the machine has: reserved for "all others" and not a name of an entry. */
type Named<Schema extends z.ZodObject> = ReadonlyMap<string, z.output<Schema> | string>;

interface EntryAreaDefinition<Schema extends z.ZodObject, Facts, Observed extends true | undefined = undefined> {
  /** Set where the area is judged in a check only. */
  readonly observed?: Observed;
  readonly title: Text;
  /** What may stand before an entry: its name as Windows knows it. */
  readonly name: z.ZodType<string, string>;
  /** A strict object of optional fields, each with its meta. */
  readonly entry: Schema;
  readonly facts: z.ZodType<Facts>;
  /**
   * What the machine has, by name; a text is the reserved one of an entry that could not be read. With `"*"` declared the
   * names that are not must be among them as far as they count, otherwise only those that are asked for.
   */
  entries(this: void, facts: Facts): Named<Schema>;
  /** Whether `"*": "absent"` may be declared: nothing beyond what is declared. */
  readonly others?: true;
  /** What to do about a code that only this area answers. */
  readonly nextSteps?: Readonly<Record<string, Text>>;
  /** Set where the area is read and judged only. */
  readonly readOnly?: true;
  /** What `Set-<Area>` is told of one entry. */
  write(this: void, entry: z.output<Schema>): WindowsRequest;
  /** What the change of an entry does; an absent one is undefined. Both are never equal. */
  direction(
    this: void,
    live: z.output<Schema> | undefined,
    desired: z.output<Schema> | undefined,
    name: string,
  ): Direction;
}

/** Names in `"*"` beyond this many are counted. */
const NAMED_OTHERS = 20;

/**
 * Makes an area that is a list of named entries: services, shares, accounts. Each entry is one line of its canonical form;
 * only the fields that are declared are compared. `absent` declares that there is none of that name.
 */
export function defineEntryArea<
  const Id extends string,
  Schema extends z.ZodObject,
  Facts,
  Observed extends true | undefined = undefined,
>(
  definition: EntryAreaDefinition<Schema, Facts, Observed> & { readonly id: Id },
): DefinedArea<Id, z.ZodType<DeclaredEntries<Schema>, DeclaredEntries<Schema>>, Observed> {
  const line = entryLine(definition.entry);
  const schema = schemaOf(definition);
  return defineArea({
    id: definition.id,
    title: definition.title,
    schema,
    facts: definition.facts,
    ...(definition.nextSteps === undefined ? {} : { nextSteps: definition.nextSteps }),
    ...(definition.observed === undefined ? {} : { observed: definition.observed }),
    format: (declared) => mapEntries(declared, (entry) => (entry === ABSENT ? ABSENT : line.format(entry))),
    parse: (canonical) => schema.parse(mapEntries(canonical, (text) => entryOf(line, text) ?? ABSENT)),
    fromWindows(facts, desired) {
      const found = definition.entries(facts);
      return mapEntries(desired, (text, name) =>
        name === OTHERS ? othersText(found, desired) : liveLine(line, textFor(found, name), text),
      );
    },
    ...(definition.readOnly === true ? { readOnly: true as const } : {}),
    toWindows: (desired, differing) => writes(line, desired, differing, definition.write),
    readRequest: (desired) => ({
      names: Object.keys(desired).filter((name) => name !== OTHERS),
      others: Object.hasOwn(desired, OTHERS),
    }),
    direction: ([name = ""], live, desired) =>
      name === OTHERS ? directionOfOthers(live, desired) : directionOfEntry(definition, line, name, live, desired),
  });
}

export type DeclaredEntries<Schema extends z.ZodObject> = { readonly [name: string]: z.output<Schema> | "absent" };

function schemaOf<Schema extends z.ZodObject, Facts>({
  name,
  entry,
  others,
}: Pick<EntryAreaDefinition<Schema, Facts>, "name" | "entry" | "others">): z.ZodType<
  DeclaredEntries<Schema>,
  DeclaredEntries<Schema>
> {
  const declared = z.union([
    z.literal(ABSENT),
    entry.refine((given) => Object.keys(given).length > 0, "must declare at least one field"),
  ]);
  const entries = z.record(others === true ? z.union([z.literal(OTHERS), name]) : name, declared);
  const sorted = entries.superRefine((given, context) => {
    if (Object.hasOwn(given, OTHERS) && given[OTHERS] !== ABSENT)
      context.addIssue({
        code: "custom",
        path: [OTHERS],
        message: `stands for all others and can only be "${ABSENT}"`,
      });
    for (const twin of twinsOf(Object.keys(given)))
      context.addIssue({
        code: "custom",
        path: [twin],
        message: "is declared twice: Windows does not tell case apart",
      });
  });
  // The record's values are what `declared` accepts; zod's own inference is lost in the generic object.
  return sorted as unknown as z.ZodType<DeclaredEntries<Schema>, DeclaredEntries<Schema>>;
}

function twinsOf(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const folded = name.toLowerCase();
    const twin = seen.has(folded);
    seen.add(folded);
    return twin;
  });
}

/** Windows' names compare without case. */
function textFor<Schema extends z.ZodObject>(
  found: Named<Schema>,
  name: string,
): z.output<Schema> | string | undefined {
  if (found.has(name)) return found.get(name);
  const folded = name.toLowerCase();
  return [...found].find(([candidate]) => candidate.toLowerCase() === folded)?.[1];
}

/** The live entry as far as it is declared. */
function liveLine<Schema extends z.ZodObject>(
  line: EntryLine<Schema>,
  live: z.output<Schema> | string | undefined,
  desired: unknown,
): string {
  if (live === undefined) return ABSENT;
  if (typeof live === "string") return live;
  const wanted = entryOf(line, desired);
  if (wanted === undefined) return line.format(live);
  const declared = Object.entries(live).filter(([field]) => (wanted as Entry)[field] !== undefined);
  return line.format(Object.fromEntries(declared) as z.output<Schema>);
}

function othersText<Schema extends z.ZodObject>(found: Named<Schema>, desired: CanonicalArea): string {
  const declared = new Set(Object.keys(desired).map((name) => name.toLowerCase()));
  const others = [...found.keys()].filter((name) => !declared.has(name.toLowerCase())).sort();
  if (others.length === 0) return ABSENT;
  const named = others.slice(0, NAMED_OTHERS).map((name) => JSON.stringify(name));
  return [...named, ...(others.length > NAMED_OTHERS ? [`and ${String(others.length - NAMED_OTHERS)} more`] : [])].join(
    ", ",
  );
}

function writes<Schema extends z.ZodObject>(
  line: EntryLine<Schema>,
  desired: CanonicalArea,
  differing: readonly (readonly string[])[],
  write: (entry: z.output<Schema>) => WindowsRequest,
): WindowsRequest {
  const all = differing.some((path) => path.length === 0);
  const names = Object.keys(desired).filter((name) => all || differing.some(([first]) => first === name));
  const entries: Record<string, JsonValue> = {};
  for (const name of names) {
    if (name === OTHERS) continue;
    const entry = entryOf(line, desired[name]);
    entries[name] = entry === undefined ? ABSENT : write(entry);
  }
  const keep = Object.keys(desired).filter((name) => name !== OTHERS && !isAbsent(desired[name]));
  return { entries, ...(names.includes(OTHERS) ? { keep } : {}) };
}

function directionOfEntry<Schema extends z.ZodObject, Facts>(
  { direction }: Pick<EntryAreaDefinition<Schema, Facts>, "direction">,
  line: EntryLine<Schema>,
  name: string,
  live: Scalar,
  desired: Scalar,
): Direction {
  if (name === "" || [live, desired].some((value) => parseUnreadable(value) !== undefined)) return "unknown";
  if (live === desired) return "neutral";
  return direction(entryOf(line, live), entryOf(line, desired), name);
}

function directionOfOthers(live: Scalar, desired: Scalar): Direction {
  if (live === desired) return "neutral";
  if ([live, desired].some((value) => parseUnreadable(value) !== undefined)) return "unknown";
  if (isAbsent(desired)) return "hardening";
  return isAbsent(live) ? "weakening" : "unknown";
}

/** Undefined for an absent entry. */
function entryOf<Schema extends z.ZodObject>(line: EntryLine<Schema>, value: unknown): z.output<Schema> | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value !== "string") throw new TypeError("an entry is one line of text");
  return line.parse(value);
}

function mapEntries<From, To>(
  map: { readonly [name: string]: From },
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}
