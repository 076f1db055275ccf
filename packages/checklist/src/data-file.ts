import { Ajv } from "ajv";
import type { ErrorObject } from "ajv";
import type { Issue } from "@kijun/core";
import { suggestion } from "@kijun/core";
import { z } from "zod";

/** A file as it was read. */
export interface DataFile {
  /** As a person opens it. */
  readonly name: string;
  readonly text: string;
}

/** The JSON Schema of a file, as editors read it. */
export function jsonSchemaOf(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    target: "draft-7",
    // That types are readonly says nothing about who may edit a file.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
}

/** The document of a file as it stands, with every place that its schema does not allow reported into `issues`. */
export function documentOf(schema: z.ZodType, { name, text }: DataFile, issues: Issue[]): unknown {
  const document = parsed(name, text, issues);
  if (document === undefined) return undefined;
  const validate = validatorOf(schema);
  if (!validate(document)) issues.push(...(validate.errors ?? []).map((error) => issueOf(name, error)));
  return document;
}

function parsed(name: string, text: string, issues: Issue[]): unknown {
  try {
    // Editors on Windows write a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    issues.push({ file: name, path: "", message: `it is not JSON: ${String(cause)}` });
    return undefined;
  }
}

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true });
const validators = new WeakMap<z.ZodType, ReturnType<typeof ajv.compile>>();

function validatorOf(schema: z.ZodType): ReturnType<typeof ajv.compile> {
  const validate = validators.get(schema) ?? ajv.compile(jsonSchemaOf(schema));
  validators.set(schema, validate);
  return validate;
}

function issueOf(file: string, { keyword, instancePath, params, parentSchema, data }: ErrorObject): Issue {
  const given = params as { missingProperty?: string; additionalProperty?: string; allowedValues?: unknown[] };
  const properties = (parentSchema?.["properties"] ?? {}) as Record<string, { description?: string } | undefined>;
  const place = pathOf(instancePath);
  if (given.missingProperty !== undefined) {
    const what = properties[given.missingProperty]?.description;
    return {
      file,
      path: below(place, given.missingProperty),
      message: `it is missing${what === undefined ? "" : `: ${what}`}`,
    };
  }
  if (given.additionalProperty !== undefined) {
    const value = JSON.stringify((data as Record<string, unknown>)[given.additionalProperty]);
    const message = `unknown property; ${suggestion(given.additionalProperty, Object.keys(properties))}`;
    return { file, path: below(place, given.additionalProperty), value, message };
  }
  return { file, path: place, value: JSON.stringify(data), message: wanted(keyword, parentSchema ?? {}) };
}

function wanted(keyword: string, schema: Record<string, unknown>): string {
  const description = typeof schema["description"] === "string" ? `: ${schema["description"]}` : "";
  const text = (value: unknown): string => JSON.stringify(value);
  switch (keyword) {
    case "const":
      return `must be ${text(schema["const"])}`;
    case "enum":
      return `must be one of ${text(schema["enum"])}`;
    case "type":
      return `must be of the type ${text(schema["type"])}${description}`;
    default:
      return description === "" ? `must meet ${keyword} ${text(schema[keyword])}` : `is not right${description}`;
  }
}

/** `/attestations/3/validUntil` as people write it: `attestations[3].validUntil`. */
function pathOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : below(path, part)), "");
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
