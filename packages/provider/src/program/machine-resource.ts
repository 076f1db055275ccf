import {
  ADDRESS_NEEDED,
  isComputerName,
  isMachineAddress,
  KijunError,
  MACHINE_TYPE,
  SITE_TYPE,
  suggestion,
} from "@kijun/core";
import type { HostRole, Issue } from "@kijun/core";
import { compileSettings, settingAreas } from "@kijun/settings";
import type { DeclaredSettings } from "@kijun/settings";
import * as pulumi from "@pulumi/pulumi";

import { programInputs } from "../dynamic/wire-shape.js";
import { DEFAULT_PORT } from "../fleet/declared-machines.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { runWishes } from "../run/run-wishes.js";
import type { RunWishes } from "../run/run-wishes.js";
import { awaitContacts, declareInFleetFile } from "./declare.js";
import { reportUnplain } from "./plain-values.js";
import { forProgram } from "./program-error.js";
import { Site } from "./site.js";

/**
 * Frozen: every state holds this text, and one other character would update every machine. The logic is in the
 * package, so an upgraded package upgrades the reading of known machines as well.
 */
const PROVIDER = 'exports.handler = () => require("@kijun/provider/handler").machineProvider();';

/** One Windows machine: how it is reached, where it stands, and what its settings must be. Plain values only. */
export interface MachineArgs extends DeclaredSettings {
  /** IP address or DNS name that the WinRM listener answers at. */
  readonly address: string;
  /** Name of the credential that the provider process resolves; never the secret itself. */
  readonly credential: string;
  readonly site: Site;
  /** `http` with sealed messages (default) or `https`. */
  readonly transport?: "http" | "https";
  /** 5985 for http, 5986 for https. */
  readonly port?: number;
}

/** What a fleet knows of a machine beyond its arguments; but for the settings shown in summaries, never an input. */
export interface FleetContext {
  /** Settings that are canonical already; those of the arguments rule over them. */
  readonly areas: FleetFileEntry["areas"];
  readonly hostClass: string;
  readonly role: HostRole;
  readonly provenance: FleetFileEntry["provenance"];
  readonly items: FleetFileEntry["items"];
}

const CONNECTION = ["address", "credential", "site", "transport", "port"];

/**
 * A machine kept at its declared settings. Its name is the computer name, which the machine must answer to. Throws
 * BASELINE_INVALID with every wrong place of the arguments.
 */
export class Machine extends pulumi.CustomResource {
  static readonly __pulumiType = MACHINE_TYPE;
  /** Computer name. */
  declare readonly host: pulumi.Output<string>;

  constructor(name: string, args: MachineArgs, opts: pulumi.CustomResourceOptions = {}, context?: FleetContext) {
    const entry = declaredMachine(name, args, opts, context);
    // The SDK notes of each promise about a machine where it was made: half of a program's time, and memory until its
    // end. They are dozens, and all made here.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(
        MACHINE_TYPE,
        name,
        { ...programInputs(entry), __provider: PROVIDER },
        { parent: args.site, retainOnDelete: true, ...opts, ignoreChanges: [...entry.ignored] },
      );
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (error instanceof Error) Error.captureStackTrace(error, Machine);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    if (entry.dryRun) awaitContacts(this.urn);
  }
}

/** The machine as the fleet file holds it. Exported for its test. */
export function declaredMachine(
  name: string,
  args: MachineArgs,
  opts: pulumi.CustomResourceOptions,
  context: FleetContext | undefined,
): FleetFileEntry {
  const file = `Machine ${name}`;
  const unplain: Issue[] = [];
  reportUnplain(args, file, "", unplain);
  const { address, credential, site, transport = "http", ...rest } = args;
  const { port = DEFAULT_PORT[transport === "https" ? "https" : "http"], ...settings } = rest;
  const issues: Issue[] = [];
  reportConnection({ name, address, credential, port, transport, site }, args, file, issues);
  const known = Object.fromEntries(Object.entries(settings).filter(([property]) => isArea(property)));
  const own = compileSettings(known, file, "", issues).areas;
  const areas = context === undefined || Object.keys(own).length > 0 ? { ...context?.areas, ...own } : context.areas;
  // What is said of a value that is not plain is said of the Output or the Promise, not of the value.
  const others = issues.filter(({ path }) => !unplain.some((issue) => `${path}.`.startsWith(`${issue.path}.`)));
  if (unplain.length + others.length > 0) throw forProgram(KijunError.forIssues([...unplain, ...others]));
  const urn = `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${SITE_TYPE}$${MACHINE_TYPE}::${name}`;
  const ignored = [...(opts.ignoreChanges ?? []), ...areasLeftOut(areas)];
  const dryRun = pulumi.runtime.isDryRun();
  const entry: FleetFileEntry = {
    ...{ host: name, urn, address, port, transport, credential, site: site.id, ignored, dryRun },
    ...{ provenance: {}, items: {}, ...context, areas },
  };
  declareInFleetFile(entry);
  return entry;
}

/** The declared areas that the run is not about: they stay as the machine has them. Errors: ARGUMENT_INVALID. */
function areasLeftOut(areas: FleetFileEntry["areas"]): string[] {
  const wanted = wishes().areas;
  if (wanted === undefined) return [];
  return settingAreas
    .filter(({ id, property }) => property in areas && !wanted.has(id))
    .map(({ property }) => property);
}

function wishes(): RunWishes {
  try {
    return runWishes();
  } catch (error) {
    throw error instanceof KijunError ? forProgram(error) : error;
  }
}

interface ConnectionArgs {
  readonly name: string;
  readonly address: unknown;
  readonly credential: unknown;
  readonly port: unknown;
  readonly transport: unknown;
  readonly site: unknown;
}

/** Programs in JavaScript, and casts in TypeScript, reach the constructor with anything. */
function reportConnection(connection: ConnectionArgs, args: object, file: string, issues: Issue[]): void {
  const { name, address, credential, port, transport, site } = connection;
  const report = (path: string, value: unknown, message: string): void => {
    const isShown = value !== undefined && !pulumi.Output.isInstance(value);
    issues.push({ file, path, ...(isShown ? { value: JSON.stringify(value) } : {}), message });
  };
  if (!isComputerName(name)) report("name", name, "the name is the computer name: 1 to 15 letters, digits or hyphens");
  if (typeof address !== "string" || !isMachineAddress(address)) report("address", address, ADDRESS_NEEDED);
  if (typeof credential !== "string" || credential === "")
    report("credential", credential, "the name of a credential is needed");
  if (transport !== "http" && transport !== "https") report("transport", transport, "allowed are http and https");
  if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65_535)
    report("port", port, "a port is a whole number from 1 to 65535");
  if (!(site instanceof Site))
    report("site", undefined, 'the site where the machine stands is needed: new Site("...")');
  const properties = [...CONNECTION, ...settingAreas.map(({ property }) => property)];
  for (const property of Object.keys(args)) {
    if (!properties.includes(property))
      report(property, undefined, `unknown property; ${suggestion(property, properties)}`);
  }
}

function isArea(property: string): boolean {
  return settingAreas.some((area) => area.property === property);
}
