import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import type { ReadingContent } from "@kijun/provider/live";
import { everyArea } from "@kijun/settings";
import { z } from "zod";

const contentSchema = z.strictObject({
  host: z.string().meta({ description: "computer name" }),
  receivedAt: z.iso.datetime().meta({ description: "when it came to this computer, UTC" }),
  areas: z
    .record(z.string(), z.unknown())
    .meta({ description: "what was read of logs, by area id, in Windows' own words" }),
});

const lineSchema = z.strictObject({
  schema: z.literal("kijun.harvest/1"),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  content: contentSchema,
});

/** The JSON Schema of one line of a harvest file; `digest` is the SHA-256 of `content` as JSON without spaces. */
export function harvestLineJsonSchema(): object {
  return z.toJSONSchema(lineSchema);
}

/** What was read of a machine's logs at one time. */
export type Harvest = z.output<typeof contentSchema>;

/** The areas that look into logs. */
export const harvestedAreas = everyArea.filter(({ history }) => history !== undefined);

/**
 * Keeps what a reading tells of logs, behind what was kept before: nothing that was written once is touched again. A line
 * that a killed process left unfinished stays alone on its line. Answers false where there is nothing to keep.
 */
export function appendHarvest(folder: string, { host, receivedAt, answer }: ReadingContent): boolean {
  const found = harvestedAreas.flatMap(({ id }) => {
    const facts = answer.areas[id]?.facts;
    return facts === undefined || facts === null ? [] : [[id, facts] as const];
  });
  if (found.length === 0) return false;
  // In the order of the schema, as it will be read: the digest is of the text.
  const content = contentSchema.parse({ host, receivedAt, areas: Object.fromEntries(found) });
  const line = JSON.stringify({ schema: "kijun.harvest/1", digest: digestOf(content), content });
  const path = harvestPath(folder, host);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, "a+", 0o600);
  try {
    writeFileSync(file, endsInLine(file) ? `${line}\n` : `\n${line}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return true;
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last.toString() === "\n");
}

/** What is kept of a machine, and how many lines nobody may rely on: cut off, or changed. */
export function readHarvest(
  folder: string,
  host: string,
): { readonly kept: readonly Harvest[]; readonly damaged: number } {
  const path = harvestPath(folder, host);
  if (!existsSync(path)) return { kept: [], damaged: 0 };
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const kept = lines.flatMap((line) => harvestOf(line, host) ?? []);
  return { kept, damaged: lines.length - kept.length };
}

function harvestOf(line: string, host: string): Harvest | undefined {
  const { data } = lineSchema.safeParse(parsed(line));
  const isWhole = data !== undefined && data.digest === digestOf(data.content);
  return isWhole && data.content.host.toLowerCase() === host.toLowerCase() ? data.content : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function digestOf(content: Harvest): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function harvestPath(folder: string, host: string): string {
  return join(folder, "harvest", `${host.toLowerCase()}.ndjson`);
}
