import { compileFleet, today } from "@kijun/provider/fleet";
import type { BaselineFleet } from "@kijun/provider/fleet";

import { loadBaseline } from "../project/load-baseline.js";
import type { Project } from "../project/project.js";
import type { SelectableMachine } from "./selection.js";

/**
 * The machines that a project's baseline has in service; undefined where the project names none. Errors:
 * BASELINE_INVALID.
 */
export async function machinesOfBaseline(
  project: Project,
  environment: NodeJS.ProcessEnv,
): Promise<readonly SelectableMachine[] | undefined> {
  if (project.baseline === undefined) return undefined;
  return inService(await loadBaseline(project), today(environment));
}

function inService(fleet: BaselineFleet, day: string): SelectableMachine[] {
  return compileFleet(fleet, day).map(({ host, site, hostClass }) => ({
    name: host.name,
    site: site.id,
    siteName: site.name,
    hostClass: hostClass.id,
  }));
}
