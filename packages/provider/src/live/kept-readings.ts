import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer } from "@kijun/agent";
import { unreadable } from "@kijun/core";
import { z } from "zod";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { kijunHome } from "../run/run-folder.js";
import { canonicalAreas } from "./canonical-areas.js";
import { declaredAreas } from "./host-session.js";
import { FUTURE_TOLERANCE_MS } from "./last-readings.js";
import type { CompleteReading } from "./last-readings.js";
import { replaceFile } from "./replace-file.js";

const time = z.iso.datetime().meta({ description: "ISO 8601, UTC" });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const contentSchema = z.strictObject({
  host: z.string().meta({ description: "computer name" }),
  source: z.enum(["live", "collected"]).meta({ description: "over the line, or carried from the machine" }),
  observedAt: time.meta({
    description: "when it was so on the machine; of a carried reading by the machine's own clock",
  }),
  receivedAt: time.meta({ description: "when it came to this computer" }),
  answerDigest: sha256.optional().meta({ description: "SHA-256 that the answer file of a carried reading ends with" }),
  requests: z.record(z.string(), z.unknown()).meta({ description: "what was asked for, by area id" }),
  answer: sessionAnswerSchema.meta({ description: "what the agent answered, in Windows' own words" }),
});

/** The file of one machine; `digest` is the SHA-256 of `content` as JSON without spaces. */
const keptReadingSchema = z.strictObject({
  schema: z.literal("kijun.reading/1"),
  digest: sha256,
  content: contentSchema,
});

/** The JSON Schema of such a file. */
export function keptReadingJsonSchema(): object {
  return z.toJSONSchema(keptReadingSchema);
}

/**
 * What one machine answered at one time, and what it was asked. Answers are kept as they came, so that they are judged
 * against the declaration of the day on which they are judged, exactly like those of a machine that is asked on that day.
 */
export type ReadingContent = z.output<typeof contentSchema>;

/** What this computer keeps of a machine for checks. */
export type KeptReading =
  | { readonly kind: "kept"; readonly digest: string; readonly content: ReadingContent }
  | { readonly kind: "none" }
  /** A file that nobody may rely on: cut off, changed, or with a time that has not come yet. */
  | { readonly kind: "invalid"; readonly path: string; readonly problem: "damaged" | "future" };

/**
 * Keeps the newest reading of a machine, from wherever it came. `older` means that a newer one is kept already, `same` that
 * it is this one.
 */
export async function keepReading(
  reading: ReadingContent,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<"kept" | "same" | "older"> {
  // In the order of the schema, as it will be read: the digest is of the text.
  const content = contentSchema.parse(reading);
  const before = keptReading(content.host, environment);
  const digest = digestOf(content);
  if (before.kind === "kept") {
    if (before.digest === digest) return "same";
    if (Date.parse(before.content.observedAt) > Date.parse(content.observedAt)) return "older";
  }
  const file: z.input<typeof keptReadingSchema> = { schema: "kijun.reading/1", digest, content };
  await replaceFile(pathOf(content.host, environment), JSON.stringify(file));
  return "kept";
}

/** What a machine has answered over the line to the question for the areas of an entry. */
export function liveReading(entry: FleetFileEntry, answer: SessionAnswer, readAt: string): ReadingContent {
  const requests: ReadingContent["requests"] = {};
  const areas: SessionAnswer["areas"] = {};
  for (const { id, property, readRequest } of declaredAreas(entry)) {
    requests[id] = readRequest(entry.areas[property] ?? {}, null);
    const answered = answer.areas[id];
    if (answered !== undefined) areas[id] = answered;
  }
  const { host } = entry;
  return { host, source: "live", observedAt: readAt, receivedAt: readAt, requests, answer: { ...answer, areas } };
}

/** The newest reading that is kept of a machine, as far as it can be relied on. */
export function keptReading(host: string, environment: NodeJS.ProcessEnv = process.env): KeptReading {
  const path = pathOf(host, environment);
  if (!existsSync(path)) return { kind: "none" };
  const { data } = keptReadingSchema.safeParse(parseJson(path));
  if (
    data === undefined ||
    data.content.host.toLowerCase() !== host.toLowerCase() ||
    digestOf(data.content) !== data.digest
  )
    return { kind: "invalid", path, problem: "damaged" };
  if (Date.parse(data.content.observedAt) > Date.now() + FUTURE_TOLERANCE_MS)
    return { kind: "invalid", path, problem: "future" };
  return { kind: "kept", digest: data.digest, content: data.content };
}

const ASKED_OTHERWISE = unreadable("ASKED_OTHERWISE", "the declaration asks for something else than the reading did");

/**
 * A kept reading as a machine of this entry gives it: an area that was asked for otherwise than the entry declares it now was
 * not read, whatever the machine said then.
 */
export function readingFrom({ requests, answer, observedAt }: ReadingContent, entry: FleetFileEntry): CompleteReading {
  const areas = canonicalAreas(entry, answer);
  for (const area of declaredAreas(entry)) {
    const request = area.readRequest(entry.areas[area.property] ?? {}, null);
    if (!isDeepStrictEqual(requests[area.id], JSON.parse(JSON.stringify(request))))
      areas[area.property] = ASKED_OTHERWISE;
  }
  return { kind: "complete", identity: answer.identity, areas, readAt: observedAt };
}

function pathOf(host: string, environment: NodeJS.ProcessEnv): string {
  return join(kijunHome(environment), "readings", `${host.toLowerCase()}.json`);
}

function digestOf(content: ReadingContent): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
