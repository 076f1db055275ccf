import { KijunError, suggestion } from "@kijun/core";
import { settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";

/** What a person may narrow a run to; each list holds names as they were typed. */
export interface SelectionOptions {
  readonly site?: readonly string[];
  readonly class?: readonly string[];
  readonly host?: readonly string[];
  readonly area?: readonly string[];
}

/** A machine that can be chosen. */
export interface SelectableMachine {
  /** Computer name, also of its resource. */
  readonly name: string;
  /** Id of its site. */
  readonly site: string;
  /** The name people use for the site. */
  readonly siteName?: string;
  /** Absent where no baseline says it. */
  readonly hostClass?: string;
}

/** What a run is about. */
export interface Selection {
  /** Undefined for all machines of the program. */
  readonly machines?: readonly SelectableMachine[];
  /** Ids of setting areas; undefined for all. */
  readonly areas?: readonly string[];
}

/** Whether machines, and not only areas, were chosen. */
export function choosesMachines({ site, class: hostClass, host }: SelectionOptions): boolean {
  return [site, hostClass, host].some((names) => names !== undefined && names.length > 0);
}

/** The chosen ones of the areas that a run may be about, by id. Errors: ARGUMENT_INVALID for one that is none of these. */
export function chosenAreas(
  { area: names }: SelectionOptions,
  known: readonly SettingArea[] = settingAreas,
): readonly string[] | undefined {
  if (names === undefined || names.length === 0) return undefined;
  const chosen = names.map((name) => {
    const found = known.find(({ id, property }) => same(name, id) || same(name, property));
    if (found !== undefined) return found.id;
    throw refused("--area", name, "no setting area of that name exists", [...known.map(({ id }) => id)]);
  });
  return known.map(({ id }) => id).filter((id) => chosen.includes(id));
}

/**
 * The machines that all given options agree on; within one option any of its names will do. Every name must mean
 * something. Errors: ARGUMENT_INVALID, HOST_UNKNOWN.
 */
export function chosenMachines(
  machines: readonly SelectableMachine[],
  options: SelectionOptions,
): readonly SelectableMachine[] {
  const { site: sites = [], class: classes = [], host: hosts = [] } = options;
  for (const name of sites) requireSite(name, machines);
  for (const name of classes) requireClass(name, machines);
  for (const name of hosts) requireHost(name, machines);
  const chosen = machines.filter(
    (machine) =>
      (sites.length === 0 || sites.some((name) => isAt(machine, name))) &&
      (classes.length === 0 || classes.some((name) => same(name, machine.hostClass))) &&
      (hosts.length === 0 || hosts.some((name) => same(name, machine.name))),
  );
  if (chosen.length > 0) return chosen;
  throw new KijunError("HOST_UNKNOWN", `no machine is chosen by ${optionText(options)} together`, {
    hint: "Drop one of these options, or correct it: a machine must fit all of them.",
  });
}

/** The engine's options for a run about some machines: each resource, and the site that it stands below. */
export function targetArguments(machines: readonly SelectableMachine[] | undefined): string[] {
  if (machines === undefined) return [];
  // Written short, since Windows takes no more than 32,767 letters on a command line.
  const sites = [...new Set(machines.map(({ site }) => site))].map((site) => `**:Site::${site}`);
  return [...machines.map(({ name }) => `**:Machine::${name}`), ...sites].flatMap((urn) => ["--target", urn]);
}

/** What the program and the provider are told of a selection; the engine alone is told of its machines. */
export function selectionVariables({ areas }: Selection): Record<string, string> {
  return areas === undefined ? {} : { KIJUN_AREAS: areas.join(",") };
}

function isAt({ site, siteName }: SelectableMachine, name: string): boolean {
  return same(name, site) || same(name, siteName);
}

function requireSite(name: string, machines: readonly SelectableMachine[]): void {
  if (machines.some((machine) => isAt(machine, name))) return;
  throw refused("--site", name, "no machine stands at a site of that name", distinct(machines.map(({ site }) => site)));
}

function requireClass(name: string, machines: readonly SelectableMachine[]): void {
  const classes = distinct(machines.map(({ hostClass }) => hostClass));
  if (classes.some((known) => same(name, known))) return;
  if (classes.length > 0) throw refused("--class", name, "no machine is of a class of that name", classes);
  throw new KijunError("ARGUMENT_INVALID", `--class ${name}: the classes of this project's machines are not known`, {
    hint: 'Choose by --site or --host, or name the baseline in package.json: "kijun": { "baseline": "<module>" }.',
  });
}

function requireHost(name: string, machines: readonly SelectableMachine[]): void {
  if (machines.some((machine) => same(name, machine.name))) return;
  const known = machines.map((machine) => machine.name);
  const [first = ""] = suggestion(name, known).split(" (", 1);
  const hint = first.startsWith("did you mean")
    ? `${first.replace("d", "D")} \`kijun preview\` lists the machines.`
    : known.length === 0
      ? "The stack's state knows no machine yet: run `kijun adopt` or `kijun up` without --host first."
      : `${String(known.length)} machines are in service: ${listed(known)}.`;
  throw new KijunError("HOST_UNKNOWN", `--host ${name}: no machine of that name is in service`, { hint });
}

function refused(option: string, name: string, reason: string, known: readonly string[]): KijunError {
  const text = suggestion(name, known);
  return new KijunError("ARGUMENT_INVALID", `${option} ${name}: ${reason}`, {
    hint: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
  });
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(", ");
  return names.length > MOST_LISTED ? `${shown}, ...` : shown;
}

function optionText({ site = [], class: classes = [], host = [] }: SelectionOptions): string {
  const parts = [
    ["--site", site],
    ["--class", classes],
    ["--host", host],
  ] as const;
  return parts.flatMap(([option, names]) => (names.length === 0 ? [] : [`${option} ${names.join(",")}`])).join(" ");
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => value ?? []))].sort();
}

/** Names are compared without regard to case, and full-width letters mean the same as others. */
function same(left: string, right: string | undefined): boolean {
  return right !== undefined && folded(left) === folded(right);
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
