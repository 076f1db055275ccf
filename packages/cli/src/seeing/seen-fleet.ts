import type { ChecklistItem } from "@kijun/core";
import { KijunError } from "@kijun/core";
import { declaredMachines, today } from "@kijun/provider/fleet";
import type { DeclaredMachine } from "@kijun/provider/fleet";
import type { FleetFileEntry } from "@kijun/provider/run";
import { settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";

import type { Session } from "../command-line/command-line.js";
import { loadBaseline } from "../project/load-baseline.js";
import { loadChecklist } from "../project/load-checklist.js";
import { readProject } from "../project/project.js";
import type { Project } from "../project/project.js";
import { runningFleet } from "../project/simulated-fleet.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import { withinSelection } from "../run/host-outcomes.js";
import { chosenAreas, chosenMachines, choosesMachines } from "../run/selection.js";
import type { Selection, SelectionOptions } from "../run/selection.js";
import { lastDeclaredMachines } from "./last-declared-machines.js";

/** The machines of a project without its engine, and the names that people use for them. */
export interface SeenFleet {
  readonly project: Project;
  /** Name of the fleet; of the project where no baseline names one. */
  readonly name: string;
  /** Day whose machines are in service, `YYYY-MM-DD`. */
  readonly day: string;
  readonly entries: readonly FleetFileEntry[];
  readonly siteNames: ReadonlyMap<string, string>;
  /** What the baseline says of a machine, by name in lower case; empty where there is no baseline. */
  readonly declared: ReadonlyMap<string, DeclaredMachine>;
  readonly checklist: readonly ChecklistItem[];
  /** For the provider's code: where the machines answer and where credentials are. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The machines of the project's baseline; where the project names none, those that its program declared when it last
 * ran. `asOf` is the day to look at (`YYYY-MM-DD`) where the person has named one. Errors: PROJECT_MISSING,
 * BASELINE_INVALID.
 */
export async function loadSeenFleet(session: Session, asOf?: string): Promise<SeenFleet> {
  const project = readProject(session.projectFolder);
  const environment = { ...(await seeingEnvironment(session)), ...(asOf === undefined ? {} : { KIJUN_AS_OF: asOf }) };
  const day = today(environment);
  if (project.baseline === undefined) {
    const entries = lastDeclaredMachines(session.home, project.name);
    if (entries.length === 0) throw nothingDeclared(project);
    const empty = { siteNames: new Map<string, string>(), declared: new Map<string, DeclaredMachine>(), checklist: [] };
    return { project, name: project.name, day, entries, environment, ...empty };
  }
  const [fleet, checklist] = await Promise.all([loadBaseline(project), loadChecklist(project)]);
  const machines = declaredMachines(fleet, day, checklist);
  return {
    ...{ project, name: fleet.name, day, environment, checklist },
    entries: machines.map(({ entry }) => entry),
    siteNames: new Map(fleet.sites.map(({ id, name }) => [id, name])),
    declared: new Map(machines.map((machine) => [machine.entry.host.toLowerCase(), machine])),
  };
}

/** The person's environment with that of the simulated fleet, while one runs. */
export async function seeingEnvironment({ environment, home, fleetFolder }: Session): Promise<NodeJS.ProcessEnv> {
  const fleet = await runningFleet(fleetFolder, environment);
  if (fleet === undefined) return { ...environment, KIJUN_HOME: home };
  const { routes, credentials, asOf } = fleet;
  return {
    ...environment,
    ...{ KIJUN_HOME: home, KIJUN_ROUTES: routes, KIJUN_CREDENTIALS: credentials, KIJUN_AS_OF: asOf },
  };
}

/** What a person chose of a fleet, of the areas that are known to the run. Errors: ARGUMENT_INVALID, HOST_UNKNOWN. */
export function selectionOf(
  { entries, siteNames }: SeenFleet,
  options: SelectionOptions,
  known: readonly SettingArea[] = settingAreas,
): Selection {
  const areas = chosenAreas(options, known);
  const machines = entries.map(({ host: name, site, hostClass }) => {
    const siteName = siteNames.get(site);
    return {
      ...{ name, site },
      ...(siteName === undefined ? {} : { siteName }),
      ...(hostClass === undefined ? {} : { hostClass }),
    };
  });
  return {
    ...(choosesMachines(options) ? { machines: chosenMachines(machines, options) } : {}),
    ...(areas === undefined ? {} : { areas }),
  };
}

/** The chosen machines, each with everything that is declared of it. */
export function chosenEntries({ entries }: SeenFleet, { machines }: Selection): readonly FleetFileEntry[] {
  const names = machines && new Set(machines.map(({ name }) => name.toLowerCase()));
  return entries.filter(({ host }) => names?.has(host.toLowerCase()) !== false);
}

/** Of each machine only the chosen areas; one that declares none of them is left out. */
export function withinAreas(outcomes: readonly HostOutcome[], { areas }: Selection): readonly HostOutcome[] {
  return areas === undefined ? outcomes : withinSelection(outcomes, { areas });
}

/** The entry of a machine by its name. Errors: HOST_UNKNOWN. */
export function entryOf(fleet: SeenFleet, host: string): FleetFileEntry {
  const { machines: [only] = [] } = selectionOf(fleet, { host: [host] });
  const entry = fleet.entries.find((candidate) => candidate.host === only?.name);
  if (entry !== undefined) return entry;
  throw new KijunError("HOST_UNKNOWN", `no machine named ${host} is in service`, {
    hint: "`kijun status` lists the machines.",
  });
}

function nothingDeclared({ folder, name }: Project): KijunError {
  return new KijunError("PROJECT_MISSING", `which machines ${name} in ${folder} has is not known`, {
    hint: 'Run `kijun preview` once, or name the baseline in package.json: "kijun": { "baseline": "<module>" }.',
  });
}
