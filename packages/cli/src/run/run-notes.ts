import type { RunTiming } from "@kijun/report";

import type { PolicyViolation } from "../pulumi/engine-events.js";
import type { FleetRun, Phase } from "./fleet-run.js";
import type { RunOptions } from "./run-options.js";
import type { RunResult } from "./run-result.js";
import { noteFiles } from "./trace-option.js";

/** Says on stderr what the reports have no place for: refusals of policies, what stopped the engine. */
export function noteResult(
  result: RunResult,
  phases: readonly Phase[],
  run: FleetRun,
  options: Pick<RunOptions, "verbose">,
): void {
  const { error, record } = result;
  const { output } = run.session;
  if (options.verbose === true) output.note(verboseText(run, record.timing));
  for (const line of violationLines(phases.flatMap(({ events }) => events.violations))) output.note(line);
  if (record.exit.reasons.includes("cancelled")) output.note(output.text(cancelledText(record.stack)));
  if (error !== undefined) output.error(error);
  if (error !== undefined) run.log.error(error);
  run.log.end(record.exit, record.command);
  const folders = phases.map(({ folder }) => folder);
  noteFiles({ exit: record.exit, log: run.log.path, folders, trace: run.trace }, options, output);
}

/** For somebody who measures or looks for a cause. */
function verboseText({ engine, folder }: FleetRun, timing: RunTiming): string {
  const parts = [
    ["wall", timing.wallMs],
    ["engine", timing.engineMs],
    ["provider", timing.providerMs],
    ["wire", timing.wireMs],
    ["rest", timing.restMs],
  ] as const;
  const times = parts.map(([name, milliseconds]) => `${name} ${(milliseconds / 1000).toFixed(2)} s`).join(", ");
  return `time: ${times}\nengine: ${engine.version} ${engine.command}\nfiles: ${folder.path}`;
}

/** One paragraph for each policy and message: the engine repeats them for each of a hundred machines. */
function violationLines(violations: readonly PolicyViolation[]): string[] {
  const groups = new Map<string, { readonly violation: PolicyViolation; readonly machines: Set<string> }>();
  for (const violation of violations) {
    const { pack, policy, message, enforcement } = violation;
    const key = JSON.stringify([pack, policy, message, enforcement]);
    const group = groups.get(key) ?? { violation, machines: new Set<string>() };
    group.machines.add(violation.urn?.split("::").at(-1) ?? "");
    groups.set(key, group);
  }
  return [...groups.values()].map(({ violation: { pack, policy, message, enforcement }, machines }) => {
    const names = [...machines].filter((name) => name !== "").sort();
    return `${pack}/${policy} (${enforcement}): ${names.join(", ")}\n  ${message.replaceAll("\n", "\n  ")}`;
  });
}

function cancelledText(stack: string): { ja: string; en: string } {
  return {
    ja: `中止しました。スタックがロックされたままなら: pulumi cancel --stack ${stack}`,
    en: `cancelled; if the stack stays locked: pulumi cancel --stack ${stack}`,
  };
}
