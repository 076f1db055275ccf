import type { SessionMethod, SessionRequest } from "@kijun/agent";
import { encodeFrameLines, FrameReader, REQUEST_PREFIX, SCRIPT_ID } from "@kijun/node-winrm";
import type { AnswerKind } from "@kijun/node-winrm";
import type { WindowsState } from "@kijun/settings/live";

import { answerInTrouble } from "../machine/machine-trouble.js";
import type { MachineTrouble } from "../machine/machine-trouble.js";
import type { HostProcess } from "../winrm-server/server-options.js";

export interface AgentProcessOptions {
  readonly machine: WindowsState;
  /** What is wrong with the machine while the session lasts. */
  readonly trouble?: MachineTrouble | undefined;
  /** The session's token, in front of each answer. */
  readonly token: string;
  /** Milliseconds from a request to its answer. */
  readonly thinkMs: number;
  /** Called when a request may have changed the machine. */
  readonly onApplied: () => void;
}

const TERMINATED = 1;

/**
 * Our bootstrap and agent script on a modelled machine: takes the frames of a session and answers them one after the
 * other as the PowerShell would, but from the models of the areas. What the script says is not looked at.
 */
export class AgentProcess implements HostProcess {
  readonly #options: AgentProcessOptions;
  readonly #reader = new FrameReader({ prefix: REQUEST_PREFIX, kinds: false });
  #emit: (stream: "stdout" | "stderr", chunk: Uint8Array) => void = () => undefined;
  #exit: (exitCode: number) => void = () => undefined;
  /** Work in the order in which it came; each piece starts when the one before has ended. */
  #pending: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #scripted = false;

  constructor(options: AgentProcessOptions) {
    this.#options = options;
  }

  onOutput(listener: (stream: "stdout" | "stderr", chunk: Uint8Array) => void): void {
    this.#emit = listener;
  }

  onExit(listener: (exitCode: number) => void): void {
    this.#exit = listener;
  }

  write(chunk: Uint8Array): void {
    for (const frame of this.#reader.push(chunk)) {
      this.#schedule(() => {
        if ("damage" in frame) this.#fail(frame.id, frame.damage, "FrameDamaged");
        else if (frame.id === SCRIPT_ID) this.#scripted = true;
        else this.#answer(frame.id, frame.payload);
      });
    }
  }

  endInput(): void {
    this.#schedule(() => {
      this.#end(0);
    });
  }

  kill(): void {
    clearTimeout(this.#timer);
    this.#pending = [];
    setImmediate(() => {
      this.#end(TERMINATED);
    });
  }

  #schedule(work: () => void): void {
    this.#pending.push(work);
    if (this.#pending.length === 1) this.#wait();
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.#pending[0]?.();
      this.#pending.shift();
      if (this.#pending.length > 0) this.#wait();
    }, this.#options.thinkMs);
  }

  /** Whatever goes wrong in a request is answered, as the bootstrap does: one bad request must not end a whole fleet. */
  #answer(id: number, payload: unknown): void {
    if (!this.#scripted || !isSessionCall(payload)) {
      this.#fail(id, "Invoke-SessionRequest cannot answer the request.", "CommandNotFoundException");
      return;
    }
    const { machine, trouble } = this.#options;
    try {
      this.#send(id, "result", answerInTrouble(machine, trouble, payload.method, payload.params));
    } catch (error) {
      this.#fail(id, String(error), "ModelFailed");
    }
    if (payload.method === "apply") this.#options.onApplied();
  }

  #fail(id: number, message: string, errorId: string): void {
    this.#send(id, "error", { message, errorId, scriptStackTrace: "" });
  }

  #send(id: number, kind: AnswerKind, payload: unknown): void {
    const lines = encodeFrameLines({ prefix: this.#options.token, id, kind }, payload);
    this.#emit("stdout", Buffer.from(lines.map((line) => `${line}\r\n`).join(""), "latin1"));
  }

  #end(exitCode: number): void {
    const exit = this.#exit;
    this.#exit = () => undefined;
    exit(exitCode);
  }
}

interface SessionCall {
  readonly method: SessionMethod;
  readonly params: SessionRequest;
}

/** Looks no deeper than is needed to tell a request: the client builds the parameters from the same protocol. */
function isSessionCall(payload: unknown): payload is SessionCall {
  if (typeof payload !== "object" || payload === null || !("method" in payload) || !("params" in payload)) return false;
  const { method, params } = payload;
  if (method !== "snapshot" && method !== "apply") return false;
  if (typeof params !== "object" || params === null || !("expected" in params) || !("areas" in params)) return false;
  return Array.isArray(params.areas) && typeof params.expected === "object" && params.expected !== null;
}
