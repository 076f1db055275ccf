import { AreaFailure, liveForms, managementLineLive } from "@kijun/settings/live";
import type { AreaRequest } from "@kijun/settings";
import type { LiveForm, WindowsState } from "@kijun/settings/live";

import type { AreaAnswer, SessionAnswer, SessionMethod, SessionRequest } from "./protocol.js";

/** Answers a session request for a modelled machine exactly as the agent's PowerShell does on a real one. */
export function answerModelled(machine: WindowsState, method: SessionMethod, request: SessionRequest): SessionAnswer {
  const { computerName, machineGuid, serialNumber, build } = machine;
  const wrongMachine =
    isAnother(request.expected.computerName, computerName) ||
    isAnother(request.expected.machineGuid ?? "", machineGuid);
  const areas: Record<string, AreaAnswer> = {};
  if (!wrongMachine) for (const area of request.areas) areas[area.id] = answerArea(machine, method, area);
  return { identity: { computerName, machineGuid, serialNumber, build }, wrongMachine, areas };
}

function formOf(id: string): LiveForm | undefined {
  return [...liveForms, managementLineLive].find(({ area }) => area === id);
}

/** Names and GUIDs compare without case; an empty text is not compared. */
function isAnother(expected: string, actual: string): boolean {
  return expected !== "" && expected.toLowerCase() !== actual.toLowerCase();
}

function answerArea(machine: WindowsState, method: SessionMethod, area: AreaRequest): AreaAnswer {
  const form = formOf(area.id);
  try {
    if (form === undefined) throw new AreaFailure("READ_FAILED", "CommandNotFoundException");
    const before = form.read(machine, area.request);
    const { desired } = area;
    if (method === "snapshot" || desired === undefined) return { facts: before, milliseconds: 0 };
    const failures = form.write(machine, desired);
    return { before, facts: form.read(machine, area.request), failures, milliseconds: 0 };
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
    return { failure: { code: error.code, detail: error.detail }, milliseconds: 0 };
  }
}
