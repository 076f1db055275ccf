import { z } from "zod";

import { unwrapped } from "../schema-property.js";
import { probeKinds } from "./probe-kinds.js";
import type { Probe, ProbeKind } from "./probe-kinds.js";
import { tokensOf, tokenText } from "./probe-token.js";
import type { Token } from "./probe-token.js";

/** The canonical line of a probe, taken apart: `block via registry key HKLM\Vendor, value Mode`. */
export interface ProbeLine {
  /** What was found, or what is expected. */
  readonly head: string;
  /** What the probe asks for; undefined where nobody has said yet. */
  readonly definition: string | undefined;
}

const VIA = /^((?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^'"])*?) via (.*)$/s;

export function splitLine(line: string): ProbeLine {
  const [, head, definition] = VIA.exec(line) ?? [];
  return head === undefined ? { head: line, definition: undefined } : { head, definition };
}

export function joinLine({ head, definition }: ProbeLine): string {
  return definition === undefined ? head : `${head} via ${definition}`;
}

const definitions: { readonly [Kind in ProbeKind]: z.ZodType<Probe> & z.ZodObject } = probeKinds;

/** The definition of a probe as text: its kind, and its fields in the order of the schema. */
export function formatProbe(probe: Probe): string {
  const given: { readonly [field: string]: unknown } = probe;
  const fields = Object.keys(definitions[probe.probe].shape).flatMap((field) => {
    const value = given[field];
    return field === "probe" || value === undefined ? [] : [`${field} ${valueText(value)}`];
  });
  return `${probe.probe} ${fields.join(", ")}`;
}

const parsed = new Map<string, Probe>();

/**
 * Made once for each definition, of which every machine of a class has the same. Throws a TypeError or a ZodError where the
 * text defines no probe.
 */
export function parseProbe(definition: string): Probe {
  const probe = parsed.get(definition) ?? parsedProbe(definition);
  parsed.set(definition, probe);
  return probe;
}

function parsedProbe(definition: string): Probe {
  const [kind, ...rest] = tokensOf(definition);
  const schema = isKind(kind?.text) ? definitions[kind.text] : undefined;
  if (schema === undefined) throw new TypeError(`${JSON.stringify(kind?.text)} is no kind of probe`);
  const given: Record<string, unknown> = { probe: kind?.text };
  for (const [field, ...tokens] of partsOf(rest)) {
    const type = field === undefined ? undefined : (schema.shape[field.text] as z.core.$ZodType | undefined);
    if (field === undefined || type === undefined)
      throw new TypeError(`no field ${field?.text ?? ""} in ${definition}`);
    given[field.text] = valueOf(unwrapped(type), tokens);
  }
  return schema.parse(given);
}

function isKind(text: string | undefined): text is ProbeKind {
  return text !== undefined && Object.hasOwn(definitions, text);
}

function valueText(value: unknown): string {
  if (typeof value !== "object" || value === null) return tokenText(String(value));
  const items = Array.isArray(value) ? value : Object.entries(value).map(([name, each]) => `${name}=${String(each)}`);
  return [...items.map(String)].sort().map(tokenText).join(" ");
}

function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === "," && !token.quoted) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function valueOf(type: z.core.$ZodType, tokens: readonly Token[]): unknown {
  const texts = tokens.map(({ text }) => text);
  if (type instanceof z.ZodArray) return texts.map(Number);
  if (type instanceof z.ZodRecord) return Object.fromEntries(texts.map(pairOf));
  const [text = "", ...more] = texts;
  if (more.length > 0) throw new TypeError(`${texts.join(" ")} is more than one value`);
  return type instanceof z.ZodNumber ? Number(text) : text;
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}
