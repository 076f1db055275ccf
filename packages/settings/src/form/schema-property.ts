import { z } from "zod";

import type { PropertyMeta, SettingArea } from "./setting-area.js";

/**
 * What the schema says of the property at a path below an area. Below a map with names of the declarer's choice (one
 * firewall rule) the meta of the map's values counts.
 */
export function propertyMeta(area: SettingArea, path: readonly string[]): PropertyMeta | undefined {
  let schema: z.core.$ZodType | undefined = area.schema;
  let meta: PropertyMeta | undefined;
  for (const name of path) {
    schema = schema === undefined ? undefined : childSchema(schema, name);
    meta = metaOf(schema) ?? meta;
  }
  return meta;
}

/** Names of the properties directly below an object schema; empty for a map with free names. */
export function propertyNames(schema: z.core.$ZodType): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion) return [...new Set(inner.options.flatMap(propertyNames))];
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The schema of one property of an object, or of the values of a map with free names; of a union, the first that has it. */
export function childSchema(schema: z.core.$ZodType, name: string): z.core.$ZodType | undefined {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) return inner.shape[name] as z.core.$ZodType | undefined;
  if (inner instanceof z.ZodUnion) {
    return inner.options.map((option) => childSchema(option, name)).find((child) => child !== undefined);
  }
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}

/** The schema at a path below another one, as far down as it is known. */
export function schemaBelow(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType {
  let found = schema;
  for (const name of path) found = childSchema(found, String(name)) ?? found;
  return found;
}

/** What a schema itself says, with or without "optional" and "default" around it. */
export function metaOf(schema: z.core.$ZodType | undefined): PropertyMeta | undefined {
  for (let at = schema; at !== undefined; at = wrapped(at)) {
    const meta: unknown = at instanceof z.ZodType ? at.meta() : undefined;
    if (isPropertyMeta(meta)) return meta;
  }
  return undefined;
}

function isPropertyMeta(meta: unknown): meta is PropertyMeta {
  return typeof meta === "object" && meta !== null && "label" in meta && "windowsKey" in meta;
}

/** A schema without "optional" and "default" around it. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = wrapped(schema);
  return inner === undefined ? schema : unwrapped(inner);
}

function wrapped(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return schema.def.innerType;
  return undefined;
}

/** For a check of values against one another, which is made once each of them is right by itself. */
export const ONCE_EACH_IS_RIGHT = { when: ({ issues }: z.core.ParsePayload) => issues.length === 0 } as const;
