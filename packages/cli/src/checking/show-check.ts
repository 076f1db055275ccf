import { renderCheck, renderCheckJson, renderJunit, renderSarif } from "@kijun/report";
import type { CheckRecord } from "@kijun/report";

import type { Output } from "../command-line/output.js";
import { writeReport } from "../run/run-report.js";
import type { CheckOptions } from "./check-options.js";

/** Gives out what a check found in the form that was asked for; answers its exit code. Errors: ARGUMENT_INVALID. */
export function showCheck(record: CheckRecord, options: CheckOptions, output: Output): number {
  const text = checkText(record, options, output);
  if (options.output === undefined) output.result(text);
  else writeReport(options.output, text);
  return record.exit.code;
}

function checkText(
  record: CheckRecord,
  { json, format, output: file }: CheckOptions,
  { language, color, columns }: Output,
): string {
  if (json === true) return renderCheckJson(record);
  if (format === "junit") return renderJunit(record, language);
  if (format === "sarif") return renderSarif(record, language);
  const toFile = file !== undefined;
  const width = toFile || columns.stdout === undefined ? {} : { width: columns.stdout };
  return renderCheck(record, { language, color: color.stdout && !toFile, ...width });
}
