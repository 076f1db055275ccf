/** Where a declared value comes from. A finding that rests on an assumed value is never `pass`. */
export interface Provenance {
  readonly kind: "city-instruction" | "j-lis-manual" | "vendor" | "standard" | "assumed";
  /** Document, section, or the reason for the assumption, so that a reader can look it up or ask. */
  readonly reference: string;
  /** Day of the instruction or edition, `YYYY-MM-DD`, where there is one. */
  readonly date?: string;
}

/** A declared value together with where it comes from. */
export class Declared<Value> {
  constructor(
    readonly value: Value,
    readonly provenance: Provenance,
    /** URL of the file that declares the value, so that an error names it; undefined where the runtime does not tell. */
    readonly declaredIn = callingFile(),
  ) {}
}

/** The file of the first caller outside this one, from the stack that V8 writes. */
function callingFile(): string | undefined {
  const files = new Error().stack?.matchAll(/(file:\/\/.*?|\/.*?|[A-Z]:\\.*?):\d+:\d+\)?$/gm) ?? [];
  const [own, ...callers] = [...files].map(([, file]) => file);
  return callers.find((file) => file !== own);
}

/** The same shape as a typed declaration, each value carried by a {@link Declared}. */
export type WithProvenance<Value> =
  | Declared<Value>
  | (Value extends readonly unknown[] | string | number | boolean
      ? never
      : { readonly [Name in keyof Value]: WithProvenance<NonNullable<Value[Name]>> });

/** A value that nobody has confirmed yet; it appears in the list of open questions (疑義). */
export function assumed<Value>(value: Value, reference: string): Declared<Value> {
  return new Declared(value, { kind: "assumed", reference });
}

/** A value that the city ordered in writing on a day (`YYYY-MM-DD`). */
export function instructed<Value>(value: Value, reference: string, date: string): Declared<Value> {
  return new Declared(value, { kind: "city-instruction", reference, date });
}

/** A value taken from a published standard or a vendor's document. */
export function fromStandard<Value>(value: Value, reference: string): Declared<Value> {
  return new Declared(value, { kind: "standard", reference });
}

/** Plain values and, per dotted path, the declaration each was taken from. */
export interface ResolvedDeclaration {
  readonly values: unknown;
  readonly declared: ReadonlyMap<string, Declared<unknown>>;
  /** Paths of the values that nobody sourced. */
  readonly unsourced: ReadonlySet<string>;
}

/** Separates values from their provenance. The provenance of a whole map counts for each path below it. */
export function resolveProvenance(declaration: unknown): ResolvedDeclaration {
  const declared = new Map<string, Declared<unknown>>();
  const unsourced = new Set<string>();
  const resolve = (node: unknown, path: string): unknown => {
    if (node instanceof Declared) {
      declared.set(path, node);
      return node.value;
    }
    if (typeof node !== "object" || node === null || Array.isArray(node)) {
      if (node !== undefined && declaredAt(declared, path) === undefined) unsourced.add(path);
      return node;
    }
    const entries = Object.entries(node).map(([name, child]) => [
      name,
      resolve(child, path === "" ? name : `${path}.${name}`),
    ]);
    return Object.fromEntries(entries);
  };
  return { values: resolve(declaration, ""), declared, unsourced };
}

/**
 * Where the value at a path comes from: as is said there or of the map around it. Of a map whose parts have sources of their own
 * it is all of these, assumed where one part is; undefined where a part has none.
 */
export function provenanceAt({ declared, unsourced }: ResolvedDeclaration, path: string): Provenance | undefined {
  const own = declaredAt(declared, path)?.provenance;
  const isBelow = (other: string): boolean => other.startsWith(`${path}.`);
  if (own !== undefined || [...unsourced].some(isBelow)) return own;
  const parts = [...declared].flatMap(([other, { provenance }]) => (isBelow(other) ? [provenance] : []));
  const [kind] = [...parts.filter((part) => part.kind === "assumed"), ...parts].map((part) => part.kind);
  if (kind === undefined) return undefined;
  // What is left to ask is what is assumed.
  const said = parts.filter((part) => kind !== "assumed" || part.kind === kind);
  const dates = new Set(said.map(({ date }) => date));
  const [date] = dates.size === 1 ? dates : [];
  const reference = [...new Set(said.map((part) => part.reference))].join(" / ");
  return { kind, reference, ...(date === undefined ? {} : { date }) };
}

/** The declaration that counts for a path: its own, or that of the nearest map around it. */
export function declaredAt(
  declared: ReadonlyMap<string, Declared<unknown>>,
  path: string,
): Declared<unknown> | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const found = declared.get(at);
    if (found !== undefined || at === "") return found;
  }
}
