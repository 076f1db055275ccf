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
  ) {}
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

/** Plain values and, per dotted path, where each comes from. */
export interface ResolvedDeclaration {
  readonly values: unknown;
  readonly provenance: ReadonlyMap<string, Provenance>;
}

/** Separates values from their provenance. The provenance of a whole map counts for each path below it. */
export function resolveProvenance(declaration: unknown): ResolvedDeclaration {
  const provenance = new Map<string, Provenance>();
  const resolve = (node: unknown, path: string): unknown => {
    if (node instanceof Declared) {
      provenance.set(path, node.provenance);
      return node.value;
    }
    if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
    const entries = Object.entries(node).map(([name, child]) => [
      name,
      resolve(child, path === "" ? name : `${path}.${name}`),
    ]);
    return Object.fromEntries(entries);
  };
  return { values: resolve(declaration, ""), provenance };
}

/** The provenance that counts for a path: its own, or that of the nearest map around it. */
export function provenanceAt(provenance: ReadonlyMap<string, Provenance>, path: string): Provenance | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const found = provenance.get(at);
    if (found !== undefined || at === "") return found;
  }
}
