import { z } from "zod";

import { attestationSchema, retirementSchema, waiverSchema } from "./attestation.js";
import { day, hostName, instant, itemId, scalar, sentence, sha256 } from "./file-words.js";
import { itemFindingSchema } from "./finding.js";

const role = z.enum(["terminal", "communication-server", "active-directory-server"]);

/** What judged a result. Only what was judged by the same can be put together. */
const judgedBySchema = z
  .strictObject({
    checklist: sentence.meta({ description: "Name of the checklist edition" }),
    version: sentence.meta({ description: "Version of the edition" }),
    release: sentence.meta({ description: "Release of Kijun" }),
    parameters: z
      .record(z.string(), scalar)
      .readonly()
      .meta({ description: "Levels that the edition lets its user set" }),
  })
  .readonly();

const runSchema = z
  .strictObject({
    id: sentence,
    controller: sentence.meta({ description: "Name of the computer that read the machines" }),
    startedAt: instant,
    finishedAt: instant,
  })
  .readonly();

/** A run that contributed to a result. */
export type CheckRun = z.output<typeof runSchema>;

const readingSchema = z
  .strictObject({
    host: hostName,
    role,
    source: z.enum(["declaration", "live", "collected", "none"]),
    observedAt: instant.exactOptional(),
    receivedAt: instant.exactOptional(),
    code: z.string().meta({ description: "Why the machine could not be read" }).exactOptional(),
    run: sentence.meta({ description: "Id of the run" }),
    verdict: sha256.meta({ description: "SHA-256 of what the reading was judged to be, without times" }),
  })
  .readonly();

/** One reading of one machine, or one that failed. */
export type ReadingRecord = z.output<typeof readingSchema>;

const unapprovedSchema = z
  .strictObject({
    path: z.string(),
    value: scalar,
    question: z.string().meta({ description: "What to ask the customer; empty where no source is declared" }),
    hosts: z.array(hostName).readonly().meta({ description: "Machines that are to have the value" }),
  })
  .readonly();

/** A wanted value that nobody has approved, and the machines that are to have it. */
export type UnapprovedRecord = z.output<typeof unapprovedSchema>;

export const checkResultSchema = z
  .strictObject({
    $schema: z.string().meta({ description: "Where an editor finds the schema" }).exactOptional(),
    schema: z.literal("kijun.check-result/1"),
    subject: z.enum(["machines", "declaration"]).meta({ description: "What was judged" }),
    judgedBy: judgedBySchema,
    fleet: sentence,
    fiscalYear: z.int().min(2019).max(9998).meta({ description: "2025: from 2025-04-01 to 2026-03-31" }),
    asOf: day.meta({ description: "Day in Asia/Tokyo of which the statuses speak" }),
    runs: z.array(runSchema).readonly(),
    items: z.array(z.strictObject({ id: itemId, role, title: sentence }).readonly()).readonly(),
    readings: z
      .array(readingSchema)
      .readonly()
      .meta({ description: "The reading of each machine that the findings rest on" }),
    superseded: z.array(readingSchema).readonly().meta({ description: "Readings that a newer one has replaced" }),
    findings: z.array(itemFindingSchema).readonly().meta({ description: "By item as in items, then by machine" }),
    unapproved: z.array(unapprovedSchema).readonly(),
    answers: z
      .strictObject({
        attestations: z.array(attestationSchema).readonly(),
        waivers: z.array(waiverSchema).readonly(),
        retirements: z.array(retirementSchema).readonly(),
      })
      .readonly()
      .meta({ description: "What people have said, from which statuses follow on any later day" }),
    digest: sha256.meta({ description: "SHA-256 of the whole result but its runs and times" }),
  })
  .readonly()
  .meta({
    title: "kijun.check-result/1",
    description: "What a check found on each machine, item by item. No value is a secret.",
  });

/** The result of one run, or of several put together. Every list is in a fixed order. */
export type CheckResult = z.output<typeof checkResultSchema>;

/** What results have to have in common to be put together. */
export type ResultHeader = Pick<CheckResult, "subject" | "judgedBy" | "fleet" | "fiscalYear" | "items">;
