import { itemsByArea, KijunError } from "@kijun/core";
import type { ChecklistItem } from "@kijun/core";

import { compileFleet } from "../fleet/compile-fleet.js";
import type { BaselineFleet, CompiledHost } from "../fleet/compile-fleet.js";
import { provenanceByPath } from "../fleet/declared-machines.js";
import { today } from "../fleet/today.js";
import { Machine } from "./machine-resource.js";
import type { FleetContext } from "./machine-resource.js";
import { forProgram } from "./program-error.js";
import { Site } from "./site.js";

/** How a fleet becomes a stack. */
export interface DeployOptions {
  /** Day whose machines are declared, `YYYY-MM-DD`. Default: `KIJUN_AS_OF`, else today. */
  readonly asOf?: string;
  /** Items that summaries name beside a change. */
  readonly checklist?: readonly ChecklistItem[];
}

/** Declares every machine of a fleet in service on a day, under the site where it stands. */
export function deployFleet(fleet: BaselineFleet, options: DeployOptions = {}): Machine[] {
  const hosts = compiled(fleet, options.asOf);
  const sites = new Map<string, Site>();
  const siteOf = (id: string): Site => {
    const site = sites.get(id) ?? new Site(id);
    sites.set(id, site);
    return site;
  };
  const contexts = new Map<string, FleetContext>();
  const contextOf = (host: CompiledHost): FleetContext => {
    const { id } = host.hostClass;
    const context = contexts.get(id) ?? contextOfClass(host, options.checklist ?? []);
    contexts.set(id, context);
    return context;
  };
  // The rest of a connection is about the controller, not about the machine.
  const { transport, credential, port } = fleet.connection;
  const connection = { transport, credential, ...(port === undefined ? {} : { port }) };
  return hosts.map((compiledHost) => {
    const { host } = compiledHost;
    const args = { ...connection, address: host.address, site: siteOf(host.site) };
    return new Machine(host.name, args, {}, contextOf(compiledHost));
  });
}

function contextOfClass({ hostClass, settings }: CompiledHost, checklist: readonly ChecklistItem[]): FleetContext {
  return {
    hostClass: hostClass.id,
    role: hostClass.role,
    areas: settings.areas,
    provenance: provenanceByPath(settings),
    items: itemsByArea(checklist, hostClass.role),
  };
}

function compiled(fleet: BaselineFleet, day: string | undefined): CompiledHost[] {
  try {
    return compileFleet(fleet, day ?? today());
  } catch (error) {
    throw error instanceof KijunError ? forProgram(error) : error;
  }
}
