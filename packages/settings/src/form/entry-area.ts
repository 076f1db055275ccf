import { ABSENT, isAbsent, mapEntries, parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { entryLine } from "./entry-line.js";
import type { Entry, EntryLine } from "./entry-line.js";
import { directionOfOthers, OTHERS, othersFault, othersText } from "./entry-others.js";
import { defineArea } from "./setting-area.js";
import type { DefinedArea, JsonValue, Text, WindowsRequest } from "./setting-area.js";

/** Of a name that nothing on the machine has: reserved for "all others" and not a name of an entry. */
type Named<Schema extends z.ZodObject> = ReadonlyMap<string, z.output<Schema> | string>;

interface EntryAreaDefinition<Schema extends z.ZodObject, Facts, Word extends string> {
  readonly title: Text;
  /** What may stand before an entry: its name as Windows knows it. */
  readonly name: z.ZodType<string, string>;
  /** A strict object of optional fields, each with its meta. */
  readonly entry: Schema;
  readonly facts: z.ZodType<Facts>;
  /**
   * What the machine has, by name; a text is the reserved one of an entry that could not be read. With `"*"` declared the
   * names that are not must be among them as far as they count, otherwise only those that are asked for. A text under `"*"`
   * itself says that others could not be read: who else speaks against it is named first.
   */
  entries(this: void, facts: Facts): Named<Schema>;
  /**
   * What `"*"` may be declared as: `true` for `"absent"`, nothing beyond what is declared; or another word, with the entries
   * that speak against it where they are not declared.
   */
  readonly others?: true | { readonly word: Word; against(this: void, entry: z.output<Schema>): boolean };
  /** How Windows is told which entry is meant, where that is not by the declared name. */
  windowsName?(this: void, name: string): string;
  /** What is wrong with an entry of this name, beyond its fields. */
  contradiction?(this: void, name: string, declared: z.output<Schema> | "absent"): string | undefined;
  /** What of a live entry is compared with a declared one, where that is not the declared fields as they are. */
  asDeclared?(this: void, live: z.output<Schema>, desired: z.output<Schema>): z.output<Schema>;
  /** What to do about a code that only this area answers. */
  readonly nextSteps?: Readonly<Record<string, Text>>;
  /** Set where the area is read and judged only. */
  readonly readOnly?: true;
  /** What `Set-<Area>` is told of one entry. */
  write(this: void, entry: z.output<Schema>, windowsName: string): WindowsRequest;
  /** What the change of an entry does; an absent one is undefined. Both are never equal. */
  direction(
    this: void,
    live: z.output<Schema> | undefined,
    desired: z.output<Schema> | undefined,
    name: string,
  ): Direction;
}

/**
 * Makes an area that is a list of named entries: services, shares, accounts. Each entry is one line of its canonical form;
 * only the fields that are declared are compared. `absent` declares that there is none of that name.
 */
export function defineEntryArea<
  const Id extends string,
  Schema extends z.ZodObject,
  Facts,
  const Word extends string = never,
  Observed extends true | undefined = undefined,
>(
  /** `observed` is set where the area is judged in a check only. */
  definition: EntryAreaDefinition<Schema, Facts, Word> & { readonly id: Id; readonly observed?: Observed },
): DefinedArea<Id, z.ZodType<DeclaredEntries<Schema, Word>, DeclaredEntries<Schema, Word>>, Observed> {
  const line = entryLine(definition.entry);
  const schema = schemaOf(definition);
  const word = wordOf(definition);
  const windowsName = (name: string): string => definition.windowsName?.(name) ?? name;
  return defineArea({
    id: definition.id,
    title: definition.title,
    schema,
    facts: definition.facts,
    ...(definition.nextSteps === undefined ? {} : { nextSteps: definition.nextSteps }),
    ...(definition.observed === undefined ? {} : { observed: definition.observed }),
    format: (declared) => mapEntries(declared, (entry) => (typeof entry === "string" ? entry : line.format(entry))),
    parse: (canonical) =>
      schema.parse(mapEntries(canonical, (text, name) => (name === OTHERS ? text : (entryOf(line, text) ?? ABSENT)))),
    fromWindows(facts, desired) {
      const found = definition.entries(facts);
      return mapEntries(desired, (text, name) =>
        name === OTHERS
          ? othersText(namesAgainst(found, definition), desired, unreadOthers(found) ?? word)
          : liveLine(line, textFor(found, name), text, definition.asDeclared),
      );
    },
    ...(definition.readOnly === true ? { readOnly: true as const } : {}),
    toWindows: (desired, differing) => writes(line, desired, differing, definition),
    readRequest: (desired) => ({
      names: Object.keys(desired).flatMap((name) => (name === OTHERS ? [] : [windowsName(name)])),
      others: Object.hasOwn(desired, OTHERS),
    }),
    direction: ([name = ""], live, desired) =>
      name === OTHERS
        ? directionOfOthers(live, desired, word)
        : directionOfEntry(definition, line, name, live, desired),
  });
}

export type DeclaredEntries<Schema extends z.ZodObject, Word extends string> = {
  readonly [name: string]: z.output<Schema> | "absent" | Word;
};

function wordOf<Schema extends z.ZodObject, Facts, Word extends string>({
  others,
}: EntryAreaDefinition<Schema, Facts, Word>): string {
  return typeof others === "object" ? others.word : ABSENT;
}

/** The entries that speak against `"*"` where they are not declared; one that could not be read does, too. */
function namesAgainst<Schema extends z.ZodObject, Facts, Word extends string>(
  found: Named<Schema>,
  { others }: EntryAreaDefinition<Schema, Facts, Word>,
): string[] {
  const counts = (entry: z.output<Schema> | string): boolean =>
    typeof others !== "object" || typeof entry === "string" || others.against(entry);
  return [...found].flatMap(([name, entry]) => (name !== OTHERS && counts(entry) ? [name] : []));
}

function unreadOthers<Schema extends z.ZodObject>(found: Named<Schema>): string | undefined {
  const text = found.get(OTHERS);
  return typeof text === "string" ? text : undefined;
}

function schemaOf<Schema extends z.ZodObject, Facts, Word extends string>(
  definition: EntryAreaDefinition<Schema, Facts, Word>,
): z.ZodType<DeclaredEntries<Schema, Word>, DeclaredEntries<Schema, Word>> {
  const { name, entry, others, contradiction } = definition;
  const word = wordOf(definition);
  const declared = z.union([
    z.literal(word === ABSENT ? [ABSENT] : [ABSENT, word]),
    entry.refine((given) => Object.keys(given).length > 0, "must declare at least one field"),
  ]);
  const entries = z.record(others === undefined ? name : z.union([z.literal(OTHERS), name]), declared);
  const sorted = entries.superRefine((given, context) => {
    const wrong = new Set(context.issues.map(({ path }) => path?.[0]));
    for (const [key, value] of Object.entries(given)) {
      if (wrong.has(key)) continue;
      // What is no fault of "*" is an entry or absent.
      const entryFault = (): string | undefined => contradiction?.(key, value as z.output<Schema> | typeof ABSENT);
      const message = othersFault(key, value, word) ?? (key === OTHERS ? undefined : entryFault());
      if (message !== undefined) context.addIssue({ code: "custom", path: [key], message });
    }
    for (const twin of twinsOf(Object.keys(given)))
      context.addIssue({
        code: "custom",
        path: [twin],
        message: "is declared twice: Windows does not tell case apart",
      });
  });
  // The record's values are what `declared` accepts; zod's own inference is lost in the generic object.
  return sorted as unknown as z.ZodType<DeclaredEntries<Schema, Word>, DeclaredEntries<Schema, Word>>;
}

/** Names that repeat an earlier one but for its case. */
export function twinsOf(names: readonly string[]): string[] {
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
  asDeclared: ((live: z.output<Schema>, desired: z.output<Schema>) => z.output<Schema>) | undefined,
): string {
  if (live === undefined) return ABSENT;
  if (typeof live === "string") return live;
  const wanted = entryOf(line, desired);
  if (wanted === undefined) return line.format(live);
  const seen = asDeclared?.(live, wanted) ?? live;
  const declared = Object.entries(seen).filter(([field]) => (wanted as Entry)[field] !== undefined);
  return line.format(Object.fromEntries(declared) as z.output<Schema>);
}

function writes<Schema extends z.ZodObject, Facts, Word extends string>(
  line: EntryLine<Schema>,
  desired: CanonicalArea,
  differing: readonly (readonly string[])[],
  { write, windowsName = (name) => name, others }: EntryAreaDefinition<Schema, Facts, Word>,
): WindowsRequest {
  const all = differing.some((path) => path.length === 0);
  const names = Object.keys(desired).filter((name) => all || differing.some(([first]) => first === name));
  const entries: Record<string, JsonValue> = {};
  for (const name of names) {
    if (name === OTHERS) continue;
    const entry = entryOf(line, desired[name]);
    entries[name] = entry === undefined ? ABSENT : write(entry, windowsName(name));
  }
  const kept = (name: string): boolean => name !== OTHERS && (typeof others === "object" || !isAbsent(desired[name]));
  const keep = Object.keys(desired).flatMap((name) => (kept(name) ? [windowsName(name)] : []));
  return { entries, ...(names.includes(OTHERS) ? { keep } : {}) };
}

function directionOfEntry<Schema extends z.ZodObject, Facts, Word extends string>(
  { direction }: EntryAreaDefinition<Schema, Facts, Word>,
  line: EntryLine<Schema>,
  name: string,
  live: Scalar,
  desired: Scalar,
): Direction {
  if (name === "" || [live, desired].some((value) => parseUnreadable(value) !== undefined)) return "unknown";
  if (live === desired) return "neutral";
  return direction(entryOf(line, live), entryOf(line, desired), name);
}

/** Undefined for an absent entry. */
function entryOf<Schema extends z.ZodObject>(line: EntryLine<Schema>, value: unknown): z.output<Schema> | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value !== "string") throw new TypeError("an entry is one line of text");
  return line.parse(value);
}
