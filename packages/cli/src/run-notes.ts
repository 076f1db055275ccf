import type { Phase } from "./fleet-run.js";
import type { PolicyViolation } from "./engine-events.js";
import type { Output } from "./output.js";
import type { RunResult } from "./run-result.js";

/** Says on stderr what the record has no place for: refusals of policies, machines new to the state, what stopped the engine. */
export function noteResult({ error, newMachines, record }: RunResult, phases: readonly Phase[], output: Output): void {
  for (const line of violationLines(phases.flatMap(({ events }) => events.violations))) output.note(line);
  if (record.command === "preview" && newMachines > 0) output.note(output.text(newMachinesText(newMachines)));
  if (record.exit.reasons.includes("cancelled")) output.note(output.text(CANCELLED));
  if (error !== undefined) output.error(error);
}

/** All that the engine printed, for somebody who looks for the cause of something. */
export function noteEngineOutput({ exit }: Phase, output: Output): void {
  for (const text of [exit.stdout, exit.stderr]) if (text.trim() !== "") output.note(text);
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

function newMachinesText(count: number): { ja: string; en: string } {
  return {
    ja: `スタックの状態にまだない機器: ${count}台。kijun up が記録します。`,
    en: `${count} machine(s) are not in the stack's state yet; kijun up records them.`,
  };
}

const CANCELLED = {
  ja: "中止しました。スタックがロックされたままなら: pulumi cancel",
  en: "cancelled; if the stack stays locked: pulumi cancel",
} as const;
