import type { CanonicalAreaOrReserved, MachineIdentity } from "@kijun/core";
import { z } from "zod";

/** What a state keeps of a machine: how to find it again when no program says so, what it held, and who it is. */
export interface LiveRecord {
  readonly address: string;
  readonly port: number;
  readonly transport: "http" | "https";
  readonly credential: string;
  readonly site: string;
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
  /** Absent in states from before identities were recorded; the next reading adds it. */
  readonly identity?: MachineIdentity | undefined;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const area = z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]));
const recordSchema = z.object({
  address: z.string(),
  port: z.number(),
  transport: z.enum(["http", "https"]),
  credential: z.string(),
  site: z.string(),
  areas: z.record(z.string(), z.union([z.string(), area])),
  identity: z
    .object({ computerName: z.string(), machineGuid: z.string(), serialNumber: z.string(), build: z.string() })
    .optional(),
}) satisfies z.ZodType<LiveRecord>;

/** The record in an output of the state; undefined for anything that is not one, such as that of another project. */
export function parseLiveRecord(text: unknown): LiveRecord | undefined {
  if (typeof text !== "string") return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
