import type { Issue } from "@kijun/core";

import { buildResult, invalidResult, materialOf, yearIssues } from "./build-result.js";
import { checkResultSchema } from "./check-result.js";
import type { CheckResult, ReadingRecord } from "./check-result.js";
import { documentOf } from "./data-file.js";
import type { DataFile } from "./data-file.js";
import type { ItemFinding, PartFinding } from "./finding.js";
import { measuredStatus, worstStatus } from "./status-order.js";
import { digestOfResult, sortedText } from "./result-text.js";

/**
 * Reads result files. A status that does not follow from what the file says itself is refused, as is any other edit.
 * Errors: RESULT_INVALID, naming every wrong place of all files, the value there and what would be right.
 */
export function loadResults(files: readonly DataFile[]): CheckResult[] {
  const issues: Issue[] = [];
  const results = files.flatMap((file) => {
    const before = issues.length;
    const document = documentOf(checkResultSchema, file, issues);
    if (issues.length > before) return [];
    // The schema that it met is made from this type.
    const result = document as CheckResult;
    issues.push(...resultIssues(result).map((issue) => ({ ...issue, file: file.name })));
    return [result];
  });
  if (issues.length > 0) throw invalidResult(issues);
  return results;
}

function resultIssues(result: CheckResult): Issue[] {
  const wrong = [
    ...result.readings.flatMap((reading) => yearIssues(reading, result.fiscalYear)),
    ...placeIssues(result),
    ...result.findings.flatMap((finding, index) => findingIssues(finding, `findings[${String(index)}]`, result)),
  ];
  // Where places are wrong, nothing can be put together anew.
  if (wrong.length > 0) return wrong;
  const answered = answerIssues(result);
  return answered.length > 0 ? answered : digestIssues(result);
}

/** Each machine once, and exactly one finding for each item of its role. */
function placeIssues({ readings, items, findings }: CheckResult): Issue[] {
  const wanted = readings.flatMap(({ host, role }) =>
    items.filter((item) => item.role === role).map(({ id }) => place(id, host)),
  );
  const given = new Set(findings.map(({ item, host }) => place(item, host)));
  const known = new Set(wanted);
  return [
    ...repeated(readings, ({ host }) => host.toLowerCase()).map(([index, first, host]) =>
      issue(`readings[${String(index)}].host`, host, `the machine stands already in readings[${String(first)}]`),
    ),
    ...repeated(findings, ({ item, host }) => place(item, host)).map(([index, first, key]) =>
      issue(`findings[${String(index)}]`, key, `stands already in findings[${String(first)}]`),
    ),
    ...findings.flatMap(({ item, host }, index) =>
      known.has(place(item, host))
        ? []
        : [issue(`findings[${String(index)}]`, place(item, host), "the result knows no such item of such a machine")],
    ),
    ...wanted
      .filter((key) => !given.has(key))
      .map((key) => issue("findings", key, "the finding of this item and machine is missing")),
  ];
}

/** Every value whose key came before, with the place of both and the key. */
function repeated<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): [index: number, first: number, key: string][] {
  const seen = new Map<string, number>();
  return values.flatMap((value, index): [number, number, string][] => {
    const key = keyOf(value);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    return first === undefined ? [] : [[index, first, key]];
  });
}

function findingIssues({ item, host, status, parts }: ItemFinding, path: string, result: CheckResult): Issue[] {
  const reading = result.readings.find((candidate) => candidate.host === host);
  const { retirements } = result.answers;
  const isRetired = retirements.some(({ role, on }) => role === reading?.role && on <= result.asOf);
  const worst = worstStatus(parts.map((part) => part.status)) ?? "unknown";
  return [
    ...(status === worst ? [] : [issue(`${path}.status`, status, `must be ${worst}, the worst of its parts`)]),
    ...parts.flatMap((part, index) => {
      const at = `${path}.parts[${String(index)}]`;
      if (part.item !== item || part.host !== host)
        return [issue(at, place(part.item, part.host), "belongs elsewhere")];
      const due = reading === undefined || isRetired ? undefined : dueStatus(part, reading);
      if (due === undefined || due === part.status) return [];
      return [issue(`${at}.status`, part.status, `must be ${due}, which is what its observations say`)];
    }),
  ];
}

/** What the status of a measured part has to be by what was observed; what people say is checked apart. */
function dueStatus(part: PartFinding, { source }: ReadingRecord): PartFinding["status"] | undefined {
  const code = part.because?.split(" ")[0];
  if (part.kind === "attested") return undefined;
  if (source === "none") return "error";
  if (source === "declaration" && code === "NEEDS_MACHINE") return "notchecked";
  const isUndeclared = source === "declaration" && code === "NOT_DECLARED";
  return measuredStatus(part.observations, { isUnapproved: part.unapproved.length > 0, isUndeclared }) ?? "unknown";
}

/** Statuses, waivers and retirements that do not follow from what people are said to have said. */
function answerIssues(result: CheckResult): Issue[] {
  const { findings } = buildResult(materialOf(result));
  return findings.flatMap((due, index) => {
    const finding = result.findings[index];
    if (sortedText(due) === sortedText(finding)) return [];
    const path = `findings[${String(index)}]`;
    return [issue(`${path}.status`, finding?.status, `must be ${due.status} and as the answers of the result say`)];
  });
}

function digestIssues(result: CheckResult): Issue[] {
  const digest = digestOfResult(result);
  return digest === result.digest
    ? []
    : [issue("digest", result.digest, `the file was edited after it was written: what it says has ${digest}`)];
}

function issue(path: string, value: unknown, message: string): Issue {
  return { file: "", path, value: JSON.stringify(value), message };
}

function place(item: string, host: string): string {
  return `${item} ${host}`;
}
