import { entriesOf, KijunError, unreadable } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved } from "@kijun/core";
import { everyArea } from "@kijun/settings";
import type { SettingArea, WindowsRequest } from "@kijun/settings";
import { AreaFailure, liveForms } from "@kijun/settings/live";
import type { Failure, LiveForm, WindowsState } from "@kijun/settings/live";

import type { RollOut } from "../fleet-specification.js";

/** Writes areas on a machine that was just made. Errors: BASELINE_INVALID for an area that the machine does not take. */
export function rollOut(state: WindowsState, areas: RollOut): void {
  for (const area of everyArea) {
    const desired = areas[area.property];
    if (desired === undefined) continue;
    const request = windowsRequest(area, desired);
    const refused = writeArea(state, area.id, request);
    if (refused === undefined || doneByHand(state, area.id, request)) continue;
    const reason = `${refused.code} (${refused.detail})`;
    throw new KijunError("BASELINE_INVALID", `${state.computerName} does not take ${area.id}: ${reason}`, {
      hint: "Correct the declared values of that area.",
    });
  }
}

/** The machines of a class share what is rolled out to them. */
const windowsRequests = new WeakMap<CanonicalArea, WindowsRequest>();

function windowsRequest(area: SettingArea, desired: CanonicalArea): WindowsRequest {
  let request = windowsRequests.get(desired);
  if (request === undefined) {
    const all = entriesOf(desired).map(({ path }) => path);
    request = area.toWindows(desired, all);
    windowsRequests.set(desired, request);
  }
  return request;
}

/** Writes one area of a machine as an apply does, but for reading it before and after. Why not all was taken. */
export function writeArea(state: WindowsState, id: string, desired: WindowsRequest): Failure | undefined {
  return failureOf(() => formOf(id).write(state, desired)[0]);
}

/** Whether a person at the machine can bring about what an apply does not. */
export function doneByHand(state: WindowsState, id: string, desired: WindowsRequest): boolean {
  const { byHand } = formOf(id);
  return (
    byHand !== undefined &&
    failureOf(() => {
      byHand(state, desired);
      return undefined;
    }) === undefined
  );
}

function formOf(id: string): LiveForm {
  const form = liveForms.find(({ area }) => area === id);
  if (form === undefined) throw new Error(`no live form of ${id}`);
  return form;
}

function failureOf(work: () => Failure | undefined): Failure | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof AreaFailure) return error;
    throw error;
  }
}

/** The settings that are named, as the machine holds them, by input property. */
export function readSettings(
  state: WindowsState,
  named: { readonly [property: string]: CanonicalArea },
): Record<string, CanonicalAreaOrReserved> {
  const values: Record<string, CanonicalAreaOrReserved> = {};
  for (const area of everyArea) {
    const wanted = named[area.property];
    if (wanted === undefined) continue;
    values[area.property] = readArea(state, area, wanted);
  }
  return values;
}

function readArea(state: WindowsState, area: SettingArea, wanted: CanonicalArea): CanonicalAreaOrReserved {
  try {
    return area.fromWindows(formOf(area.id).read(state, area.readRequest(wanted)), wanted);
  } catch (error) {
    if (error instanceof AreaFailure) return unreadable(error.code, error.detail);
    throw error;
  }
}
