import { isAbsent, quoteLiteral, unquoteLiteral, unreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety } from "./direction.js";
import type { PropertyMeta, Text, Unit } from "./setting-area.js";
import type { RegistryValue } from "./windows-state.js";

/** Where a registry value stands: the key below HKEY_LOCAL_MACHINE, 64-bit view, and the value's name. */
export interface RegistryPlace {
  readonly key: string;
  readonly name: string;
}

/** One property of an area that is kept in the registry. */
export interface RegistryProperty<Schema extends z.ZodType = z.ZodType> extends RegistryPlace {
  readonly schema: Schema;
  readonly meta: PropertyMeta;
  /** Where policy holds the value; then that counts, and the local one is not written. */
  readonly policy?: RegistryPlace | undefined;
  /** The value as declared; a stored one that no declaration could mean is its JSON text, one of another type unreadable. */
  readonly decode: (stored: RegistryValue) => Scalar;
  /** What Windows takes where nothing is stored; undefined where that is not known. */
  readonly whenAbsent?: Scalar | undefined;
  readonly encode: (desired: Scalar) => RegistryValue;
  readonly direction: (live: Scalar, desired: Scalar) => Direction;
  /** Values that can be declared, the extremes among them. */
  readonly examples: readonly [Scalar, ...Scalar[]];
}

/** What every kind of property says of itself. */
interface Described extends RegistryPlace {
  readonly label: Text;
  /** Document the range and meaning come from. */
  readonly source: string;
  /** Ids of the area's claims that they rest on besides. */
  readonly claims?: readonly string[];
  readonly policy?: RegistryPlace;
}

type NumberKind = "DWord" | "String";

/** What every kind of number says of itself: its type, DWord as a rule, and another one that Windows takes as well. */
interface DescribedNumber extends Described {
  readonly kind?: NumberKind;
  readonly orKind?: NumberKind;
}

/** A switch; which position is the safe one, and which one Windows takes where nothing is stored. */
export function registrySwitch(
  described: DescribedNumber & {
    readonly on?: number;
    readonly off?: number;
    readonly safe?: boolean;
    readonly whenAbsent: boolean;
  },
): RegistryProperty<z.ZodBoolean> {
  const { on = 1, off = 0, kind = "DWord", safe, whenAbsent } = described;
  const safety = (value: Scalar): number | undefined => {
    const position = isAbsent(value) ? whenAbsent : value;
    return typeof position === "boolean" ? Number(position === safe) : undefined;
  };
  return {
    ...placed(described),
    schema: z.boolean(),
    whenAbsent,
    decode: (stored) =>
      decodeNumber(stored, described, (number) => (number === on ? true : number === off ? false : undefined)),
    encode: (desired) => encodeNumber(desired === true ? on : off, kind),
    direction: safe === undefined ? withoutOrder : (live, desired) => directionBySafety(live, desired, safety),
    examples: [true, false],
  };
}

/** A number; which way is the safer one, and which number Windows takes where nothing is stored, if that is known. */
export function registryNumber(
  described: DescribedNumber & {
    readonly min: number;
    readonly max: number;
    readonly unit?: Unit;
    readonly safer?: "lower" | "higher";
    readonly whenAbsent?: number;
  },
): RegistryProperty<z.ZodInt> {
  const { min, max, unit, kind = "DWord", safer, whenAbsent } = described;
  const safety = (value: Scalar): number | undefined => {
    const number = isAbsent(value) ? whenAbsent : value;
    return typeof number !== "number" ? undefined : safer === "lower" ? -number : number;
  };
  return {
    ...placed(described, unit),
    schema: z.int().min(min).max(max),
    whenAbsent,
    decode: (stored) => decodeNumber(stored, described, (number) => number),
    encode: (desired) => encodeNumber(Number(desired), kind),
    direction: safer === undefined ? withoutOrder : (live, desired) => directionBySafety(live, desired, safety),
    examples: [min, max, Math.floor((min + max) / 2)],
  };
}

/** One of several words, each with the number that stands for it; from the least safe to the safest where `ordered`. */
export function registryChoice<const Word extends string>(
  described: DescribedNumber & {
    readonly words: { readonly [Known in Word]: number };
    readonly ordered?: true;
    readonly whenAbsent?: NoInfer<Word>;
  },
): RegistryProperty<z.ZodEnum<{ [Known in Word]: Known }>> {
  const { kind = "DWord", whenAbsent } = described;
  const numbers: ReadonlyMap<string, number> = new Map(Object.entries<number>(described.words));
  const words = [...numbers.keys()] as [Word, ...Word[]];
  const safety = (value: Scalar): number | undefined => {
    const at = words.findIndex((word) => word === (isAbsent(value) ? whenAbsent : value));
    return at < 0 ? undefined : at;
  };
  return {
    ...placed(described),
    schema: z.enum(words),
    whenAbsent,
    decode: (stored) => decodeNumber(stored, described, (number) => words.find((word) => numbers.get(word) === number)),
    encode: (desired) => encodeNumber(numbers.get(String(desired)) ?? 0, kind),
    direction: described.ordered === true ? (live, desired) => directionBySafety(live, desired, safety) : withoutOrder,
    examples: words,
  };
}

/** A text; `examples` are some that can be declared. Which of two is the safer one cannot be known. */
export function registryText(
  described: Described & {
    readonly schema: z.ZodType<string, string>;
    readonly examples: readonly [string, ...string[]];
  },
): RegistryProperty<z.ZodType<string, string>> {
  return {
    ...placed(described),
    schema: described.schema,
    decode: (stored) => (stored.kind === "String" ? quoteLiteral(String(stored.value)) : unknownKind(stored)),
    encode: (desired) => ({ kind: "String", value: unquoteLiteral(String(desired)) }),
    direction: withoutOrder,
    examples: described.examples,
  };
}

function placed({ key, name, policy, label, source, claims }: Described, unit?: Unit) {
  const windowsKey = `HKLM\\${key}\\${name}`;
  const meta = { label, windowsKey, source, ...(unit && { unit }), ...(claims && { claims }) };
  return { key, name, policy, meta };
}

function withoutOrder(live: Scalar, desired: Scalar): Direction {
  return live === desired ? "neutral" : "unknown";
}

function decodeNumber(
  stored: RegistryValue,
  { kind = "DWord", orKind }: DescribedNumber,
  meaning: (number: number) => Scalar | undefined,
): Scalar {
  if (stored.kind !== kind && stored.kind !== orKind) return unknownKind(stored);
  const text = String(stored.value);
  const value = /^-?\d{1,15}$/.test(text) ? meaning(Number(text)) : undefined;
  return value ?? JSON.stringify(stored.value);
}

/** What Windows makes of a value of another type than it writes itself, nobody says: it is neither that value nor none. */
export function unknownKind({ kind }: { readonly kind: string }): string {
  return unreadable("VALUE_UNKNOWN", `kind ${kind}`);
}

function encodeNumber(number: number, kind: NumberKind): RegistryValue {
  return { kind, value: kind === "DWord" ? number : String(number) };
}
