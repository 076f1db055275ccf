import { judgeMachine } from "@kijun/checklist";
import type { Answers, ItemFinding, JudgingContext, ReadingSource, Subject } from "@kijun/checklist";
import { compareHostNames } from "@kijun/core";
import type { CoveredPeriod } from "@kijun/report";

import type { HostOutcome } from "../run/host-outcomes.js";
import type { JudgedChecklist } from "./judged-checklist.js";
import { machineSubject, provenanceOf } from "./machine-subject.js";

/** By what machines are judged. */
export interface Judging extends JudgedChecklist {
  readonly answers: Answers;
  /** Day in Asia/Tokyo that is asked about, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** What a machine gave, and how it came here. */
export interface JudgedOutcome extends HostOutcome {
  readonly source: "live" | "collected";
  /** When it came to this computer, ISO 8601, UTC; absent where the reading was made here. */
  readonly receivedAt?: string;
  /** How far back logs of it are known. */
  readonly periods?: readonly CoveredPeriod[];
}

/** Judges machines; the findings stand in the order of the checklist, then of the machines' names. */
export function judgeOutcomes(outcomes: readonly JudgedOutcome[], judging: Judging): ItemFinding[] {
  const places = new Map(judging.items.map(({ id }, place) => [id, place]));
  return outcomes
    .flatMap((outcome) => judgeOutcome(outcome, judging))
    .sort(
      (left, right) =>
        (places.get(left.item) ?? 0) - (places.get(right.item) ?? 0) || compareHostNames(left.host, right.host),
    );
}

function judgeOutcome(outcome: JudgedOutcome, judging: Judging): ItemFinding[] {
  const { subject, context } = judgedSubject(outcome, judging);
  return judgeMachine(judging.items, subject, context);
}

/** A machine and what a judgement needs to know beside it. */
export function judgedSubject(
  outcome: JudgedOutcome,
  { parameters, answers, asOf }: Judging,
): { subject: Subject; context: JudgingContext } {
  const { entry, reading } = outcome;
  const held = reading?.reading.kind === "complete" ? reading.reading.areas : {};
  return {
    subject: machineSubject(entry, held, parameters),
    context: { ...answers, asOf, reading: sourceOf(outcome), provenanceOf: provenanceOf(entry) },
  };
}

function sourceOf({ reading, source, receivedAt }: JudgedOutcome): ReadingSource {
  if (reading === undefined) return { source: "none", code: "NOT_READ" };
  if (reading.reading.kind === "unreachable") return { source: "none", code: reading.reading.code };
  const { readAt: observedAt } = reading.reading;
  return { source, observedAt, receivedAt: receivedAt ?? observedAt };
}
