import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { isCalendarDay, KijunError } from "@kijun/core";
import { z } from "zod";

import { claimDigest } from "./known-claims.js";
import type { KnownClaim } from "./known-claims.js";

/** A kind of machine that answered a claim. Nothing of the one machine: no name, number, address or account. */
const witnessSchema = z.strictObject({
  /** Build and revision of Windows: `26100.4061`. */
  build: z.string().regex(/^\d{5}\.\d{1,5}$/),
  /** EditionID of the registry: `Professional`, `ServerStandard`. */
  edition: z.string().regex(/^[A-Za-z]{1,40}$/),
  /** Display language: `ja-JP`. */
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/),
  outcome: z.enum(["seen", "contradicted"]),
  /** Day of the report, `YYYY-MM-DD`. */
  day: z.string().refine(isCalendarDay, "must be a day, YYYY-MM-DD"),
  /** Release of Kijun that packed the kit. */
  release: z.string().regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/),
});

const evidenceSchema = z.strictObject({
  schema: z.literal("kijun.evidence/1"),
  /** By the claim's id. */
  claims: z.record(
    z.string(),
    z.strictObject({ digest: z.string().regex(/^[0-9a-f]{16}$/), witnesses: z.array(witnessSchema).min(1) }),
  ),
});

export type Witness = z.output<typeof witnessSchema>;

/** What machines have answered, by claim. */
export type Evidence = z.output<typeof evidenceSchema>;

/** What is known of a claim, with the machines that it is known from. */
export interface ClaimEvidence {
  readonly state: "believed" | "seen" | "contradicted";
  readonly witnesses: readonly Witness[];
}

/** The data file of the repository, or of the installed package. */
export const EVIDENCE_FILE = fileURLToPath(new URL("../evidence.json", import.meta.url));

/** What is known before any machine was asked. */
export const NO_EVIDENCE: Evidence = { schema: "kijun.evidence/1", claims: {} };

/** Errors: EVIDENCE_INVALID where the file cannot be read or is none of these. */
export function readEvidence(file = EVIDENCE_FILE): Evidence {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause));
  }
  const parsed = evidenceSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw invalid(file, places.join("; "));
}

function invalid(file: string, reason: string): KijunError {
  return new KijunError("EVIDENCE_INVALID", `${file} is no file of evidence: ${reason}`, {
    hint: "Put the file back as the repository has it, or name another one with --evidence.",
  });
}

/** Writes the file in one step, claims and machines in a fixed order. Errors: EVIDENCE_INVALID where that is not possible. */
export function writeEvidence(evidence: Evidence, file = EVIDENCE_FILE): void {
  const claims = Object.entries(evidence.claims).sort(([left], [right]) => (left < right ? -1 : 1));
  const fresh = `${file}.${String(process.pid)}`;
  try {
    writeFileSync(fresh, `${JSON.stringify({ ...evidence, claims: Object.fromEntries(claims) }, null, 2)}\n`);
    renameSync(fresh, file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = "Name a file with --evidence in a folder that is there and may be written to.";
    throw new KijunError("EVIDENCE_INVALID", `${file} cannot be written: ${reason}`, { hint, cause });
  }
}

/** Evidence with what one machine has answered. A newer answer of the same kind of machine takes the place of an older one. */
export function withWitness(evidence: Evidence, claim: KnownClaim, witness: Witness): Evidence {
  const digest = claimDigest(claim);
  const known = evidence.claims[claim.id];
  const others = (known?.digest === digest ? known.witnesses : []).filter((other) => keyOf(other) !== keyOf(witness));
  const witnesses = [...others, witness].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return { ...evidence, claims: { ...evidence.claims, [claim.id]: { digest, witnesses } } };
}

/** A claim that one machine has seen and another contradicted keeps both. */
function keyOf({ build, edition, language, outcome }: Witness): string {
  return [build, edition, language, outcome].join(" ");
}

/** What is known of a claim as it stands now: evidence of other words or of another script does not count. */
export function evidenceOf(claim: KnownClaim, evidence: Evidence): ClaimEvidence {
  const known = evidence.claims[claim.id];
  if (known === undefined || known.digest !== claimDigest(claim)) return { state: "believed", witnesses: [] };
  const contradicted = known.witnesses.some(({ outcome }) => outcome === "contradicted");
  return { state: contradicted ? "contradicted" : "seen", witnesses: known.witnesses };
}
