import { judgeMachine } from "@kijun/checklist";
import type { ItemFinding, Subject } from "@kijun/checklist";
import { entriesOf, isToBeConfirmed, mapEntries, unreadable, valueAt } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, HostRole, Scalar } from "@kijun/core";
import { checklist, standardParameters } from "@kijun/juki-checklist";
import { compileFleet } from "@kijun/provider/fleet";
import type { CompiledHost } from "@kijun/provider/fleet";
import { fleet } from "@kijun/sapporo";
import { everyArea } from "@kijun/settings";
import type { SettingArea, WindowsRequest } from "@kijun/settings";
import { AreaFailure, liveForms } from "@kijun/settings/live";
import type { LiveForm, WindowsState, WriteFailure } from "@kijun/settings/live";
import { simulatedNetwork, usedMachine } from "@kijun/simulator";

type Areas = { readonly [areaId: string]: CanonicalArea };

/** A simulated machine after the roll-out of its class, with the noise of a used one, and what is declared of it. */
export interface RolledOutMachine {
  readonly host: string;
  readonly role: HostRole;
  readonly state: WindowsState;
  /** With every value approved: what was to be confirmed is what the rolled-out machine shows. */
  readonly declared: Areas;
}

/** The machines of the baseline in service on a day; of each role only the first ones, where that is asked for. */
export function rolledOutFleet(day: string, ofEachRole = Infinity): RolledOutMachine[] {
  const counts = new Map<HostRole, number>();
  return compileFleet(fleet, day)
    .filter(({ hostClass: { role } }) => {
      counts.set(role, (counts.get(role) ?? 0) + 1);
      return (counts.get(role) ?? 0) <= ofEachRole;
    })
    .map(rolledOutMachine);
}

/** What the machine holds of what is declared, read by the areas' own live forms. */
export function heldBy(state: WindowsState, declared: Areas): Subject["held"] {
  return mapEntries(declared, (area, id) => readArea(state, areaOf(id), area));
}

/** Writes one value on the machine, as somebody at its console would. */
export function change(state: WindowsState, areaId: string, values: CanonicalArea): void {
  const area = areaOf(areaId);
  const refused = refusedWrite(liveFormOf(areaId), state, area.toWindows(values, pathsOf(values)));
  if (refused !== undefined) throw new Error(`${areaId} ${refused.key}: ${refused.code} (${refused.detail})`);
}

function refusedWrite(form: LiveForm, state: WindowsState, request: WindowsRequest): WriteFailure | undefined {
  try {
    return form.write(state, request)[0];
  } catch (error) {
    if (!(error instanceof AreaFailure) || form.byHand === undefined) throw error;
    // What a domain keeps is changed by a person alone.
    form.byHand(state, request);
    return undefined;
  }
}

/** Judges what is held against what is declared, every value of it approved. */
export function judge({ host, role, declared }: RolledOutMachine, held: Subject["held"]): ItemFinding[] {
  return judgeMachine(
    checklist,
    { host, role, held, declared, parameters: standardParameters, isLive: true },
    {
      asOf: "2025-07-01",
      reading: { source: "live", observedAt: "2025-07-01T01:00:00Z", receivedAt: "2025-07-01T01:00:00Z" },
      provenanceOf: () => ({ kind: "city-instruction", reference: "test" }),
      attestations: [],
      waivers: [],
      retirements: [],
    },
  );
}

function rolledOutMachine({ host, hostClass, settings, expectations }: CompiledHost): RolledOutMachine {
  const { role, operatingSystem } = hostClass;
  const network = simulatedNetwork({ address: host.address, role, controller: undefined });
  const { name } = host;
  const state = usedMachine({ computerName: name, role, operatingSystem, locale: "ja-JP", seed: name, network });
  const byProperty = { ...settings.areas, ...expectations.areas };
  const declared = Object.fromEntries(
    everyArea.flatMap((area) => {
      const given = byProperty[area.property];
      return given === undefined ? [] : [[area.id, given]];
    }),
  );
  for (const [id, area] of Object.entries(declared)) change(state, id, area);
  return { host: host.name, role, state, declared: approved(declared, heldBy(state, declared)) };
}

/** What nobody has said yet is taken from the machine; of what nobody has said where to look, nothing is asked. */
function approved(declared: Areas, held: Subject["held"]): Areas {
  return mapEntries(declared, (area, id) => {
    const live = held[id];
    return without(area, (path, value) => {
      if (!isToBeConfirmed(value)) return value;
      const seen = typeof live === "object" ? valueAt(live, path) : undefined;
      return seen === undefined || isToBeConfirmed(seen) || seen === "absent" ? undefined : seen;
    });
  });
}

function without(
  area: CanonicalArea,
  change: (path: readonly string[], value: Scalar) => Scalar | undefined,
): CanonicalArea {
  const kept: Record<string, Scalar | Record<string, Scalar>> = {};
  for (const { path, value } of entriesOf(area)) {
    const [first = "", inner] = path;
    const changed = change(path, value);
    if (changed === undefined) continue;
    if (inner === undefined) kept[first] = changed;
    else kept[first] = { ...(kept[first] as Record<string, Scalar> | undefined), [inner]: changed };
  }
  return kept;
}

function readArea(state: WindowsState, area: SettingArea, declared: CanonicalArea): CanonicalAreaOrReserved {
  try {
    return area.fromWindows(liveFormOf(area.id).read(state, area.readRequest(declared)), declared);
  } catch (error) {
    if (error instanceof AreaFailure) return unreadable(error.code, error.detail);
    throw error;
  }
}

function pathsOf(area: CanonicalArea): (readonly string[])[] {
  return entriesOf(area).map(({ path }) => path);
}

function areaOf(id: string): SettingArea {
  const area = everyArea.find((candidate) => candidate.id === id);
  if (area === undefined) throw new TypeError(`no area ${id}`);
  return area;
}

function liveFormOf(id: string): LiveForm {
  const form = liveForms.find(({ area }) => area === id);
  if (form === undefined) throw new TypeError(`no live form ${id}`);
  return form;
}
