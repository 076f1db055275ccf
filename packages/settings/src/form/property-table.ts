import { z } from "zod";

import { childSchema, metaOf, propertyMeta, propertyNames, schemaBelow } from "./schema-property.js";
import type { PropertyMeta, SettingArea } from "./setting-area.js";

/** What an area's schema says of one property, for its page and for lists of all areas. */
export interface DocumentedProperty {
  /** From the area on; `<name>` where the declarer chooses the name. */
  readonly path: string;
  readonly meta: PropertyMeta;
  /** What may be declared: `1–99,999 minutes or until-admin-unlocks`. */
  readonly values: string;
}

/** Stands in a path for a name of the declarer's choice. */
export const FREE_NAME = "<name>";

/** Every property of an area that says what it means, groups left out where their parts speak for themselves. */
export function propertyTable(area: SettingArea): DocumentedProperty[] {
  return leaves(area.schema, []).map(({ path, schema }) => {
    const meta = propertyMeta(area, path);
    if (meta === undefined) throw new TypeError(`${area.id}.${path.join(".")} has no meta`);
    return { path: path.join("."), meta, values: valuesOf(schema, meta) };
  });
}

/** What may be declared at a path, `0–999 attempts`; undefined for a group of properties. */
export function allowedValues(area: SettingArea, path: readonly string[]): string | undefined {
  const schema = schemaBelow(area.schema, path);
  const [leaf, ...others] = leaves(schema, path);
  if (leaf?.path !== path || others.length > 0) return undefined;
  return valuesOf(schema, metaOf(schema) ?? {}).replaceAll("`", "");
}

interface Leaf {
  readonly path: readonly string[];
  readonly schema: z.core.$ZodType;
}

function leaves(schema: z.core.$ZodType, path: readonly string[]): Leaf[] {
  const free = childSchema(schema, FREE_NAME);
  const names = propertyNames(schema);
  const children = names.length > 0 ? names : free === undefined ? [] : [FREE_NAME];
  if (children.length === 0 || metaOf(schema)?.values !== undefined) return [{ path, schema }];
  return children.flatMap((name) => leaves(childSchema(schema, name) ?? schema, [...path, name]));
}

type Json = z.core.JSONSchema.JSONSchema;

function valuesOf(
  schema: z.core.$ZodType,
  { unit, ordered, values }: Pick<PropertyMeta, "unit" | "ordered" | "values">,
): string {
  if (values !== undefined) return values;
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return valueText(json, unit) + (ordered === true ? ", in order" : "");
}

function valueText(json: Json, unit: string | undefined): string {
  if (json.anyOf !== undefined) return json.anyOf.map((option) => valueText(option, unit)).join(" or ");
  if (json.const !== undefined) return `\`${String(json.const)}\``;
  if (json.enum !== undefined) return json.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (json.type === "boolean") return "`true`, `false`";
  if (json.type === "array")
    return `a list of ${valueText((json.items ?? {}) as Json, unit)}`.replace("a text", "texts");
  if (json.type === "string") return "a text";
  if (json.type !== "integer" && json.type !== "number") return String(json.type ?? "any");
  const { minimum = -Infinity, maximum = Infinity } = json;
  return `${numberText(minimum)}–${numberText(maximum)}${unit === undefined ? "" : ` ${unit}`}`;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString("en-US").replace("-", "−") : "any";
}
