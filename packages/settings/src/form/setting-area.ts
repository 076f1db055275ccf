import type { CanonicalArea, Direction, Meets, Scalar } from "@kijun/core";
import type { z } from "zod";

/** A text in the customer's language and in English. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** What a number counts. */
export type Unit = "attempts" | "bytes" | "characters" | "days" | "hours" | "KiB" | "minutes" | "passwords" | "seconds";

/** What the schema of every property carries besides its type; the area's page is checked against it. */
export interface PropertyMeta {
  readonly label: Text;
  readonly unit?: Unit;
  /** Set on a list whose order means something; the items of every other one are a set. */
  readonly ordered?: true;
  /** The name Windows gives the value: an INF key, a registry value, a CIM property. */
  readonly windowsKey: string;
  /** What may be declared, where that is not to be taken from the schema. */
  readonly values?: string;
  /** Document the range and meaning come from. */
  readonly source: string;
  /** Ids of the area's claims that range and meaning rest on besides. */
  readonly claims?: readonly string[];
}

/**
 * One Windows setting area: everything that is true of it and of no other. `Facts` is what the area's PowerShell
 * answers, in Windows' own words and numbers; the canonical form is made from it here and nowhere else.
 */
export interface AreaDefinition<Schema extends z.ZodType, Facts, Observed extends true | undefined = undefined> {
  /** Windows policy wording in kebab-case; also the name of the folder, of the files and of the PowerShell functions. */
  readonly id: string;
  readonly title: Text;
  /** The declared form, as people write it. */
  readonly schema: Schema;
  /** Set where settings are read and judged and never changed; the PowerShell then has no `Set-<Area>`. */
  readonly readOnly?: true;
  /**
   * Set where what is read is what a machine holds or has been through (programs, devices, failed logons): an expectation is
   * declared and judged in a check, and it is no part of the machine's resource. Such an area is `readOnly`.
   */
  readonly observed?: Observed;
  /** What to do about a code that only this area answers, where a setting could not be read or written. */
  readonly nextSteps?: Readonly<Record<string, Text>>;
  /** Set where the values are vendor probes: what a reference machine holds can be learnt from it. */
  readonly usesProbes?: true;
  /** Set where a write can cut the line that it comes over: such writes are judged by `lineRefusals` before. */
  readonly canCutLine?: true;
  /** What `Read-<Area>` answers. An answer of another shape makes the area unreadable. */
  readonly facts: z.ZodType<Facts>;
  /** Declared form to canonical form. */
  format(this: void, declared: z.output<Schema>): CanonicalArea;
  /** Canonical form to declared form; `parse(format(x))` equals `x`. */
  parse(this: void, canonical: CanonicalArea): z.output<Schema>;
  /** Facts to the canonical form of the managed settings; a single setting may be `absent` or unreadable. */
  fromWindows(this: void, facts: Facts, desired: CanonicalArea): CanonicalArea;
  /**
   * Canonical form to what `Set-<Area>` writes, in Windows' own words. `differing` names the paths that differ, for
   * areas that write only those; an area whose values go together writes them all. Of an area that is read and judged only,
   * it is what somebody would set by hand: modelled machines are brought into a state with it.
   */
  toWindows(this: void, desired: CanonicalArea, differing: readonly (readonly string[])[]): WindowsRequest;
  /**
   * What `Read-<Area>` must be told, for areas that are not read as a whole. `asked` is our time of asking (ISO 8601, UTC);
   * null where nobody knows when the machine will be asked, or where only what is asked for matters.
   */
  readRequest?(this: void, desired: CanonicalArea, asked: string | null): WindowsRequest;
  /** What the change of one setting does to the safety of a machine. Absence and unreadable values are passed too. */
  direction(this: void, path: readonly string[], live: Scalar, desired: Scalar): Direction;
  /** Whether a live value is what is desired, for areas in which other values than an equal one can be. */
  meets?: Meets;
  /** The whole canonical value of one that a person gave short, for areas whose values say more than a person would. */
  inFull?(this: void, short: Scalar, declared: Scalar): Scalar;
  /** Only of an area that looks into logs, which lose what is old. */
  readonly history?: AreaHistory<Facts>;
  /** Only of an area whose live values name groups of past events (`parseGroups`), which a person may look at one by one. */
  readonly review?: GroupReview;
}

/** What a person may decide about. */
export interface GroupReview {
  /** Properties whose live values name such groups. */
  readonly properties: readonly string[];
  /** What a property is judged to be until somebody has decided about each of its groups. */
  readonly undecided: "unknown" | "fail";
}

/** How facts that were kept of several times are put together, so that a period is known that no log goes back over. */
export interface AreaHistory<Facts> {
  /** As one reading up to the newest of them. What several of them tell of is told once. */
  join(this: void, facts: readonly [Facts, ...Facts[]], desired: CanonicalArea): Facts;
  /** The span that is asked for, and the end of it of which nothing is lost. */
  covered(this: void, facts: Facts, desired: CanonicalArea): HistoryCoverage;
}

/** Times are ISO 8601 in UTC. */
export interface HistoryCoverage {
  readonly askedFrom: string;
  readonly to: string;
  /** From when on nothing is lost; absent where all of it is. */
  readonly from?: string;
}

/** A JSON object in Windows' own words. */
export type WindowsRequest = { readonly [name: string]: JsonValue };
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A setting area as the engines see it: no engine knows which one it is. */
export interface SettingArea {
  readonly id: string;
  /** Input property of the machine: the id in camelCase. */
  readonly property: string;
  readonly title: Text;
  readonly schema: z.ZodType;
  /** Whether its values are vendor probes. */
  readonly usesProbes: boolean;
  /** Whether a write can cut the line that it comes over. */
  readonly canCutLine: boolean;
  /** What to do about the codes that only this area answers. */
  readonly nextSteps: Readonly<Record<string, Text>>;
  /** Whether it is judged in a check only and is no part of the machine's resource. */
  readonly observed: boolean;
  /** Whether its settings are changed; otherwise they are read and judged only. */
  readonly applied: boolean;
  /** Canonicalises a declaration that the schema has accepted. */
  format(this: void, declared: unknown): CanonicalArea;
  parse(this: void, canonical: CanonicalArea): unknown;
  /** Throws when the answer has another shape than the area's facts. */
  fromWindows(this: void, facts: unknown, desired: CanonicalArea): CanonicalArea;
  toWindows(this: void, desired: CanonicalArea, differing: readonly (readonly string[])[]): WindowsRequest;
  /** `asked` is our time of asking, now unless it is said; null for none. */
  readRequest(this: void, desired: CanonicalArea, asked?: string | null): WindowsRequest;
  direction(this: void, path: readonly string[], live: Scalar, desired: Scalar): Direction;
  /** Whether a live value is what is desired. */
  readonly meets: Meets;
  /** The whole canonical value of one that a person gave short, where something is declared. */
  inFull(this: void, short: Scalar, declared: Scalar): Scalar;
  /** Of an area that looks into logs. Facts of another shape than the area's are left out; of none at all there is nothing. */
  readonly history: KeptHistory | undefined;
  /** Of an area whose live values name groups of past events. */
  readonly review: GroupReview | undefined;
}

/** {@link AreaHistory} for facts as they were kept. */
export interface KeptHistory {
  join(
    this: void,
    facts: readonly unknown[],
    desired: CanonicalArea,
  ): { readonly facts: unknown; readonly coverage: HistoryCoverage } | undefined;
}

/** Makes a typed area known to the engines, which pass only values that its own schemas have accepted. */
export function defineArea<
  const Id extends string,
  Schema extends z.ZodType,
  Facts,
  Observed extends true | undefined = undefined,
>(definition: AreaDefinition<Schema, Facts, Observed> & { readonly id: Id }): DefinedArea<Id, Schema, Observed> {
  const { schema, facts } = definition;
  return {
    id: definition.id,
    property: camelCase(definition.id),
    title: definition.title,
    schema,
    nextSteps: definition.nextSteps ?? {},
    usesProbes: definition.usesProbes ?? false,
    canCutLine: definition.canCutLine ?? false,
    observed: (definition.observed === true) as DefinedArea<Id, Schema, Observed>["observed"],
    applied: definition.readOnly !== true,
    format: (declared) => definition.format(schema.parse(declared)),
    parse: definition.parse,
    fromWindows: (answer, desired) => definition.fromWindows(facts.parse(answer), desired),
    toWindows: definition.toWindows,
    readRequest: (desired, asked = new Date().toISOString()) => definition.readRequest?.(desired, asked) ?? {},
    direction: definition.direction,
    meets: definition.meets ?? ((live, desired) => live === desired),
    inFull: definition.inFull ?? ((short) => short),
    history: definition.history === undefined ? undefined : keptHistory(facts, definition.history),
    review: definition.review,
  };
}

function keptHistory<Facts>(schema: z.ZodType<Facts>, { join, covered }: AreaHistory<Facts>): KeptHistory {
  return {
    join(kept, desired) {
      const [first, ...others] = kept.flatMap((one) => {
        const parsed = schema.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      });
      if (first === undefined) return undefined;
      const facts = join([first, ...others], desired);
      return { facts, coverage: covered(facts, desired) };
    },
  };
}

/** An area as its own folder and the lists of all areas know it. */
export type DefinedArea<
  Id extends string,
  Schema extends z.ZodType,
  Observed extends true | undefined,
> = SettingArea & {
  readonly id: Id;
  readonly property: CamelCase<Id>;
  readonly schema: Schema;
  readonly observed: Observed extends true ? true : false;
};

export type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

function camelCase<Text extends string>(text: Text): CamelCase<Text> {
  return text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Text>;
}
