import type { ErrorCode } from "@kijun/core";
import type { ExitCause, RunRecord } from "@kijun/report";

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
): ExitCause[] {
  const { unreadable, changes, applied = [] } = record;
  const codes = [...unreadable, ...applied].map(({ code }) => code ?? "");
  const causes: ExitCause[] = [];
  if (codes.some((code) => REFUSED.has(code))) causes.push("credential");
  if (codes.includes("CREDENTIAL_MISSING")) causes.push("configuration");
  if (applied.some(({ outcome }) => outcome === "failed")) causes.push("apply");
  if (unreadable.length > 0) causes.push("unreadable");
  if (expectNoChanges && changes.length > 0) causes.push("differences");
  return causes;
}
