import type { KijunError } from "@kijun/core";
import { today } from "@kijun/provider/fleet";
import { exitFor } from "@kijun/report";
import type { ExitCause, RunRecord } from "@kijun/report";

import { engineVerdict } from "../pulumi/engine-verdict.js";
import { causesOfFindings } from "./exit-causes.js";
import type { FleetRun, Phase } from "./fleet-run.js";
import { applyFailed, hostOutcomes, notReached, withinSelection } from "./host-outcomes.js";
import { redactor } from "./redaction.js";
import { recordFromRun } from "./run-record-from-run.js";
import type { Selection } from "./selection.js";
import { timingOf } from "./timing.js";

/** What a run came to after its last phase. */
export interface RunResult {
  readonly record: RunRecord;
  /** Something that stopped the engine. */
  readonly error?: KijunError;
  /** The engine came as far as asking machines, or found nothing to ask: there is something to report. */
  readonly cameToMachines: boolean;
}

export interface ResultOptions {
  readonly command: "preview" | "up" | "adopt" | "replace";
  readonly expectNoChanges: boolean;
  /** What may become weaker. A command that writes nothing to machines allows all. */
  readonly allowWeaken?: readonly string[];
  readonly startedAt: Date;
  /** Time that a person took to answer; it is nobody's cost. */
  readonly waitedMs?: number;
  /** The person was asked and did not want the changes. */
  readonly declined?: boolean;
  /** What the phases were about, where that is not what the run is about. */
  readonly selection?: Selection;
}

/** Options of the engine that leave machines out. */
const PARTIAL = /^(?:--target|--exclude|-t)(?:=|$)|^--target-dependents$/;

/** The record of all phases so far, with the exit code that follows from it. */
export async function resultOf(run: FleetRun, phases: readonly Phase[], options: ResultOptions): Promise<RunResult> {
  const outcomes = withinSelection(hostOutcomes(phases), options.selection ?? run.selection);
  const { command, expectNoChanges, startedAt, waitedMs = 0 } = options;
  const baseline = await run.baseline;
  const finishedAt = new Date();
  const findings = recordFromRun({
    run: run.folder.id,
    tool: { name: "kijun", version: run.session.version },
    command,
    stack: run.stack,
    baseline: { fleet: baseline?.name ?? run.project.name, asOf: today(run.environment) },
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    timing: timingOf(
      finishedAt.getTime() - startedAt.getTime() - waitedMs,
      phases.map(({ exit }) => exit.life),
      phases.flatMap(({ journal }) => journal),
    ),
    membership: { joining: phases[0]?.events.joining ?? [], leaving: phases[0]?.events.leaving ?? [] },
    outcomes,
    partial: run.session.engineArguments.some((argument) => PARTIAL.test(argument)),
    applies: command === "up",
    siteNames: new Map(baseline?.sites.map(({ id, name }) => [id, name])),
    language: run.session.output.language,
  });
  const applyFailures = outcomes.some((outcome) => applyFailed(outcome) || notReached(outcome));
  const verdicts = phases.map(({ exit, events, outputFile }) =>
    engineVerdict(exit, events, { stack: run.stack, applyFailures, outputFile }),
  );
  const causes: ExitCause[] = [
    ...verdicts.flatMap((verdict) => verdict.causes),
    ...causesOfFindings(findings, expectNoChanges, options.allowWeaken),
  ];
  if (options.declined === true) causes.push("cancelled");
  const error = verdicts.find((verdict) => verdict.error !== undefined)?.error;
  const cameToMachines =
    outcomes.some(({ reading }) => reading !== undefined) || verdicts.every((verdict) => verdict.causes.length === 0);
  return {
    record: { ...findings, exit: exitFor(causes), ...recordedError(error, run.environment) },
    cameToMachines,
    ...(error === undefined ? {} : { error }),
  };
}

/** As it may stand in a file: an engine's words may hold what the environment keeps secret. */
function recordedError(error: KijunError | undefined, environment: NodeJS.ProcessEnv): Pick<RunRecord, "error"> {
  if (error === undefined) return {};
  const redact = redactor(environment);
  return { error: { code: error.code, message: redact(error.message), hint: redact(error.hint) } };
}
