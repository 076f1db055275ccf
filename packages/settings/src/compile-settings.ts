import { declaredAt, provenanceAt, resolveProvenance, sourceFile, suggestion } from "@kijun/core";
import type { CanonicalArea, Issue, Provenance } from "@kijun/core";
import type { z } from "zod";

import { settingAreas } from "./areas.js";
import type { SettingArea } from "./form/setting-area.js";
import { allowedValues } from "./form/property-table.js";
import { propertyNames, schemaBelow } from "./form/schema-property.js";

/** The settings of a class or machine in canonical form, with the provenance of each path. */
export interface CompiledSettings {
  /** By input property. */
  readonly areas: { readonly [property: string]: CanonicalArea };
  /** Where the value at a path (`accountLockout.thresholdAttempts`) comes from; undefined where nobody said. */
  readonly provenanceOf: (path: string) => Provenance | undefined;
  /** The file that declares the value at a path, as a person opens it. */
  readonly declaredIn: (path: string) => string;
}

/**
 * Validates and canonicalises declared settings, plain or with provenance. Every wrong place is reported into
 * `issues`, each with the declaring file (a path, a program's name or an `import.meta.url`) and its path below `at`.
 * Known are the managed areas, unless expectations of the observed ones are compiled.
 */
export function compileSettings(
  declaration: object,
  source: string,
  at: string,
  issues: Issue[],
  known: readonly SettingArea[] = settingAreas,
): CompiledSettings {
  const resolved = resolveProvenance(declaration);
  const { values, declared: declarations } = resolved;
  const fileOf = (path: string): string => sourceFile(declaredAt(declarations, path)?.declaredIn ?? source);
  const areas: Record<string, CanonicalArea> = {};
  for (const [property, declared] of Object.entries(values as object)) {
    if (declared === undefined) continue;
    const path = at === "" ? property : `${at}.${property}`;
    const area = known.find((candidate) => candidate.property === property);
    if (area === undefined) {
      const names = known.map((candidate) => candidate.property);
      issues.push({ file: fileOf(property), path, message: `unknown setting area; ${suggestion(property, names)}` });
      continue;
    }
    const parsed = area.schema.safeParse(declared);
    if (parsed.success) areas[property] = area.format(declared);
    else {
      const place: Place = { fileOf: (inner) => fileOf(joined(property, inner)), path, declared, area };
      issues.push(...firstOfEachPath(parsed.error.issues.flatMap((issue) => toIssues(issue, place))));
    }
  }
  return { areas, provenanceOf: (path) => provenanceAt(resolved, path), declaredIn: fileOf };
}

/** What else is wrong with a value shows once it is right in the first respect. */
function firstOfEachPath(issues: readonly Issue[]): Issue[] {
  const paths = issues.map(({ path }) => path);
  return issues.filter(({ path }, index) => paths.indexOf(path) === index);
}

function joined(property: string, path: readonly PropertyKey[]): string {
  return [property, ...path.map(String)].join(".");
}

interface Place {
  /** The declaring file of the value at a path below the area. */
  readonly fileOf: (path: readonly PropertyKey[]) => string;
  readonly path: string;
  readonly declared: unknown;
  readonly area: SettingArea;
}

function toIssues(issue: z.core.$ZodIssue, place: Place): Issue[] {
  const file = place.fileOf(issue.path);
  const path = [place.path, ...issue.path.map(String)].join(".");
  if (issue.code === "unrecognized_keys") {
    const known = propertyNames(schemaBelow(place.area.schema, issue.path));
    return issue.keys.map((key) => ({
      file,
      path: `${path}.${key}`,
      ...valueText(at(place.declared, [...issue.path, key])),
      message: `unknown property; ${suggestion(key, known)}`,
    }));
  }
  if (issue.code === "invalid_key") {
    const value = JSON.stringify(issue.path.at(-1));
    return issue.issues.map(({ message }) => ({ file, path, value, message }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const meant = issue.errors.filter((option) => !option.some(isOtherKind));
    const only = meant.length === 1 ? meant[0] : undefined;
    if (only !== undefined) {
      return only.flatMap((inner) => toIssues({ ...inner, path: [...issue.path, ...inner.path] }, place));
    }
  }
  return [{ file, path, ...valueText(at(place.declared, issue.path)), message: messageOf(issue, place) }];
}

/** What zod says of a value that is of no kind or in no range that its schema knows, and nobody has said better. */
const PLAIN = /^(?:Invalid (?:input|option)|Too (?:small|big))/;

function messageOf(issue: z.core.$ZodIssue, { area, declared }: Place): string {
  const ofOptions = issue.code === "invalid_union" ? issue.errors.flatMap(([first]) => first?.message ?? []) : [];
  const messages = ofOptions.length === 0 ? [issue.message] : [...new Set(ofOptions)];
  const path = issue.path.map(String);
  const allowed = messages.every((message) => PLAIN.test(message)) ? allowedValues(area, path) : undefined;
  if (allowed === undefined) return messages.join("; or ");
  return at(declared, issue.path) === undefined ? `is missing; must be ${allowed}` : `must be ${allowed}`;
}

/** Whether an issue says that the whole value is of another kind, so that this form of a union was not meant. */
function isOtherKind(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}

function valueText(value: unknown): { value?: string } {
  return value === undefined ? {} : { value: JSON.stringify(value) };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}
