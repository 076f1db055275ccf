import { KijunError } from "@kijun/core";

import { askPerson, canAsk } from "../command-line/ask-person.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Output } from "../command-line/output.js";
import { unallowedWeakenings } from "../run/exit-causes.js";
import { FleetRun } from "../run/fleet-run.js";
import { freeStack } from "../run/free-stack.js";
import type { Phase } from "../run/fleet-run.js";
import { machinesToWrite } from "../run/host-outcomes.js";
import { runPreviewPhase } from "../run/preview-phase.js";
import { noteResult } from "../run/run-notes.js";
import { addRunOptions } from "../run/run-options.js";
import type { RunOptions } from "../run/run-options.js";
import { reportRun, requireWritable, summaryForDecision } from "../run/run-report.js";
import { resultOf } from "../run/run-result.js";
import type { RunResult } from "../run/run-result.js";

interface UpOptions extends RunOptions {
  readonly yes?: boolean;
}

/** `kijun up` */
export function addUp(line: CommandLine): void {
  const description = {
    ja: "差異を示し、確認のうえ基準どおりに直す",
    en: "shows what differs and, once confirmed, brings the machines to the baseline",
  };
  const command = line
    .command(line.program, "up", description, "kijun up --yes")
    .option("-y, --yes", line.text({ ja: "確認せずに適用する", en: "apply without asking" }));
  addRunOptions(line, command).action((options: UpOptions) => line.run((session) => up(session, options)));
}

async function up(session: Session, options: UpOptions): Promise<number> {
  const startedAt = new Date(performance.timeOrigin);
  requireAnswer(session.output, options);
  requireWritable(options);
  const run = await FleetRun.prepare(session, options.stack, options);
  await freeStack(run);
  const { expectNoChanges = false, allowWeaken = [] } = options;
  const facts = { command: "up", expectNoChanges, allowWeaken, startedAt } as const;
  const preview = await runPreviewPhase(run, options);
  const previewed = await resultOf(run, [preview], facts);
  if (!hasWork(preview)) return conclude(run, [preview], options, previewed);
  if (previewed.record.exit.reasons.includes("weakening")) return refuseWeakening(run, preview, options, previewed);
  const asked = Date.now();
  if (options.yes !== true && !(await isApproved(run, preview, startedAt))) {
    const declined = await resultOf(run, [preview], { ...facts, declined: true, waitedMs: Date.now() - asked });
    // Who declined has just read the summary.
    if (options.json === true) reportRun(declined, run.folder.path, options, session.output);
    session.output.note(session.output.text(DECLINED));
    return declined.record.exit.code;
  }
  const waitedMs = Date.now() - asked;
  const update = { toWrite: machinesToWrite(preview), follows: preview };
  const phases = [preview, await run.phase("update", ["up", "--yes", "--skip-preview"], update)];
  return conclude(run, phases, options, await resultOf(run, phases, { ...facts, waitedMs }));
}

function conclude(run: FleetRun, phases: readonly Phase[], options: UpOptions, result: RunResult): number {
  reportRun(result, run.folder.path, options, run.session.output);
  noteResult(result, phases, run, options);
  return result.record.exit.code;
}

/** A machine is never made less safe unless somebody has said which setting may be. */
function refuseWeakening(run: FleetRun, preview: Phase, options: UpOptions, result: RunResult): number {
  const { output } = run.session;
  const code = conclude(run, [preview], options, result);
  const paths = unallowedWeakenings(result.record, options.allowWeaken ?? []).map(({ path }) => path);
  output.note(output.text(weakeningText([...new Set(paths)].sort())));
  return code;
}

function weakeningText(paths: readonly string[]): { ja: string; en: string } {
  const option = `--allow-weaken ${paths.join(" ")}`;
  return {
    ja: `弱化する変更があるため、何も適用していません。認める場合: ${option}`,
    en: `nothing was applied, because a setting would become weaker; to allow it: ${option}`,
  };
}

/** Nothing is done after a preview that failed, found an unexpected change, or found nothing to do. */
function hasWork({ exit, events }: Phase): boolean {
  return (
    exit.code === 0 &&
    !exit.interrupted &&
    Object.entries(events.operations ?? {}).some(([name, count]) => name !== "same" && count > 0)
  );
}

async function isApproved(run: FleetRun, preview: Phase, startedAt: Date): Promise<boolean> {
  const { output } = run.session;
  const { record } = await resultOf(run, [preview], { command: "preview", expectNoChanges: false, startedAt });
  output.note(summaryForDecision(record, output));
  return askPerson(output.text(QUESTION), output);
}

function requireAnswer(output: Output, { yes }: UpOptions): void {
  if (yes === true || canAsk(output)) return;
  throw new KijunError(
    "ARGUMENT_INVALID",
    "kijun up asks before it changes anything, and there is no terminal to ask at",
    {
      hint: "Look at `kijun preview`, then run `kijun up --yes`.",
    },
  );
}

const QUESTION = { ja: "この内容を適用しますか。 (yes/no): ", en: "Apply this? (yes/no): " } as const;
const DECLINED = { ja: "中止しました。何も変更していません。", en: "cancelled; nothing was changed" } as const;
