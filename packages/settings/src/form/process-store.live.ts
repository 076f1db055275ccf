import { namedValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** A running process as Win32_Process shows it. */
export interface ProcessState {
  /** Of its image, without the folder. */
  readonly name: string;
  /** Null where not even an administrator may ask for it. */
  readonly path: string | null;
}

declare module "./windows-state.js" {
  interface WindowsState {
    /** Running processes by their ids. */
    processes?: Record<string, ProcessState>;
  }
}

const SYSTEM_ID = 4;

/** The id of the process of a machine that has this image, which is started where it does not run yet. */
export function processOf(machine: WindowsState, { name, path }: ProcessState): number {
  const processes = (machine.processes ??= {});
  const running = Object.entries(processes).find(([, held]) => held.name === name && held.path === path);
  if (running !== undefined) return Number(running[0]);
  const id = name === "System" ? SYSTEM_ID : nextId(processes);
  processes[String(id)] = { name, path };
  return id;
}

/** Windows gives multiples of four. */
function nextId(processes: NonNullable<WindowsState["processes"]>): number {
  let id = 600 + Object.keys(processes).length * 4;
  while (namedValue(processes, String(id)) !== undefined) id += 4;
  return id;
}
