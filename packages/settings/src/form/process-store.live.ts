import { isSameName, namedValue } from "./windows-state.js";
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

/** The process of a program that is given by its path, or by its image where it keeps the path to itself. */
export function processAt(program: string): ProcessState {
  return { name: program.split("\\").at(-1) ?? program, path: program.includes("\\") ? program : null };
}

/** The id of the process of a machine that has this image, which is started where it does not run yet. */
export function processOf(machine: WindowsState, { name, path }: ProcessState): number {
  const running = idOf(machine, (held) => held.name === name && held.path === path);
  return running ?? startProcess(machine, { name, path });
}

/** The id of a process of this name, wherever its file lies; one is started where none runs. */
export function processNamed(machine: WindowsState, name: string): number {
  const running = idOf(machine, (held) => isSameName(held.name, name));
  return running ?? startProcess(machine, { name, path: `C:\\Program Files\\${name}` });
}

/** Starts a process and returns its id, also where there is one of its image already. */
export function startProcess(machine: WindowsState, { name, path }: ProcessState): number {
  const processes = (machine.processes ??= {});
  const id = name === "System" ? SYSTEM_ID : nextId(processes);
  processes[String(id)] = { name, path };
  return id;
}

/** Ends the processes that are meant, but for so many of them. What they listened on is left without a process. */
export function endProcesses(machine: WindowsState, isMeant: (process: ProcessState) => boolean, left = 0): void {
  const meant = Object.entries(machine.processes ?? {}).filter(([, process]) => isMeant(process));
  for (const [id] of meant.slice(left)) Reflect.deleteProperty(machine.processes ?? {}, id);
}

function idOf(machine: WindowsState, isMeant: (process: ProcessState) => boolean): number | undefined {
  const running = Object.entries(machine.processes ?? {}).find(([, held]) => isMeant(held));
  return running === undefined ? undefined : Number(running[0]);
}

/** Windows gives multiples of four. */
function nextId(processes: NonNullable<WindowsState["processes"]>): number {
  let id = 600 + Object.keys(processes).length * 4;
  while (namedValue(processes, String(id)) !== undefined) id += 4;
  return id;
}
