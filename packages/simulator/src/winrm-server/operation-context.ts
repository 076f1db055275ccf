import type { ServerBehaviour, WinRMServerOptions } from "./server-options.js";
import type { ShellTable } from "./shell-table.js";

/** Who sent a request, and over what. */
export interface Caller {
  /** Account name as configured. */
  username: string;
  administrator: boolean;
  address: string;
  /** Takes what has to be called when the connection closes before the answer is out. */
  onGone: (abandon: () => void) => void;
}

/** The parts of the server that the operations work on. */
export interface Workplace {
  options: WinRMServerOptions;
  behaviour: Readonly<ServerBehaviour>;
  shells: ShellTable;
  violation: (sentence: string) => void;
}
