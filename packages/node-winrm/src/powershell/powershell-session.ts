import { randomBytes } from "node:crypto";
import type { Command } from "../command.js";
import type { Shell, ShellOptions } from "../shell.js";
import type { WinRMClient } from "../winrm-client.js";
import { cancelled, WinRMError } from "../winrm-error.js";
import { buildBootstrap } from "./bootstrap.js";
import { type DamagedFrame, FrameReader } from "./frame-reader.js";
import { encodeRequest, type Frame, SCRIPT_ID } from "./frames.js";
import { RemoteScriptError } from "./remote-script-error.js";
import { StrayOutput } from "./stray-output.js";

export interface SessionOptions extends Pick<ShellOptions, "idleTimeoutSeconds"> {
  /** PowerShell text that defines `Invoke-SessionRequest -Method <string> -Params <object>`, which returns one JSON text */
  script: string;
}

export interface RequestOptions {
  /** give up after so many milliseconds; the process is then ended, and the session with it. Default 600,000 */
  deadlineMs?: number;
  /** called with each `Write-SessionProgress` object of this request */
  onProgress?: (progress: unknown) => void;
}

const DEFAULT_DEADLINE_MS = 600_000;
const CLOSE_LIMIT_MS = 3000;

/**
 * One Windows PowerShell process on the machine that loads a script once and answers numbered requests, one after the
 * other. Costs two round trips to open and two per request; the script travels with the first request.
 */
export class PowerShellSession {
  /** lines of the process that belong to no answer, oldest first; bounded */
  readonly stray: string[];
  readonly #shell: Shell;
  readonly #command: Command;
  readonly #reader: FrameReader;
  readonly #strayOutput: StrayOutput;
  #unsent: Buffer;
  #lastId = SCRIPT_ID;
  #tail: Promise<unknown> = Promise.resolve();
  #busy = false;
  #ended: WinRMError | undefined;
  #closing: Promise<void> | undefined;

  private constructor(shell: Shell, command: Command, token: string, script: string) {
    this.#shell = shell;
    this.#command = command;
    this.#strayOutput = new StrayOutput();
    this.stray = this.#strayOutput.lines;
    this.#reader = new FrameReader({
      prefix: token,
      kinds: true,
      onStray: (line) => {
        this.#strayOutput.add(line);
      },
    });
    this.#unsent = encodeScript(script);
  }

  /**
   * Opens a shell and starts PowerShell in it. The script is loaded with the first request, and its errors appear there.
   *
   * @throws WinRMError
   */
  static async open(client: WinRMClient, { script, ...shellOptions }: SessionOptions): Promise<PowerShellSession> {
    const token = randomBytes(8).toString("hex");
    const shell = await client.openShell(shellOptions);
    try {
      return new PowerShellSession(shell, await shell.start(buildBootstrap(token)), token, script);
    } catch (error) {
      await shell.delete({ signal: AbortSignal.timeout(CLOSE_LIMIT_MS) }).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Calls the script's `Invoke-SessionRequest` and returns what it answered.
   *
   * @throws RemoteScriptError (WINRM_COMMAND_FAILED) when the script throws or does not load; WinRMError WINRM_TIMEOUT at the
   *   deadline, WINRM_COMMAND_FAILED when PowerShell itself ends, and those of the transport. After anything but an error
   *   of the request itself the session is over.
   */
  request(method: string, params: unknown, options: RequestOptions = {}): Promise<unknown> {
    const run = this.#tail.then(() => this.#request(method, params, options));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Ends the process and deletes the shell, also while a request is under way. Takes a few seconds at most, never throws. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#ended ??= cancelled();
    if (this.#busy) this.#shell.interrupt();
    const signal = AbortSignal.timeout(CLOSE_LIMIT_MS);
    await this.#command.terminate({ signal }).catch(() => undefined);
    await this.#shell.delete({ signal }).catch(() => undefined);
  }

  async #request(method: string, params: unknown, options: RequestOptions): Promise<unknown> {
    if (this.#ended !== undefined) throw overSession(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    const bytes = Buffer.concat([this.#unsent, encodeRequest(id, { method, params: params ?? null })]);
    this.#unsent = Buffer.alloc(0);
    this.#busy = true;
    try {
      await this.#command.send(bytes);
      return await this.#awaitAnswer(id, method, options);
    } catch (error) {
      const ofTheRequest = error instanceof RemoteScriptError && error.requestId !== SCRIPT_ID;
      if (!ofTheRequest)
        this.#ended ??=
          error instanceof WinRMError
            ? error
            : new WinRMError("WINRM_PROTOCOL", "the session failed", { cause: error });
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  async #awaitAnswer(id: number, method: string, options: RequestOptions): Promise<unknown> {
    const limit = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    const deadline = performance.now() + limit;
    for (;;) {
      const remaining = deadline - performance.now();
      const { stdout, stderr, done, exitCode } = await this.#command
        .receive({ deadlineMs: remaining })
        .catch((error: unknown) => {
          throw remaining <= 0 || performance.now() >= deadline ? this.#overdue(method, limit, error) : error;
        });
      this.#strayOutput.push(stderr);
      for (const frame of this.#reader.push(stdout)) {
        if (frame.kind === "progress") this.#progress(frame, id, options);
        else if (frame.id === id || frame.id === SCRIPT_ID) return answerOf(frame, method);
      }
      if (done) throw this.#exited(method, exitCode);
    }
  }

  #progress(frame: Frame | DamagedFrame, id: number, options: RequestOptions): void {
    if (frame.id === id && "payload" in frame) options.onProgress?.(frame.payload);
  }

  #overdue(method: string, limit: number, cause: unknown): WinRMError {
    const hint = "Whether it had an effect is not known. The session is over: open a new one and read the state first.";
    return new WinRMError("WINRM_TIMEOUT", `${method} gave no answer within ${limit} ms`, {
      operation: "Receive",
      hint,
      cause,
    });
  }

  #exited(method: string, exitCode: number | null): WinRMError {
    this.#reader.end();
    this.#strayOutput.end();
    return new WinRMError(
      "WINRM_COMMAND_FAILED",
      `PowerShell ended with exit code ${exitCode ?? "unknown"} before it answered ${method}`,
      {
        operation: "Receive",
        hint: `What it wrote is in the session's stray output (${this.stray.length} lines). Memory quotas of the shell and script-blocking policies end it like this.`,
      },
    );
  }
}

/** The sessions of a fleet load the same script: packing it once saves most of a client's computing time. */
let lastScript = { script: "", bytes: encodeRequest(SCRIPT_ID, { script: "" }) };

function encodeScript(script: string): Buffer {
  if (lastScript.script !== script) lastScript = { script, bytes: encodeRequest(SCRIPT_ID, { script }) };
  return lastScript.bytes;
}

function overSession(cause: WinRMError): WinRMError {
  if (cause.code === "WINRM_CANCELLED") return cause;
  return new WinRMError("WINRM_SHELL_GONE", `the session is over since an earlier request failed (${cause.code})`, {
    cause,
  });
}

function answerOf(frame: Frame | DamagedFrame, method: string): unknown {
  if ("damage" in frame)
    throw new WinRMError("WINRM_PROTOCOL", `the answer to ${method} came damaged: ${frame.damage}`, {
      operation: "Receive",
    });
  if (frame.kind === "error")
    throw new RemoteScriptError(frame.id, frame.id === SCRIPT_ID ? "the session script" : method, frame.payload);
  return frame.payload;
}
