import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { readFleetFiles } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";

/** The machines that a project's program declared when it last ran from this home; empty when no run is left. */
export function lastDeclaredMachines(home: string, project: string): readonly FleetFileEntry[] {
  const runs = join(home, "runs");
  if (!existsSync(runs)) return [];
  for (const run of readdirSync(runs).sort().reverse()) {
    const phases = readdirSync(join(runs, run), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const phase of phases.map(({ name }) => name).sort()) {
      const entries = [...readFleetFiles(join(runs, run, phase)).values()].filter(
        ({ urn }) => projectOf(urn) === project,
      );
      if (entries.length > 0) return entries;
    }
  }
  return [];
}

/** `urn:pulumi:STACK::PROJECT::TYPE::NAME` */
function projectOf(urn: string): string | undefined {
  return urn.split("::")[1];
}
