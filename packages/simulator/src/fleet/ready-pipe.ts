import { closeSync, writeSync } from "node:fs";

import type { ErrorMessage } from "./control/control-server.js";

/** What the process of a fleet is started with, as JSON in its only argument. Holds no secret. */
export interface FleetProcessArguments {
  readonly folder: string;
  /** Port of the control channel, the machines follow; 0 = any free ones. */
  readonly port: number;
  readonly keep: boolean;
  /** The fleet ends when this process is gone. */
  readonly owner?: number;
}

/** What the process says once: all machines listen, or why it ends. */
export type ReadyMessage = { readonly ready: true } | { readonly error: ErrorMessage };

/** File descriptor of the pipe to the process that waits for the fleet. */
export const READY_PIPE = 3;

/** Tells the waiting process and closes the pipe; false when that process has gone. */
export function sayReady(message: ReadyMessage): boolean {
  try {
    writeSync(READY_PIPE, JSON.stringify(message));
    closeSync(READY_PIPE);
    return true;
  } catch {
    return false;
  }
}
