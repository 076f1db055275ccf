import { diagnosisCommand } from "@kijun/agent";
import { diagnoseModelled } from "@kijun/agent/modelled-diagnosis";
import type { DiagnosisOverrides } from "@kijun/agent/modelled-diagnosis";
import { parseBootstrap } from "@kijun/node-winrm";
import type { WindowsState } from "@kijun/settings/live";

import { AgentProcess } from "../process/agent-process.js";
import { consoleProcess, finishedProcess } from "../process/console-process.js";
import type { HostProcess, ServerAccount, ServerBehaviour, ServerStatistics } from "../winrm-server/server-options.js";
import { WinRMServer } from "../winrm-server/winrm-server.js";
import { holdPort } from "./held-port.js";
import { STRANGER } from "./machine-trouble.js";
import type { MachineTrouble } from "./machine-trouble.js";
import { silentPorts } from "./silent-ports.js";

/** What runs a command line on a machine; undefined leaves it to the modelled programs. */
export type ProgramStarter = (commandLine: string, environment: Record<string, string>) => HostProcess | undefined;

export interface SimulatedMachineOptions {
  /** What the machine holds, or what tells it whenever somebody asks. */
  readonly state: WindowsState | (() => WindowsState);
  readonly accounts: readonly ServerAccount[];
  /** Milliseconds the modelled agent takes for an answer; 2 unless given. */
  readonly thinkMs?: number;
  readonly behaviour?: Partial<ServerBehaviour>;
  /** Asked first for each command, to run a real engine or a program of a test. */
  readonly start?: ProgramStarter;
  /** Called after a session has written to the machine. */
  readonly onApplied?: () => void;
  /** What its diagnosis says otherwise than a healthy machine's. */
  readonly diagnosis?: DiagnosisOverrides;
}

const THINK_MS = 2;

/** One modelled Windows machine behind its own WinRM service on the loopback address. */
export class SimulatedMachine {
  readonly #server: WinRMServer;
  readonly #options: SimulatedMachineOptions;
  #on = false;
  #port = 0;
  #trouble: MachineTrouble | undefined;
  #releasePort: (() => void) | undefined;

  constructor(options: SimulatedMachineOptions) {
    const { behaviour = {} } = options;
    const { inject = () => undefined } = behaviour;
    this.#options = options;
    const nameNow = (): string => (this.#trouble?.kind === "stranger" ? STRANGER : this.state).computerName;
    this.#server = new WinRMServer({
      get computerName() {
        return nameNow();
      },
      accounts: () => this.#accounts(),
      startProcess: (commandLine, environment) => this.#startProcess(commandLine, environment),
      behaviour: {
        ...behaviour,
        inject: (point) => (this.#trouble?.kind === "hang" && point.operation === "Create" ? "hang" : inject(point)),
      },
    });
  }

  get state(): WindowsState {
    const { state } = this.#options;
    return typeof state === "function" ? state() : state;
  }

  /** What is wrong with the machine; undefined while nothing is. */
  get trouble(): MachineTrouble | undefined {
    return this.#trouble;
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
    await this.fallInto({ kind: "off" });
  }

  /** Gives the machine a trouble in place of the one it has. Throws an error that names its port when that is taken. */
  async fallInto(trouble: MachineTrouble): Promise<void> {
    await this.mend();
    this.#trouble = trouble;
    if (trouble.kind !== "off" && trouble.kind !== "silent") return;
    this.#on = false;
    await this.#server.cut();
    if (trouble.kind === "silent") await silentPorts().silence(this.#port);
    else this.#releasePort = await holdPort(this.#port);
  }

  /** Ends whatever is wrong with the machine; one that was off answers again on the port it had. */
  async mend(): Promise<void> {
    await this.#freePort();
    this.#trouble = undefined;
    await this.#server.mend();
    this.#on = true;
  }

  async close(): Promise<void> {
    this.#on = false;
    await this.#freePort();
    await this.#server.close();
  }

  async #freePort(): Promise<void> {
    this.#releasePort?.();
    this.#releasePort = undefined;
    if (this.#trouble?.kind === "silent") await silentPorts().release(this.#port);
  }

  #accounts(): readonly ServerAccount[] {
    const { accounts } = this.#options;
    if (this.#trouble?.kind !== "password") return accounts;
    return accounts.map((account) => ({ ...account, password: `${account.password}, changed by hand` }));
  }

  #startProcess(commandLine: string, environment: Record<string, string>): HostProcess {
    const started = this.#options.start?.(commandLine, environment);
    if (started !== undefined) return started;
    const bootstrap = parseBootstrap(commandLine);
    const { onApplied = () => undefined, thinkMs = THINK_MS } = this.#options;
    const machine = this.state;
    if (bootstrap !== undefined) {
      const trouble = this.#trouble;
      return new AgentProcess({ machine, trouble, token: bootstrap.token, thinkMs, onApplied });
    }
    if (commandLine === diagnosisCommand()) {
      const answering = this.#trouble?.kind === "stranger" ? { ...machine, ...STRANGER } : machine;
      return finishedProcess("stdout", Buffer.from(diagnoseModelled(answering, this.#options.diagnosis)), 0);
    }
    return consoleProcess({ commandLine, computerName: machine.computerName, locale: machine.locale });
  }
}
