import type { AppliedSetting } from "../run/journal.js";
import type { MachineOutputs } from "./wire-shape.js";

/** Outputs with the text that names the provider: the SDK adds it to every answer but this one. */
export type FailedOutputs = MachineOutputs & { readonly __provider: unknown };

/** Thrown when part of an apply failed: the engine records what the machine holds and shows each reason. */
export class ApplyFailed extends Error {
  constructor(
    readonly id: string,
    readonly properties: FailedOutputs,
    readonly reasons: readonly string[],
  ) {
    super(`${id}: ${String(reasons.length)} setting(s) could not be applied`);
  }
}

/** The engine prints each reason in lines of its own; a machine that takes nothing must not bury the others. */
const MOST_REASONS = 20;

/** What to show for the settings that could not be applied: one line each, led by machine and setting. */
export function reasonsOf(host: string, results: readonly AppliedSetting[]): string[] {
  const reasons = results
    .filter(({ outcome }) => outcome === "failed")
    .map(({ path, code, detail }) => `${host}: ${path}: ${code ?? ""} ${detail ?? ""}`.trimEnd());
  if (reasons.length <= MOST_REASONS) return reasons;
  const shown = reasons.slice(0, MOST_REASONS);
  return [...shown, `${host}: ... ${String(reasons.length - shown.length)} more settings could not be applied`];
}
