import type { CommandLine, Session } from "../command-line/command-line.js";
import { FleetRun } from "../run/fleet-run.js";
import { runPreviewPhase } from "../run/preview-phase.js";
import { noteResult } from "../run/run-notes.js";
import { addRunOptions } from "../run/run-options.js";
import type { RunOptions } from "../run/run-options.js";
import { reportRun, requireWritable } from "../run/run-report.js";
import { resultOf } from "../run/run-result.js";

/** `kijun preview` */
export function addPreview(line: CommandLine): void {
  const description = {
    ja: "全機器を読み取り、基準との差異を示す（何も変更しない）",
    en: "reads all machines and shows what differs; changes nothing",
  };
  const command = line.command(line.program, "preview", description, "kijun preview --expect-no-changes --markdown");
  addRunOptions(line, command).action((options: RunOptions) => line.run((session) => preview(session, options)));
}

async function preview(session: Session, options: RunOptions): Promise<number> {
  const startedAt = new Date(performance.timeOrigin);
  requireWritable(options);
  const run = await FleetRun.prepare(session, options.stack, options);
  const phase = await runPreviewPhase(run, options);
  const { expectNoChanges = false, allowWeaken = [] } = options;
  const result = await resultOf(run, [phase], { command: "preview", expectNoChanges, allowWeaken, startedAt });
  reportRun(result, run.folder.path, options, session.output);
  noteResult(result, [phase], run, options);
  return result.record.exit.code;
}
