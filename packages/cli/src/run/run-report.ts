import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { renderJson, renderMarkdown, renderTerminal } from "@kijun/report";
import type { RunRecord } from "@kijun/report";

import type { Output } from "../command-line/output.js";
import type { RunOptions } from "./run-options.js";
import type { RunResult } from "./run-result.js";

/**
 * Gives out the record of a run in the form that was asked for, and keeps it in the run's folder. People are spared the
 * summary of a run that never came to a machine; programs always get their one document. Errors: ARGUMENT_INVALID.
 */
export function reportRun(
  { record, cameToMachines }: RunResult,
  folder: string,
  options: RunOptions,
  output: Output,
): void {
  if (!cameToMachines && options.json !== true) return;
  const json = renderJson(record);
  writeFileSync(join(folder, "run.json"), json, { mode: 0o600 });
  const { output: file } = options;
  if (file === undefined) output.result(reportText(record, json, options, output));
  else writeReport(file, reportText(record, json, options, output));
}

/** The summary for somebody who must decide, beside whatever goes to stdout. */
export function summaryForDecision(record: RunRecord, output: Output): string {
  const { language, color, columns } = output;
  const width = columns.stderr === undefined ? {} : { width: columns.stderr };
  return renderTerminal(record, { language, color: color.stderr, ...width });
}

function reportText(
  record: RunRecord,
  json: string,
  options: RunOptions,
  { language, color, columns }: Output,
): string {
  if (options.json === true) return json;
  if (options.markdown === true) return renderMarkdown(record, { language });
  const toFile = options.output !== undefined;
  const width = toFile || columns.stdout === undefined ? {} : { width: columns.stdout };
  return renderTerminal(record, { language, color: color.stdout && !toFile, ...width });
}

/** Fails before a run, not after it, where its report could not be written. Errors: ARGUMENT_INVALID. */
export function requireWritable({ output: file }: Pick<RunOptions, "output">): void {
  if (file !== undefined) writeReport(file, "");
}

/** Errors: ARGUMENT_INVALID. */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KijunError("ARGUMENT_INVALID", `the report cannot be written to ${file}: ${reason}`, {
      hint: "Name a file in a folder that exists and may be written to.",
      cause,
    });
  }
}
