import type { FleetRun, Phase } from "./fleet-run.js";
import type { RunOptions } from "./run-options.js";

/** Has the engine read all machines and work out what it would do. Shows the engine's own words where they are wanted. */
export async function runPreviewPhase(run: FleetRun, options: RunOptions): Promise<Phase> {
  const args = ["preview"];
  if (options.diff === true) args.push("--diff");
  if (options.expectNoChanges === true) args.push("--expect-no-changes");
  const phase = await run.phase("preview", args);
  const { output } = run.session;
  const people = options.json !== true && options.markdown !== true && options.output === undefined;
  if (options.diff === true && people) output.result(phase.exit.stdout);
  else if (options.diff === true) output.note(phase.exit.stdout);
  return phase;
}
