import { z } from "zod";

/** What became of one part of a JSON value. Lists of the same length are compared by position. */
export type JsonChange =
  | { readonly value: unknown }
  | { readonly removed: true }
  | { readonly inside: { readonly [name: string]: JsonChange } };

/** A change as it stands in a file. */
export const jsonChangeSchema: z.ZodType<JsonChange> = z.lazy(() =>
  z.union([
    z.strictObject({ removed: z.literal(true) }),
    z.strictObject({ inside: z.record(z.string(), jsonChangeSchema) }),
    z.strictObject({ value: z.unknown() }),
  ]),
);

/** What must be changed in one JSON value to get another; undefined when they are equal. */
export function jsonChange(before: unknown, after: unknown): JsonChange | undefined {
  if (Object.is(before, after)) return undefined;
  if (!isContainer(before) || !isContainer(after) || !areAlike(before, after)) return { value: after };
  const inside: Record<string, JsonChange> = {};
  for (const [name, value] of Object.entries<unknown>({ ...after })) {
    const change = Object.hasOwn(before, name) ? jsonChange(Reflect.get(before, name) as unknown, value) : { value };
    if (change !== undefined) inside[name] = change;
  }
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) inside[name] = { removed: true };
  return Object.keys(inside).length === 0 ? undefined : { inside };
}

/** Changes the properties of an object in place. What lies below them may be shared with others, so it is copied. */
export function applyJsonChange(target: object, change: JsonChange): void {
  if (!("inside" in change)) return;
  for (const [name, inner] of Object.entries(change.inside)) {
    if ("removed" in inner) Reflect.deleteProperty(target, name);
    else Reflect.set(target, name, changed(Reflect.get(target, name) as unknown, inner));
  }
}

function changed(before: unknown, change: JsonChange): unknown {
  if ("value" in change) return change.value;
  const copy: object = Object.assign(Array.isArray(before) ? [] : {}, before);
  applyJsonChange(copy, change);
  return copy;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function areAlike(left: object, right: object): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length;
  return !Array.isArray(left) && !Array.isArray(right);
}
