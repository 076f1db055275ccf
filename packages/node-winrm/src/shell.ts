import { Command } from "./command.js";
import { isGone } from "./soap/fault.js";
import { Action } from "./soap/namespaces.js";
import { commandBody, readCommandId } from "./soap/shell-messages.js";
import type { WsmanExchange } from "./wsman-exchange.js";

export interface ShellOptions {
  /**
   * the server ends a shell that nobody uses for so long; default 180, so that what a crash leaves behind heals soon. Windows
   * takes less than 60 for 60
   */
  idleTimeoutSeconds?: number;
  /** console code page of the shell; default 65001 (UTF-8) */
  codePage?: number;
}

/** A command shell on the machine (MS-WSMV 3.1.4.5). It counts against quotas until it is deleted. */
export class Shell {
  readonly id: string;
  readonly #exchange: WsmanExchange;
  readonly #onDeleted: () => void;

  constructor(exchange: WsmanExchange, id: string, onDeleted: () => void) {
    this.#exchange = exchange;
    this.id = id;
    this.#onDeleted = onDeleted;
  }

  /**
   * Starts a command through cmd.exe, with stdin as a pipe. The line is not quoted further; an unknown program is reported
   * by the command's own output and exit code.
   *
   * @throws WinRMError WINRM_PROTOCOL for control characters in the line; WINRM_SHELL_GONE, WINRM_QUOTA and others of a fault
   */
  async start(commandLine: string): Promise<Command> {
    const body = await this.#exchange.call({
      operation: "Command",
      action: Action.COMMAND,
      body: commandBody(commandLine),
      shellId: this.id,
      options: { WINRS_CONSOLEMODE_STDIN: "FALSE", WINRS_SKIP_CMD_SHELL: "FALSE" },
    });
    return new Command(this.#exchange, this.id, readCommandId(body));
  }

  /** Cancels the message under way and those that wait, on this connection; clean-up messages may follow. */
  interrupt(): void {
    this.#exchange.interrupt();
  }

  /**
   * Deletes the shell with all its processes.
   *
   * @returns false when it was gone already
   * @throws WinRMError
   */
  async delete(options: { signal?: AbortSignal } = {}): Promise<boolean> {
    let found = true;
    try {
      await this.#exchange.call({ operation: "Delete", action: Action.DELETE, body: "", shellId: this.id, ...options });
    } catch (error) {
      if (!isGone(error)) throw error;
      found = false;
    }
    this.#onDeleted();
    return found;
  }
}
