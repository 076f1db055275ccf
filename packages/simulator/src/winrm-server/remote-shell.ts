import type { ShellCommand } from "./shell-command.js";
import { escapeXml } from "./soap-response.js";
import { CMD_SHELL } from "./wsman-vocabulary.js";

/** What a client asked for when it created the shell. */
export interface ShellRequest {
  /** Account name, as configured on the machine. */
  owner: string;
  clientAddress: string;
  environment: Record<string, string>;
  workingDirectory: string | undefined;
  idleTimeoutMs: number;
  /** WINRS_CODEPAGE; undefined = the console's own (932 on a Japanese Windows). */
  codepage: number | undefined;
}

/** An open text shell (MS-WSMV 3.1.4.5): commands, and the bookkeeping for quotas and idleness. */
export class RemoteShell {
  readonly commands = new Map<string, ShellCommand>();
  /** Commands started so far: terminate gives none of them back. */
  operations = 0;
  #lastUse: number;
  readonly #opened: number;

  /** @param id as given out, a `uuid:` prefix included */
  constructor(
    readonly id: string,
    readonly request: ShellRequest,
  ) {
    this.#opened = Date.now();
    this.#lastUse = this.#opened;
  }

  touch(): void {
    this.#lastUse = Date.now();
  }

  /** When the shell may be reaped, in milliseconds since 1970; it moves on while a Receive waits or the shell is used. */
  get expires(): number {
    for (const command of this.commands.values()) if (command.awaited) this.touch();
    return this.#lastUse + this.request.idleTimeoutMs;
  }

  killAll(): void {
    for (const command of this.commands.values()) command.kill(true);
    this.commands.clear();
  }

  /** The rsp:Shell element of CreateResponse and of Get (MS-WSMV 2.2.4.37). */
  describe(): string {
    const { request } = this;
    const now = Date.now();
    const variables = Object.entries(request.environment).map(
      ([name, value]) => `<rsp:Variable Name="${escapeXml(name)}">${escapeXml(value)}</rsp:Variable>`,
    );
    const environment = variables.length === 0 ? "" : `<rsp:Environment>${variables.join("")}</rsp:Environment>`;
    const directory = request.workingDirectory;
    return (
      `<rsp:Shell><rsp:ShellId>${escapeXml(this.id)}</rsp:ShellId><rsp:ResourceUri>${CMD_SHELL}</rsp:ResourceUri>` +
      `<rsp:Owner>${escapeXml(request.owner)}</rsp:Owner><rsp:ClientIP>${request.clientAddress}</rsp:ClientIP>${environment}` +
      (directory === undefined ? "" : `<rsp:WorkingDirectory>${escapeXml(directory)}</rsp:WorkingDirectory>`) +
      `<rsp:IdleTimeOut>PT${(request.idleTimeoutMs / 1000).toFixed(3)}S</rsp:IdleTimeOut>` +
      `<rsp:InputStreams>stdin</rsp:InputStreams><rsp:OutputStreams>stdout stderr</rsp:OutputStreams>` +
      `<rsp:ShellRunTime>${elapsed(now - this.#opened)}</rsp:ShellRunTime>` +
      `<rsp:ShellInactivity>${elapsed(now - this.#lastUse)}</rsp:ShellInactivity></rsp:Shell>`
    );
  }
}

function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `P0DT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}
