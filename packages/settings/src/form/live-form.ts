import type { HostRole } from "@kijun/core";

import type { WindowsRequest } from "./setting-area.js";
import type { WindowsState } from "./windows-state.js";

/** What the noise of a used machine depends on. */
export interface UsedMachineOrigin {
  readonly role: HostRole;
  readonly kind: "client" | "server";
  /** What its noise is drawn from, with a purpose per area. */
  readonly seed: string;
}

/** Why a setting or an area could not be read or written, as the agent's PowerShell reports it. */
export interface Failure {
  readonly code: string;
  readonly detail: string;
}

/** A failure that belongs to one of the keys that were to be written. */
export interface WriteFailure extends Failure {
  readonly key: string;
}

/** Thrown by a live form where the PowerShell would fail for the whole area. */
export class AreaFailure extends Error implements Failure {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** The failure that was thrown; every other error is thrown on. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof AreaFailure)) throw error;
  return { code: error.code, detail: error.detail };
}

/** What `Get-RegistryFact` says of a value of another type: its name, and the last part of its key. */
export function valueUnknown(key: string, name: string): AreaFailure {
  return new AreaFailure("VALUE_UNKNOWN", `${key.split("\\").at(-1) ?? ""}.${name}`);
}

/**
 * An area on a modelled machine. It answers the same facts as the area's PowerShell would on a real machine in the same
 * state; a test runs both and compares.
 */
export interface LiveForm {
  /** Id of the area. */
  readonly area: string;
  /** Answers the area's facts. Throws {@link AreaFailure}. */
  read(this: void, machine: WindowsState, request: WindowsRequest): WindowsRequest;
  /**
   * Writes what differs and returns the keys that could not be written. Throws {@link AreaFailure}. Of an area that is read
   * and judged only it is what somebody does by hand.
   */
  write(this: void, machine: WindowsState, desired: WindowsRequest): WriteFailure[];
  /** Brings about what an apply never does and a person at the machine does. Throws {@link AreaFailure}. */
  byHand?(this: void, machine: WindowsState, desired: WindowsRequest): void;
  /**
   * Adds to a machine what years of use have left in the stores of this area: Windows' defaults, and what programs and
   * people added; no baseline. The same origin always adds the same.
   */
  furnish?(this: void, machine: WindowsState, origin: UsedMachineOrigin): void;
}
