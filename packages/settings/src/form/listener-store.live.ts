import type { WindowsState } from "./windows-state.js";

/** A socket that waits for others. */
export interface ListenerState {
  readonly protocol: "tcp" | "udp";
  readonly address: string;
  readonly port: number;
  /** A process may have ended and left it to another one that does not show. */
  readonly processId: number;
}

declare module "./windows-state.js" {
  interface WindowsState {
    /** Listening sockets, each by a name of its own. */
    listeners?: Record<string, ListenerState>;
  }
}

export function addListener(machine: WindowsState, listener: ListenerState): void {
  const { protocol, address, port, processId } = listener;
  const listeners = (machine.listeners ??= {});
  listeners[`${protocol} ${address} ${String(port)} ${String(processId)}`] = listener;
}

export function closeListeners(machine: WindowsState, isClosed: (listener: ListenerState) => boolean): void {
  for (const [name, listener] of Object.entries(machine.listeners ?? {}))
    if (isClosed(listener)) Reflect.deleteProperty(machine.listeners ?? {}, name);
}
