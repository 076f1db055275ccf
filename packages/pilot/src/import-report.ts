import { sessionAnswerSchema } from "@kijun/agent";
import { isCalendarDay } from "@kijun/core";
import { sha256, whyNotWindows } from "@kijun/kit";
import { everyArea } from "@kijun/settings";
import { z } from "zod";

import { withWitness } from "./evidence.js";
import type { Evidence, Witness } from "./evidence.js";
import { knownClaims, readClaimId } from "./known-claims.js";
import type { KnownClaim } from "./known-claims.js";
import { releaseHashes } from "./pack-kit.js";
import { parseReadings, parseReport, refusal } from "./report-schema.js";
import type { PilotReadings, PilotReport } from "./report-schema.js";

/** A file as it was read. */
export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a machine said to one claim. `reason` is why nothing was to be seen, why it failed, or what was not understood. */
export interface ClaimResult {
  readonly claim: KnownClaim;
  readonly outcome: "seen" | "contradicted" | "skipped" | "failed";
  readonly reason?: string;
}

/** A report that was judged and is fit to be taken in. */
export interface JudgedReport {
  readonly report: PilotReport;
  /** The kind of machine; with an outcome it is a witness. */
  readonly machine: Omit<Witness, "outcome">;
  readonly results: readonly ClaimResult[];
  /** SHA-256 of the file, to compare with what the script showed. */
  readonly sha256: string;
}

/**
 * Judges a report of a kit of this very release, and with its readings also whether the areas' answers are understood.
 * Errors: PILOT_REPORT_INVALID, also for a report that no real Windows has made.
 */
export function judgeReport(file: ReportFile, readings: ReportFile | undefined, release: string): JudgedReport {
  const report = parseReport(textOf(file), file.name);
  const claims = new Map(knownClaims().map((claim) => [claim.id, claim]));
  const reasons = [...whyNotReal(report), ...whyNotThisRelease(report, release), ...strangeClaims(report, claims)];
  if (reasons.length > 0) throw refusal(file.name, reasons, nextStep(report, release));
  const { build, edition, language } = report.system;
  const answered = report.claims.flatMap((answer) => resultOf(claims.get(answer.id), answer));
  const read = readings === undefined ? [] : resultsOfReadings(readings, report, claims);
  return {
    report,
    machine: { build, edition, language, day: report.day, release },
    results: [...answered, ...read],
    sha256: sha256(file.bytes),
  };
}

/** The evidence with what a report has shown: what was seen and what was contradicted, and nothing else of it. */
export function withReport(evidence: Evidence, { machine, results }: JudgedReport): Evidence {
  return results.reduce(
    (all, { claim, outcome }) =>
      outcome === "seen" || outcome === "contradicted" ? withWitness(all, claim, { ...machine, outcome }) : all,
    evidence,
  );
}

/** Every sign that no real Windows has made a report. */
function whyNotReal({ rehearsal, system, day }: PilotReport): string[] {
  return [...whyNotWindows(rehearsal, system), ...(isCalendarDay(day) ? [] : [`day = "${day}": it is no day`])];
}

function whyNotThisRelease(report: PilotReport, release: string): string[] {
  if (report.release !== release) return [`release = "${report.release}": this is ${release}`];
  return Object.entries(releaseHashes(release)).flatMap(([name, hash]) =>
    report.files[name] === hash ? [] : [`files.${name}: it is not the file that this release packs`],
  );
}

function strangeClaims({ claims }: PilotReport, known: ReadonlyMap<string, KnownClaim>): string[] {
  const ids = claims.map(({ id }) => id);
  return [
    ...ids.filter((id) => !known.has(id)).map((id) => `claims: there is no ${id}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `claims: ${id} is answered twice`),
  ];
}

function nextStep(report: PilotReport, release: string): string {
  if (whyNotReal(report).length > 0)
    return "Only a run on a real Windows machine is taken in: pack a kit (kijun pilot pack) and run it there.";
  return whyNotThisRelease(report, release).length > 0
    ? "Import it with the sources that packed the kit, then take the file of evidence over; or pack a new kit and run it again."
    : "Send the report as the script wrote it.";
}

function resultOf(claim: KnownClaim | undefined, answer: PilotReport["claims"][number]): ClaimResult[] {
  if (claim === undefined) return [];
  if ("skipped" in answer) return [{ claim, outcome: "skipped", reason: answer.skipped }];
  if ("failure" in answer) return [{ claim, outcome: "failed", reason: answer.failure }];
  return [{ claim, outcome: answer.answer === claim.expect ? "seen" : "contradicted" }];
}

function resultsOfReadings(
  file: ReportFile,
  report: PilotReport,
  claims: ReadonlyMap<string, KnownClaim>,
): ClaimResult[] {
  const readings = parseReadings(textOf(file), file.name);
  if (sha256(file.bytes) !== report.readings)
    throw refusal(file.name, ["they are not the readings of this report"], "Name the readings.json beside the report.");
  return readings.areas.flatMap((reading) => {
    const claim = claims.get(readClaimId(reading.id));
    return claim === undefined ? [] : [{ claim, ...understood(reading) }];
  });
}

/** Whether an area's answer is one that the area makes something of. What it makes of it does not matter here. */
function understood({ id, desired, answer }: PilotReadings["areas"][number]): Omit<ClaimResult, "claim"> {
  const parsed = sessionAnswerSchema.safeParse(answer).data?.areas[id];
  if (parsed === undefined) return { outcome: "contradicted", reason: "it is no answer of the agent" };
  if (parsed.failure !== undefined) return { outcome: "failed", reason: parsed.failure.code };
  try {
    everyArea.find((area) => area.id === id)?.fromWindows(parsed.facts, desired);
    return { outcome: "seen" };
  } catch (error) {
    return { outcome: "contradicted", reason: faultOf(error) };
  }
}

function faultOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
}

function textOf({ bytes }: ReportFile): string {
  return new TextDecoder("utf-8").decode(bytes);
}
