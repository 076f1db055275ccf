import { z } from "zod";

import { day, hostName, instant, itemId, partId, sentence, sha256 } from "./file-words.js";

export const attestationSchema = z
  .strictObject({
    item: itemId,
    part: partId.meta({ description: "Id of an attested part of the item; what machines can show is never attested" }),
    host: hostName,
    answer: z.enum(["pass", "fail"]),
    by: sentence.meta({ description: "Who looked" }),
    observedOn: day.meta({ description: "Day on which it was so, YYYY-MM-DD in Asia/Tokyo" }),
    receivedAt: instant.meta({ description: "When the answer came in, ISO 8601 in UTC: 2026-01-14T01:00:00Z" }),
    validUntil: day.meta({ description: "Last day on which it counts, to 24:00, YYYY-MM-DD in Asia/Tokyo" }),
    note: sentence.meta({ description: "What was seen; a fail needs it" }).exactOptional(),
    evidenceDigest: sha256.meta({ description: "SHA-256 of the sheet or photo it came in, 64 hexadecimal digits" }),
  })
  .readonly();

/** What a person has answered for one machine about one part of an item. All days are calendar days in Asia/Tokyo. */
export type Attestation = z.output<typeof attestationSchema>;

export const waiverSchema = z
  .strictObject({
    item: itemId,
    part: partId.meta({ description: "Id of a part of the item; without it every part" }).exactOptional(),
    hosts: z.array(hostName).min(1).readonly().meta({ description: "Computer names, at least one" }),
    reason: sentence.meta({ description: "Why the customer grants it" }),
    approvedBy: sentence.meta({ description: "Who of the customer has approved it" }),
    from: day.meta({ description: "First day that it counts, YYYY-MM-DD in Asia/Tokyo" }),
    until: day.meta({
      description: "Last day that it counts, to 24:00, YYYY-MM-DD in Asia/Tokyo; none is without an end",
    }),
  })
  .readonly();

/** An exception that the customer has granted: the finding stays `fail`, and the waiver dates it. */
export type Waiver = z.output<typeof waiverSchema>;

export const retirementSchema = z
  .strictObject({
    role: z.enum(["terminal", "communication-server", "active-directory-server"]),
    on: day.meta({ description: "First day on which items of the role do not apply, YYYY-MM-DD in Asia/Tokyo" }),
    reason: sentence.meta({ description: "Why, in the customer's words" }),
  })
  .readonly();

/** A role that is no longer asked about, because its machines are retired. */
export type Retirement = z.output<typeof retirementSchema>;

/** Everything that people have said about findings; it counts by its own days, whenever machines were read. */
export interface Answers {
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
  readonly retirements: readonly Retirement[];
}

const editorSchema = z.string().meta({ description: "Where an editor finds the schema" }).exactOptional();

export const attestationsFileSchema = z
  .strictObject({
    $schema: editorSchema,
    schema: z.literal("kijun.attestations/1"),
    attestations: z.array(attestationSchema).readonly(),
  })
  .meta({ title: "kijun.attestations/1", description: "What people have answered on the spot." });

export const waiversFileSchema = z
  .strictObject({
    $schema: editorSchema,
    schema: z.literal("kijun.waivers/1"),
    waivers: z.array(waiverSchema).readonly(),
    retirements: z.array(retirementSchema).readonly().exactOptional(),
  })
  .meta({ title: "kijun.waivers/1", description: "Exceptions that the customer has granted, and retired roles." });

export type AttestationsFile = z.output<typeof attestationsFileSchema>;
export type WaiversFile = z.output<typeof waiversFileSchema>;
