import { sessionAnswerSchema } from "@kijun/agent";
import { kitSystemSchema } from "@kijun/kit";
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256");
const time = z.iso.datetime("must be a time in UTC, ISO 8601");
const name = z.string().regex(/^[A-Za-z0-9-]{1,15}$/, "must be a computer name");
const guid = z.string().max(64);

/** `manifest.json` of a folder; `manifest.sig` beside it holds the controller's signature of its bytes. */
export const manifestSchema = z.strictObject({
  schema: z.literal("kijun.collect-pack/1"),
  /** Name of the folder, for people. */
  pack: z.string().regex(/^\d{8}-[0-9a-f]{8}$/),
  /** 128 random bits, hex: nobody can have made an answer to this folder before it was packed. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  release: z.string().max(40),
  packedAt: time,
  /** Ids of all areas that the agent of the folder can read. */
  areas: z.array(z.string()),
  files: z.record(z.string(), sha256),
  machines: z.array(
    z.strictObject({
      host: name,
      /** File with what is asked of the machine. */
      request: z.string(),
      /** Who the machine was when it was last read; absent where nobody knows, or where another one is accepted. */
      machineGuid: guid.optional(),
      /** Another machine than the one that was read last is accepted. */
      replaced: z.literal(true).optional(),
    }),
  ),
});

export type PackManifest = z.output<typeof manifestSchema>;

/** A request file: for each area the agent's request, as the text in which it is sent. */
export const requestFileSchema = z.strictObject({
  areas: z.array(z.strictObject({ id: z.string(), request: z.string() })),
});

const answeredSchema = z.union(
  [
    z.strictObject({ id: z.string(), answer: sessionAnswerSchema }),
    z.strictObject({ id: z.string(), code: z.enum(["NO_ANSWER", "ENDED", "DAMAGED", "READ_FAILED"]) }),
  ],
  "must have an id, and an answer or a code of failure",
);

/**
 * An answer file: one JSON document in UTF-8 that ends with `,"digest":"…"}` and a line feed, where the digest is the SHA-256
 * of all bytes before that comma.
 */
export const answerSchema = z.strictObject({
  schema: z.literal("kijun.answer/1"),
  host: name,
  observedAt: time.meta({ description: "by the machine's own clock, when it began to answer" }),
  rehearsal: z.boolean().meta({ description: "scripts stood in for Windows" }),
  system: kitSystemSchema,
  manifest: z.base64().meta({ description: "manifest.json of the folder, byte for byte" }),
  signature: z.base64().meta({ description: "manifest.sig of the folder" }),
  request: z.base64().meta({ description: "the machine's request file, byte for byte" }),
  answers: z.array(answeredSchema).meta({ description: "the agent's answer to each area, as it came" }),
  digest: sha256,
});

export type Answer = z.output<typeof answerSchema>;

/** The JSON Schema of an answer file. */
export function answerJsonSchema(): object {
  return z.toJSONSchema(answerSchema);
}
