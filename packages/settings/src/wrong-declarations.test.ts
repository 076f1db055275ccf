import type { Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";

import { areaStates } from "./area-states.js";
import { everyArea } from "./areas.js";
import { compileSettings } from "./compile-settings.js";
import { childSchema, propertyNames, unwrapped } from "./form/schema-property.js";
import type { SettingArea } from "./form/setting-area.js";

type Path = readonly string[];

/** One value of a declaration, and what its schema takes. */
interface Place {
  readonly path: Path;
  readonly schema: z.core.$ZodType;
}

/** A value that no property of its kind takes, and what the message must say of it. */
interface WrongValue {
  readonly what: string;
  readonly value: unknown;
  readonly right: RegExp;
}

const DECLARATIONS = { seed: 20_251_126, numRuns: 40 };

function issuesOf(area: SettingArea, declared: unknown): Issue[] {
  const issues: Issue[] = [];
  compileSettings({ [area.property]: declared }, "terminal.ts", "", issues, everyArea);
  return issues;
}

/** Every value below a declaration, lists as one, with maps and objects taken apart. */
function placesOf(schema: z.core.$ZodType, declared: unknown, path: Path): Place[] {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) return [{ path, schema }];
  return Object.entries(declared).flatMap(([name, value]) => {
    const child = childSchema(schema, name);
    return child === undefined ? [] : placesOf(child, value, [...path, name]);
  });
}

/** The objects below a declaration whose property names are known, by path. */
function objectsOf(schema: z.core.$ZodType, declared: unknown, path: Path): { path: Path; names: string[] }[] {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) return [];
  const names = propertyNames(schema);
  const inner = Object.entries(declared).flatMap(([name, value]) => {
    const child = childSchema(schema, name);
    return child === undefined ? [] : objectsOf(child, value, [...path, name]);
  });
  return names.length === 0 ? inner : [{ path, names }, ...inner];
}

function wrongValues(schema: z.core.$ZodType): WrongValue[] {
  const inner = unwrapped(schema);
  const value = [true, -4711.5].find((candidate) => !z.safeParse(inner, candidate).success);
  const kind: WrongValue = { what: "another kind", value, right: /\S/ };
  if (!(inner instanceof z.ZodNumber)) return [kind];
  const { minValue, maxValue } = inner;
  const [least, most] = [minValue, maxValue].map((end) => numberPattern(end));
  return [
    kind,
    { what: "a unit of its own", value: "5 minutes", right: new RegExp(`${least ?? ""}.*${most ?? ""}`) },
    ...(minValue === null ? [] : [{ what: "below its range", value: minValue - 1, right: new RegExp(least ?? "") }]),
    ...(maxValue === null ? [] : [{ what: "above its range", value: maxValue + 1, right: new RegExp(most ?? "") }]),
  ];
}

/** A number as a message writes it, with or without separators of thousands. */
function numberPattern(value: number | null): string {
  return value === null ? "" : value.toLocaleString("en-US").replace("-", ".").replaceAll(",", ",?");
}

function planted(declared: unknown, path: Path, value: unknown): unknown {
  // One object may stand under two names.
  const copy: unknown = JSON.parse(JSON.stringify(declared));
  const parent = path.slice(0, -1).reduce<unknown>((at, name) => Reflect.get(at as object, name), copy);
  Reflect.set(parent as object, path.at(-1) ?? "", value);
  return copy;
}

function expectOne(area: SettingArea, declared: unknown, path: Path, wrong: WrongValue): void {
  const where = [area.property, ...path].join(".");
  const told = `${wrong.what} at ${where}`;
  const [first, ...others] = issuesOf(area, declared);
  expect(
    others.map((issue) => `${issue.path}: ${issue.message}`),
    told,
  ).to.deep.equal([]);
  expect(first, told).to.include({ file: "terminal.ts", path: where, value: JSON.stringify(wrong.value) });
  expect(first?.message, told).to.match(wrong.right);
}

describe("a declaration with one wrong value", () => {
  for (const { area, declared } of areaStates) {
    const declarations = fc.sample(declared, DECLARATIONS);
    const known = new Map<string, { declaration: unknown; place: Place }>();
    for (const declaration of declarations)
      for (const place of placesOf(area.schema, declaration, []))
        known.set(place.path.join("."), { declaration, place });

    it(`is told once and with what is right, whichever value of ${area.id} it is`, () => {
      expect(known).to.not.be.empty;
      for (const { declaration, place } of known.values())
        for (const wrong of wrongValues(place.schema))
          expectOne(area, planted(declaration, place.path, wrong.value), place.path, wrong);
    });

    it(`is told with the nearest name, where ${area.id} knows no such property`, () => {
      for (const declaration of declarations)
        for (const { path, names } of objectsOf(area.schema, declaration, []))
          for (const name of names) {
            const misspelt = `${name}${name.slice(-1)}`;
            const near = names.filter((other) => other.startsWith(name));
            const right = new RegExp(`did you mean (?:${near.join("|")})\\?`);
            const at = [...path, misspelt];
            expectOne(area, planted(declaration, at, true), at, { what: "no property", value: true, right });
          }
    });
  }
});
