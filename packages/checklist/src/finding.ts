import { z } from "zod";

import { day, hostName, instant, itemId, partId, scalar, sentence, sha256 } from "./file-words.js";

/**
 * What a part of an item demands. Whether a change hardens or weakens never decides.
 * - `unchanged`: every difference from the declaration fails, also a stricter one.
 * - `nothing-beyond`: what is there beyond the declared list fails; what is missing from the machine is a remark.
 * - `appropriate`: the value has to be a proper one: by itself, and as declared or stricter.
 * - `no-trace`: there must be no trace of what the part is about.
 * - `attested`: only a person can say; no setting says anything about it.
 */
const partKind = z.enum(["unchanged", "nothing-beyond", "appropriate", "no-trace", "attested"]);

export type PartKind = z.output<typeof partKind>;

const status = z.enum(["pass", "fail", "error", "unknown", "notapplicable", "notchecked"]);

const observationSchema = z
  .strictObject({
    outcome: z.enum(["pass", "fail", "remark", "error", "unknown", "notapplicable"]),
    area: z.string(),
    path: z.string().meta({ description: "Below the area: domain.enabled; empty for all of it" }),
    live: scalar.exactOptional(),
    wanted: scalar.exactOptional(),
    reason: z
      .strictObject({ ja: z.string(), en: z.string() })
      .readonly()
      .meta({ description: "Why it is so, where values do not tell" })
      .exactOptional(),
  })
  .readonly();

/** One thing that decides, with what was held and what was wanted. Unreadable is `error`, never anything else. */
export type Observation = z.output<typeof observationSchema>;

const evidenceSchema = z
  .strictObject({
    source: z.enum(["declaration", "live", "collected", "attestation", "none"]),
    observedAt: z
      .union([instant, day])
      .meta({ description: "When it was so: an instant in UTC, or of an attestation the day in Asia/Tokyo" })
      .exactOptional(),
    receivedAt: instant.meta({ description: "When it came to the controller, in UTC" }).exactOptional(),
    digest: sha256
      .meta({ description: "SHA-256 of what was read of the areas that the part rests on, or of the attestation" })
      .exactOptional(),
  })
  .readonly();

/** What a finding rests on: a declaration, a reading over the line, a collected folder, a person's attestation, nothing. */
export type Evidence = z.output<typeof evidenceSchema>;

const partFindingSchema = z
  .strictObject({
    item: itemId,
    part: partId,
    kind: partKind,
    host: hostName,
    status,
    observations: z
      .array(observationSchema)
      .readonly()
      .meta({ description: "What led to the status, the worst first; none where a person answers" }),
    unapproved: z
      .array(z.string())
      .readonly()
      .meta({ description: "Paths from the area on whose wanted value nobody has approved: with any, never pass" }),
    evidence: evidenceSchema,
    attestation: z
      .strictObject({
        ...{ answer: z.enum(["pass", "fail"]), by: sentence, observedOn: day, validUntil: day },
        note: sentence.exactOptional(),
      })
      .readonly()
      .meta({ description: "The answer that counts on the day asked about, or the latest one that no longer does" })
      .exactOptional(),
    waiver: z
      .strictObject({ approvedBy: sentence, reason: sentence, from: day, until: day })
      .readonly()
      .meta({ description: "An exception that the customer has granted; the finding stays fail" })
      .exactOptional(),
    because: z
      .string()
      .meta({ description: "Why the status is neither pass nor fail: a code with its detail, RETIRED 2025-12-01" })
      .exactOptional(),
    reason: z.string().meta({ description: "The customer's words for because" }).exactOptional(),
  })
  .readonly();

/** One part of one item judged on one machine. */
export type PartFinding = z.output<typeof partFindingSchema>;

export const itemFindingSchema = z
  .strictObject({
    item: itemId,
    host: hostName,
    status: status.meta({ description: "The worst of the parts" }),
    parts: z.array(partFindingSchema).readonly().meta({ description: "In the order of the item" }),
  })
  .readonly();

/** One row of the result: an item on a machine, with the worst of its parts' statuses. */
export type ItemFinding = z.output<typeof itemFindingSchema>;
