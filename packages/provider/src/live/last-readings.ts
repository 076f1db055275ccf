import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { HostReading } from "@kijun/core";
import { z } from "zod";

import { kijunHome } from "../run/run-folder.js";
import { replaceFile } from "./replace-file.js";

/** A machine's last complete reading, kept on disk because a preview's refresh is not persisted in the state. */
export type CompleteReading = Extract<HostReading, { kind: "complete" }>;

function folder(environment: NodeJS.ProcessEnv): string {
  return join(kijunHome(environment), "last-readings");
}

/** Remembers a complete reading. */
export async function rememberReading(
  host: string,
  reading: CompleteReading,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await replaceFile(join(folder(environment), `${host.toLowerCase()}.json`), JSON.stringify(reading));
}

/** What the disk holds of a machine's last reading. */
export type StoredReading =
  | { readonly kind: "reading"; readonly reading: CompleteReading }
  | { readonly kind: "none" }
  /** A file that nobody may rely on: cut off, not a reading, or with a time that has not come yet. */
  | { readonly kind: "invalid"; readonly path: string; readonly problem: "damaged" | "future" };

/** Clocks of one machine room differ a little; a reading this far ahead was not made by this computer's clock of today. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000;

/** The last complete reading of a machine as far as it can be relied on. */
export function readStored(host: string, environment: NodeJS.ProcessEnv = process.env): StoredReading {
  const path = join(folder(environment), `${host.toLowerCase()}.json`);
  if (!existsSync(path)) return { kind: "none" };
  const parsed = readingSchema.safeParse(parseJson(path));
  if (!parsed.success) return { kind: "invalid", path, problem: "damaged" };
  const readAt = Date.parse(parsed.data.readAt);
  if (readAt > Date.now() + FUTURE_TOLERANCE_MS) return { kind: "invalid", path, problem: "future" };
  return { kind: "reading", reading: parsed.data };
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const area = z.union([z.string(), z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]))]);
const text = z.string().default("");
const readingSchema = z.object({
  kind: z.literal("complete"),
  identity: z.object({ computerName: text, machineGuid: text, serialNumber: text, build: text }).prefault({}),
  areas: z.record(z.string(), area),
  readAt: z.string().refine((time) => !Number.isNaN(Date.parse(time))),
}) satisfies z.ZodType<CompleteReading>;

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
