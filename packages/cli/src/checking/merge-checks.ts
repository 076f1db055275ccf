import {
  conflictsOf,
  countsOf,
  loadResults,
  mergeResults,
  resultAsOf,
  resultText,
  STATUS_ORDER,
} from "@kijun/checklist";
import type { CheckResult, NamedResult, ReadingConflict, ReadingRecord } from "@kijun/checklist";
import { fiscalYear } from "@kijun/core";
import { exitFor, hostRanges, statusText, timeText } from "@kijun/report";

import { writeWhole } from "../attesting/write-file.js";
import type { Session } from "../command-line/command-line.js";
import { namedFiles } from "../command-line/named-files.js";
import type { Output } from "../command-line/output.js";
import { causesOfStatuses } from "./record-of-check.js";

/** Options of a merge of results. */
export interface MergeOptions {
  /** Day that the statuses are to speak of, `YYYY-MM-DD`; the latest day of the results where it is not given. */
  readonly asOf?: string;
  /** File that the merged result goes to. */
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * Puts the results of several controllers or days together; answers the exit code of what they say together. Errors:
 * ARGUMENT_INVALID, RESULT_INVALID, RESULTS_NOT_COMPARABLE.
 */
export function mergeChecks({ output }: Session, files: readonly string[], options: MergeOptions): number {
  const result = merged(files, options.asOf);
  const conflicts = conflictsOf(result);
  const exit = exitFor(causesOfStatuses(result.findings));
  if (options.output !== undefined) writeWhole(options.output, resultText(result));
  if (options.json === true) output.json({ schema: "kijun.merge/1", exit, files, conflicts, result });
  else output.result(mergeText(result, conflicts, files.length, output));
  return exit.code;
}

function merged(files: readonly string[], asOf: string | undefined): CheckResult {
  const read = namedFiles(
    files,
    "Name result files that kijun check --year wrote: checks/R7.json; nothing was merged.",
  );
  const results = loadResults(read.map(({ name, bytes }) => ({ name, text: bytes.toString("utf8") })));
  const named = results.map((result, at): NamedResult => ({ name: files[at] ?? "", result }));
  const [first, ...others] = named;
  if (first === undefined) throw new RangeError("no result was named");
  const whole = mergeResults(first, ...others);
  return asOf === undefined ? whole : resultAsOf(whole, asOf);
}

function mergeText(result: CheckResult, conflicts: readonly ReadingConflict[], files: number, output: Output): string {
  const { machines, items } = countsOf(result);
  const year = fiscalYear(result.fiscalYear).name;
  const hosts = String(machines.read + machines.unread);
  const unread = String(machines.unread);
  const counts = STATUS_ORDER.flatMap((status) =>
    items[status] === 0 ? [] : [`${statusText(status, output.language)} ${String(items[status])}`],
  );
  return [
    output.text({
      ja: `${year}（${result.asOf}時点）: 結果${String(files)}件、${hosts}台（未読取 ${unread}台）`,
      en: `${year}, as of ${result.asOf}: ${hosts} hosts from ${String(files)} results, ${unread} of them never read`,
    }),
    counts.join(", "),
    ...itemLines(result, output),
    ...conflictLines(conflicts, result, output),
  ].join("\n");
}

/** Each item that is not passed everywhere, with its machines by status. */
function itemLines({ items, findings }: CheckResult, { language }: Output): string[] {
  return items.flatMap(({ id, title }) => {
    const open = findings.filter(({ item, status }) => item === id && status !== "pass" && status !== "notapplicable");
    const statuses = [...new Set(open.map(({ status }) => status))];
    const lines = statuses.map((status) => {
      const hosts = open.filter((finding) => finding.status === status).map(({ host }) => host);
      return `  ${statusText(status, language)}: ${hostRanges(hosts).join(", ")}`;
    });
    return lines.length === 0 ? [] : [`${id} ${title}`, ...lines];
  });
}

function conflictLines(conflicts: readonly ReadingConflict[], { runs }: CheckResult, output: Output): string[] {
  if (conflicts.length === 0) return [];
  const readingText = ({ observedAt = "", run }: ReadingRecord): string => {
    const controller = runs.find(({ id }) => id === run)?.controller;
    return `${timeText(observedAt, "Asia/Tokyo")} (${controller === undefined ? run : `${controller}, ${run}`})`;
  };
  return [
    output.text({
      ja: "矛盾（次の機器は、読取により判定が異なる。最新の読取で判定した）",
      en: "CONFLICTS: readings of these machines say different things; the newest one counts",
    }),
    ...conflicts.map(({ host, kept, others }) => {
      const [counts, rest] = [readingText(kept), others.map(readingText).join(", ")];
      return output.text({
        ja: `  ${host}: ${counts}で判定。異なる読取: ${rest}`,
        en: `  ${host}: ${counts} counts; said something else: ${rest}`,
      });
    }),
  ];
}
