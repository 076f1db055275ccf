import { ABSENT } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { ownRegistryValue } from "./registry-owner.js";
import type { RegistryPlace, RegistryProperty } from "./registry-property.js";
import { ONCE_EACH_IS_RIGHT } from "./schema-property.js";
import { defineArea } from "./setting-area.js";
import type { CamelCase, JsonValue, SettingArea, Text } from "./setting-area.js";
import type { RegistryValue } from "./windows-state.js";
import { definedOnly } from "./named-values.js";

/** An area all of whose properties are registry values of the machine. */
export interface RegistryArea<Properties extends RegistryProperties = RegistryProperties> extends SettingArea {
  readonly properties: Properties;
  readonly schema: z.ZodType<Declared<Properties>, Declared<Properties>>;
}

export interface RegistryProperties {
  readonly [name: string]: RegistryProperty;
}

type Declared<Properties extends RegistryProperties> = {
  [Name in keyof Properties]?: z.output<Properties[Name]["schema"]> | undefined;
};

interface RegistryAreaDefinition<Properties extends RegistryProperties> {
  readonly id: string;
  readonly title: Text;
  readonly properties: Properties;
  /** What to do about a code that only this area answers. */
  readonly nextSteps?: Readonly<Record<string, Text>>;
  /** Set where a write can cut the line that it comes over. */
  readonly canCutLine?: true;
  /** Says what is wrong with values that contradict each other. */
  readonly contradiction?: (declared: Declared<Properties>) => { path: string; message: string } | undefined;
  /** Whether it is read and judged only. */
  readonly readOnly?: true;
}

/** A place's value by the name of the property, and with `.policy` behind it that of the property's policy. */
const factsSchema = z.object({
  values: z.record(
    z.string(),
    z.object({
      kind: z.enum(["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"]),
      value: z.union([z.string(), z.number(), z.array(z.string())]),
    }),
  ),
});

/**
 * Makes an area of registry values: one table says schema, canonical form, direction, what is read and what is written.
 * Its PowerShell is `Read-RegistrySetting` and `Set-RegistrySetting`, its live form {@link registryLive}.
 */
export function defineRegistryArea<const Id extends string, Properties extends RegistryProperties>(
  definition: RegistryAreaDefinition<Properties> & { readonly id: Id },
): RegistryArea<Properties> & { readonly id: Id; readonly property: CamelCase<Id> } {
  const { id, title, properties, canCutLine } = definition;
  const propertyOf = (name: string): RegistryProperty => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined) throw new TypeError(`${id} has no property ${name}`);
    return property;
  };
  const schema = schemaOf(definition);
  const area = defineArea({
    id,
    title,
    schema,
    ...(canCutLine === undefined ? {} : { canCutLine }),
    facts: factsSchema,
    ...(definition.nextSteps === undefined ? {} : { nextSteps: definition.nextSteps }),
    // Each property's schema accepts scalars only.
    format: (declared) => definedOnly(declared as { readonly [name: string]: Scalar | undefined }),
    parse: (canonical) => schema.parse(canonical),
    fromWindows: ({ values }, desired) =>
      Object.fromEntries(
        Object.keys(desired).map((name) => {
          const stored: RegistryValue | undefined = values[`${name}.policy`] ?? values[name];
          return [name, stored === undefined ? ABSENT : propertyOf(name).decode(stored)];
        }),
      ),
    ...(definition.readOnly === true ? { readOnly: true as const } : {}),
    toWindows: (desired, differing) => ({ values: writes(desired, differing, propertyOf) }),
    readRequest: (desired) => ({ values: places(Object.keys(desired), propertyOf) }),
    direction: ([name = ""], live, desired) => (name === "" ? "unknown" : propertyOf(name).direction(live, desired)),
  });
  for (const [name, property] of Object.entries(properties)) {
    for (const place of [property, property.policy])
      if (place !== undefined) ownRegistryValue("HKLM", place.key, place.name, `${area.property}.${name}`);
  }
  return { ...area, properties };
}

/** What may be declared of registry values, for the schema of an area that also has properties of another kind. */
export function registryShape<Properties extends RegistryProperties>(properties: Properties) {
  const shape = Object.fromEntries(
    Object.entries(properties).map(([name, { schema, meta }]) => [name, schema.optional().meta({ ...meta })]),
  );
  // Each name has the schema of its property.
  return shape as unknown as { readonly [Name in keyof Properties]: z.ZodOptional<Properties[Name]["schema"]> };
}

function schemaOf<Properties extends RegistryProperties>({
  properties,
  contradiction,
}: RegistryAreaDefinition<Properties>): z.ZodType<Declared<Properties>, Declared<Properties>> {
  // What the table says of each property is what its schema in the shape accepts.
  const object = z.strictObject(registryShape(properties)) as unknown as z.ZodType<
    Declared<Properties>,
    Declared<Properties>
  >;
  if (contradiction === undefined) return object;
  return object.superRefine((declared, context) => {
    const found = contradiction(declared);
    if (found !== undefined) context.addIssue({ code: "custom", path: [found.path], message: found.message });
  }, ONCE_EACH_IS_RIGHT);
}

type PropertyOf = (name: string) => RegistryProperty;

function places(names: readonly string[], propertyOf: PropertyOf): Record<string, JsonValue> {
  const asked: Record<string, JsonValue> = {};
  for (const name of names) {
    const property = propertyOf(name);
    asked[name] = placeOf(property);
    if (property.policy !== undefined) asked[`${name}.policy`] = placeOf(property.policy);
  }
  return asked;
}

function writes(
  desired: CanonicalArea,
  differing: readonly (readonly string[])[],
  propertyOf: PropertyOf,
): Record<string, JsonValue> {
  const all = differing.some((path) => path.length === 0);
  const wanted: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(desired)) {
    if (typeof value === "object" || !(all || differing.some(([first]) => first === name))) continue;
    const property = propertyOf(name);
    const policy = property.policy === undefined ? {} : { policy: placeOf(property.policy) };
    const data = value === ABSENT ? { absent: true } : { ...property.encode(value) };
    wanted[name] = { ...placeOf(property), ...policy, ...data };
  }
  return wanted;
}

function placeOf({ key, name }: RegistryPlace): { readonly key: string; readonly name: string } {
  return { key, name };
}
