import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { everyArea } from "@kijun/settings";
import { clockOf, pastTime } from "@kijun/settings/live";
import type { PastTime, WindowsState } from "@kijun/settings/live";
import type { MachineCase } from "@kijun/settings/states";

import { repositoryRoot } from "../conventions/repository.js";
import { registryFileText, windowsRegistry } from "./windows-registry.js";

/** The scripts that stand for Windows around the agent. */
export const POWERSHELL = join(repositoryRoot, "test/powershell");

/** What stands for Windows around the agent: what all areas need, and what only one does. */
export function stubFiles(): string[] {
  const shared = join(POWERSHELL, "stubs");
  const own = everyArea.map(({ id }) => join(repositoryRoot, "packages/settings/src", id, `${id}.stub.ps1`));
  return [...readdirSync(shared).map((name) => join(shared, name)), ...own.filter((file) => existsSync(file))];
}

/** The session that asks a case for its areas. */
export function sessionOf({ state, expected, areas }: MachineCase) {
  const { computerName, machineGuid } = state;
  return { expected: expected ?? { computerName, machineGuid }, areas };
}

const HIVE_FILE = "\\NTUSER.DAT";

/** A case as the stubs read it. The state travels without registry and hives, which are in the registry's own file. */
export function engineCase(given: MachineCase) {
  const { state, meanwhile = {} } = given;
  const profiles = state.profiles.map(({ sid, path, loaded, locked, missing }) => ({
    ...{ sid, loaded, locked, missing: missing ?? false, loadedAs: null },
    file: path === "" ? "" : path.replaceAll("%SystemDrive%", "C:").replace(/\\$/, "") + HIVE_FILE,
    logsOn: meanwhile.logsOn?.includes(sid) ?? false,
    leftLoadedBy: meanwhile.leftLoaded?.[sid] ?? null,
  }));
  return {
    name: given.name,
    registry: registryFileText(windowsRegistry(state)),
    state: withTimes({ ...state, registry: {}, profiles: [] }),
    ...{ profiles, meanwhile, session: sessionOf(given) },
  };
}

/** A state in which what happened so many days ago has its time: stubs know no others. */
function withTimes(state: WindowsState): unknown {
  const now = clockOf(state);
  return JSON.parse(JSON.stringify(state), (_, value: unknown) =>
    isDaysAgo(value) ? new Date(pastTime(value, now)).toISOString() : value,
  );
}

function isDaysAgo(value: unknown): value is PastTime {
  return typeof value === "object" && value !== null && "daysAgo" in value;
}
