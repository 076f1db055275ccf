import type { MachineIdentity } from "@kijun/core";
import type { Failure, WriteFailure } from "@kijun/settings/live";
import type { AreaRequest } from "@kijun/settings";
import { z } from "zod";

/** What the asked machine must be. The agent compares before it reads anything; an empty text is not compared. */
export interface ExpectedMachine {
  readonly computerName: string;
  readonly machineGuid?: string;
}

/** Parameters of the methods `snapshot` and `apply`. */
export interface SessionRequest {
  readonly expected: ExpectedMachine;
  readonly areas: readonly AreaRequest[];
}

export type SessionMethod = "snapshot" | "apply";

const failureSchema = z.object({ code: z.string(), detail: z.string() }) satisfies z.ZodType<Failure>;
const writeFailureSchema = failureSchema.extend({ key: z.string() }) satisfies z.ZodType<WriteFailure>;
const identitySchema = z.object({
  computerName: z.string(),
  machineGuid: z.string(),
  serialNumber: z.string(),
  build: z.string(),
}) satisfies z.ZodType<MachineIdentity>;

const areaAnswerSchema = z.object({
  /** What the machine holds now, after a write where there was one; absent when the area failed. */
  facts: z.unknown().optional(),
  /** With `apply`: what it held before. */
  before: z.unknown().optional(),
  failures: z.array(writeFailureSchema).optional(),
  failure: failureSchema.optional(),
  milliseconds: z.number(),
});

export type AreaAnswer = z.output<typeof areaAnswerSchema>;

/** The answer of one machine. `wrongMachine` means: identity only, nothing was read or written. */
export const sessionAnswerSchema = z.object({
  identity: identitySchema,
  wrongMachine: z.boolean(),
  areas: z.record(z.string(), areaAnswerSchema),
});

export type SessionAnswer = z.output<typeof sessionAnswerSchema>;
