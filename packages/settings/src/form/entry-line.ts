import { z } from "zod";

import { metaOf, unwrapped } from "./schema-property.js";

/** What one entry of a list says: a service, a share, a member of a group. */
export interface Entry {
  readonly [field: string]: string | number | boolean | readonly string[] | undefined;
}

/** The canonical line of an entry: the fields it has, in the order of its schema, `start automatic, state running`. */
export interface EntryLine<Schema extends z.ZodObject> {
  format(this: void, entry: z.output<Schema>): string;
  /** Throws a TypeError that names what is wrong with a line. */
  parse(this: void, line: string): z.output<Schema>;
}

const NOTHING = "none";
/** An entry that is there and has none of the fields that are declared. */
const BARE = "present";
/** A word that stands in a line as it is; everything else is quoted as in JSON. */
const PLAIN = /^[^\s,"]+$/;
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)/y;

/**
 * The line form of an entry. Its schema is a strict object whose fields are texts, numbers, switches or lists of texts.
 * Lists are sorted unless their meta says that their order means something.
 */
export function entryLine<Schema extends z.ZodObject>(schema: Schema): EntryLine<Schema> {
  const shape: { readonly [field: string]: z.core.$ZodType } = schema.shape;
  const fields = Object.keys(shape);
  const ordered = new Set(fields.filter((field) => metaOf(shape[field])?.ordered === true));
  return {
    format(entry) {
      const given = entry as Entry;
      const text = fields
        .flatMap((field) => {
          const value = given[field];
          return value === undefined ? [] : [`${field} ${valueText(value, ordered.has(field))}`];
        })
        .join(", ");
      return text === "" ? BARE : text;
    },
    parse(line) {
      const entry: Record<string, unknown> = {};
      if (line === BARE) return entry as z.output<Schema>;
      for (const [field = "", ...tokens] of partsOf(line)) {
        const type = shape[field];
        if (type === undefined) throw new TypeError(`no field ${field} in "${line}"`);
        entry[field] = z.parse(type, valueOf(unwrapped(type), tokens, line));
      }
      // Fields that contradict each other are refused in declarations; a machine may hold them all the same.
      return entry as z.output<Schema>;
    },
  };
}

function valueText(value: NonNullable<Entry[string]>, isOrdered: boolean): string {
  if (typeof value === "object") return isOrdered ? orderedText(value) : listText(value);
  return typeof value === "string" ? tokenText(value) : String(value);
}

/** The text of a list of texts, sorted: their order means nothing. */
export function listText(texts: readonly string[]): string {
  return orderedText(texts.toSorted());
}

function orderedText(texts: readonly string[]): string {
  return texts.length === 0 ? NOTHING : texts.map(tokenText).join(" ");
}

/** The inverse of {@link listText}. Throws a TypeError for what is no list. */
export function listOf(text: string): string[] {
  const [tokens = [], ...more] = partsOf(text);
  if (more.length > 0) throw new TypeError(`"${text}" is no list`);
  return listOfTokens(tokens);
}

function listOfTokens(tokens: readonly string[]): string[] {
  return tokens.length === 1 && tokens[0] === NOTHING ? [] : tokens.map(textOf);
}

function tokenText(text: string): string {
  return PLAIN.test(text) && text !== NOTHING ? text : JSON.stringify(text);
}

/** The tokens of each part; quoted ones still in their quotes. */
function partsOf(line: string): string[][] {
  const parts: string[][] = [[]];
  let at = 0;
  while (at < line.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(line)?.[1];
    if (token === undefined) throw new TypeError(`"${line}" is no entry at character ${String(at)}`);
    parts.at(-1)?.push(token);
    at = TOKEN.lastIndex;
    const comma = /^,\s*/.exec(line.slice(at))?.[0];
    if (comma !== undefined) parts.push([]);
    at += comma?.length ?? 0;
  }
  return parts;
}

function valueOf(type: z.core.$ZodType, tokens: readonly string[], line: string): unknown {
  if (type instanceof z.ZodArray) return listOfTokens(tokens);
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) throw new TypeError(`a field of "${line}" has not one value`);
  if (type instanceof z.ZodBoolean) return token === "true" ? true : token === "false" ? false : token;
  return type instanceof z.ZodNumber ? Number(token) : textOf(token);
}

function textOf(token: string): string {
  return token.startsWith('"') ? String(JSON.parse(token)) : token;
}
