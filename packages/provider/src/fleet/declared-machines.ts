import { entriesOf, itemsByArea } from "@kijun/core";
import type { ChecklistItem, Provenance } from "@kijun/core";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { compileFleet } from "./compile-fleet.js";
import type { BaselineFleet, CompiledHost } from "./compile-fleet.js";

/** Where WinRM listens on Windows unless somebody has moved it. */
export const DEFAULT_PORT = { http: 5985, https: 5986 } as const;

/** What a baseline says of one machine, and the entry by which the provider's own code reads it. */
export interface DeclaredMachine extends CompiledHost {
  /** Without a URN: no engine and no stack has a part in it. */
  readonly entry: FleetFileEntry;
  /** The same with what is expected of the observed areas: the entry by which a check reads the machine. */
  readonly judged: FleetFileEntry;
}

/**
 * The machines of a fleet in service on a day (`YYYY-MM-DD`), declared as `deployFleet` declares them. Errors:
 * BASELINE_INVALID.
 */
export function declaredMachines(
  fleet: BaselineFleet,
  day: string,
  checklist: readonly ChecklistItem[] = [],
): DeclaredMachine[] {
  const { transport, credential, port = DEFAULT_PORT[transport] } = fleet.connection;
  return compileFleet(fleet, day).map((compiled) => {
    const { host, hostClass, settings, expectations } = compiled;
    const entry: FleetFileEntry = {
      ...{ host: host.name, urn: "", address: host.address, port, transport, credential, site: host.site },
      ...{ hostClass: hostClass.id, role: hostClass.role, areas: settings.areas, ignored: [], dryRun: true },
      provenance: provenanceByPath(settings),
      items: itemsByArea(checklist, hostClass.role),
    };
    const judged = {
      ...entry,
      areas: { ...settings.areas, ...expectations.areas },
      provenance: { ...entry.provenance, ...provenanceByPath(expectations) },
    };
    return { ...compiled, entry, judged };
  });
}

/** Where each desired value comes from, by its path; values that nobody sourced are missing. */
export function provenanceByPath(settings: CompiledHost["settings"]): Record<string, Provenance> {
  const found: Record<string, Provenance> = {};
  for (const [property, area] of Object.entries(settings.areas)) {
    for (const { path } of entriesOf(area)) {
      const at = [property, ...path].join(".");
      const provenance = settings.provenanceOf(at);
      if (provenance !== undefined) found[at] = provenance;
    }
  }
  return found;
}
