import type { JudgedItem, ProvenanceOf, Subject } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import type { CanonicalAreaOrReserved, Scalar } from "@kijun/core";
import type { FleetFileEntry } from "@kijun/provider/run";
import { everyArea } from "@kijun/settings";

/** A machine as items see it. `held` is by the areas' properties, as readings have it; empty of a machine that was not read. */
export function machineSubject(
  entry: FleetFileEntry,
  held: { readonly [property: string]: CanonicalAreaOrReserved },
  parameters: { readonly [name: string]: Scalar },
): Subject {
  const { host, areas } = entry;
  return { host, role: roleOf(entry), held: byAreaId(held), declared: byAreaId(areas), parameters, isLive: true };
}

/** Where the declared values of a machine come from, by area id and path below it. */
export function provenanceOf({ provenance }: FleetFileEntry): ProvenanceOf {
  return (area, path) => {
    const property = everyArea.find(({ id }) => id === area)?.property ?? area;
    return provenance[path === "" ? property : `${property}.${path}`];
  };
}

/** What stands by the areas' properties, by their ids. */
export function byAreaId<Area>(areas: { readonly [property: string]: Area }): { [areaId: string]: Area } {
  const found = everyArea.flatMap(({ id, property }) => {
    const area = areas[property];
    return area === undefined ? [] : [[id, area] as const];
  });
  return Object.fromEntries(found);
}

/** The role of a machine, which every baseline says. Errors: PROJECT_MISSING. */
function roleOf({ host, role }: FleetFileEntry): JudgedItem["role"] {
  if (role !== undefined) return role;
  throw new KijunError("PROJECT_MISSING", `what ${host} is (a terminal, a server) is not known`, {
    hint: 'Name the baseline in package.json: "kijun": { "baseline": "<module that exports fleet>" }.',
  });
}
