import type { ErrorCode } from "@kijun/core";
import type { ExitCause, RunChange, RunRecord } from "@kijun/report";

/** Codes of machines that refused a credential; it was tried once. */
const REFUSED = new Set(["WINRM_AUTH_FAILED", "WINRM_CREDENTIAL_LATCHED"]);

/** Errors that are no mistake of the person who typed or declared something. */
const OWN_FAILURES = new Set<ErrorCode>(["ENGINE_FAILED", "STATE_CORRUPTED"]);

/** Why a command that met an error did not succeed. */
export function causeOfError(code: ErrorCode): ExitCause {
  return OWN_FAILURES.has(code) ? "internal" : "configuration";
}

/** What a run's own findings mean for its exit code. Differences count only where none were expected. */
export function causesOfFindings(
  record: Pick<RunRecord, "unreadable" | "changes" | "applied">,
  expectNoChanges: boolean,
  allowWeaken: readonly string[] = [],
): ExitCause[] {
  const { unreadable, changes, applied = [] } = record;
  const codes = [...unreadable, ...applied].map(({ code }) => code ?? "");
  const causes: ExitCause[] = [];
  if (codes.some((code) => REFUSED.has(code))) causes.push("credential");
  if (codes.includes("CREDENTIAL_MISSING")) causes.push("configuration");
  if (applied.some(({ outcome }) => outcome === "failed")) causes.push("apply");
  if (unallowedWeakenings(record, allowWeaken).length > 0) causes.push("weakening");
  if (unreadable.length > 0) causes.push("unreadable");
  if (expectNoChanges && changes.length > 0) causes.push("differences");
  return causes;
}

/** Changes that make a machine less safe and that nobody has allowed by path, by the beginning of one, by area, or all. */
export function unallowedWeakenings(record: Pick<RunRecord, "changes">, allowed: readonly string[]): RunChange[] {
  const isAllowed = ({ area, path }: RunChange): boolean =>
    allowed.some((each) => each === "all" || each === area || path === each || path.startsWith(`${each}.`));
  return record.changes.filter((change) => change.direction === "weakening" && !isAllowed(change));
}
