import { parseBootstrap } from "@kijun/node-winrm";
import type { WindowsState } from "@kijun/settings/live";

import { AgentProcess } from "../process/agent-process.js";
import { consoleProcess } from "../process/console-process.js";
import type { HostProcess, ServerAccount, ServerBehaviour, ServerStatistics } from "../winrm-server/server-options.js";
import { WinRMServer } from "../winrm-server/winrm-server.js";

/** What runs a command line on a machine; undefined leaves it to the modelled programs. */
export type ProgramStarter = (commandLine: string, environment: Record<string, string>) => HostProcess | undefined;

export interface SimulatedMachineOptions {
  readonly state: WindowsState;
  readonly accounts: readonly ServerAccount[];
  /** Milliseconds the modelled agent takes for an answer; 2 unless given. */
  readonly thinkMs?: number;
  readonly behaviour?: Partial<ServerBehaviour>;
  /** Asked first for each command, to run a real engine or a program of a test. */
  readonly start?: ProgramStarter;
  /** Called after a session has written to the machine. */
  readonly onApplied?: () => void;
}

const THINK_MS = 2;

/** One modelled Windows machine behind its own WinRM service on the loopback address. */
export class SimulatedMachine {
  readonly state: WindowsState;
  readonly #server: WinRMServer;
  readonly #options: SimulatedMachineOptions;
  #on = false;
  #port = 0;

  constructor(options: SimulatedMachineOptions) {
    const { state, accounts, behaviour } = options;
    this.state = state;
    this.#options = options;
    this.#server = new WinRMServer({
      computerName: state.computerName,
      accounts: () => accounts,
      startProcess: (commandLine, environment) => this.#startProcess(commandLine, environment),
      ...(behaviour === undefined ? {} : { behaviour }),
    });
  }

  /** Whether the machine answers: started, and not cut off. */
  get on(): boolean {
    return this.#on;
  }

  get port(): number {
    return this.#port;
  }

  get statistics(): ServerStatistics {
    return this.#server.statistics;
  }

  /** What clients did against the protocol, in sentences. */
  get violations(): readonly string[] {
    return this.#server.violations;
  }

  /** May be changed while the machine runs. */
  get behaviour(): ServerBehaviour {
    return this.#server.behaviour;
  }

  /** Starts to answer on a port, any free one unless given. Throws an error that names the port when it is in use. */
  async listen(port = 0): Promise<number> {
    this.#port = await this.#server.listen(port);
    this.#on = true;
    return this.#port;
  }

  /** Switches the machine off: connections and shells end, its settings stay. */
  async cut(): Promise<void> {
    this.#on = false;
    await this.#server.cut();
  }

  /** Switches the machine on again, on the port it had. */
  async mend(): Promise<void> {
    await this.#server.mend();
    this.#on = true;
  }

  async close(): Promise<void> {
    this.#on = false;
    await this.#server.close();
  }

  #startProcess(commandLine: string, environment: Record<string, string>): HostProcess {
    const started = this.#options.start?.(commandLine, environment);
    if (started !== undefined) return started;
    const bootstrap = parseBootstrap(commandLine);
    const { state: machine, onApplied = () => undefined, thinkMs = THINK_MS } = this.#options;
    if (bootstrap !== undefined) return new AgentProcess({ machine, token: bootstrap.token, thinkMs, onApplied });
    return consoleProcess({ commandLine, computerName: machine.computerName, locale: machine.locale });
  }
}
