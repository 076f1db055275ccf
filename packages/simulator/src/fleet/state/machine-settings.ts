import { answerModelled } from "@kijun/agent/modelled";
import type { AreaAnswer, SessionMethod } from "@kijun/agent";
import { KijunError, unreadable } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved } from "@kijun/core";
import { functionSuffix, everyArea } from "@kijun/settings";
import type { WindowsRequest } from "@kijun/settings";
import { AreaFailure, liveForms } from "@kijun/settings/live";
import type { Failure, WindowsState } from "@kijun/settings/live";

import type { RollOut } from "../fleet-specification.js";

/** What is asked of one area of a machine; with `desired` it is written first. */
export interface AreaQuestion {
  readonly id: string;
  readonly request: WindowsRequest;
  readonly desired?: WindowsRequest;
}

/** Reads or writes one area of a machine as a session would, without a session. */
export function askArea(state: WindowsState, question: AreaQuestion): AreaAnswer {
  const method: SessionMethod = question.desired === undefined ? "snapshot" : "apply";
  const areas = [{ ...question, function: functionSuffix(question.id) }];
  const answer = answerModelled(state, method, { expected: { computerName: state.computerName }, areas });
  return answer.areas[question.id] ?? { failure: { code: "READ_FAILED", detail: question.id }, milliseconds: 0 };
}

/** Writes areas on a machine that was just made. Errors: BASELINE_INVALID for an area that the machine does not take. */
export function rollOut(state: WindowsState, areas: RollOut): void {
  for (const [id, desired] of Object.entries(areas)) {
    const refused = writeArea(state, id, desired);
    if (refused === undefined) continue;
    const reason = `${refused.code} (${refused.detail})`;
    throw new KijunError("BASELINE_INVALID", `${state.computerName} does not take ${id}: ${reason}`, {
      hint: "Correct the declared values of that area.",
    });
  }
}

/** Nobody asks what a machine held before and what it holds now, so that neither is read. */
function writeArea(state: WindowsState, id: string, desired: WindowsRequest): Failure | undefined {
  const form = liveForms.find(({ area }) => area === id);
  if (form === undefined) return { code: "READ_FAILED", detail: id };
  try {
    return form.write(state, desired)[0];
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
    const { facts, failure } = askArea(state, { id: area.id, request: area.readRequest(wanted) });
    values[area.property] =
      failure === undefined ? area.fromWindows(facts, wanted) : unreadable(failure.code, failure.detail);
  }
  return values;
}
