import type { HostProcess } from "./server-options.js";

export type OutputStream = "stdout" | "stderr";

/** One run of output bytes, as the process wrote them. */
export interface OutputPiece {
  stream: OutputStream;
  bytes: Uint8Array;
}

/** What a Receive comes back with. */
export type ReceiveOutcome =
  { kind: "output"; pieces: OutputPiece[]; exitCode: number | undefined } | { kind: "timed-out" } | { kind: "aborted" };

/** Bytes of XML around the base64 text of one rsp:Stream, rounded up. */
const STREAM_OVERHEAD_BYTES = 192;

interface Waiter {
  budget: number;
  timer: NodeJS.Timeout;
  settle: (outcome: ReceiveOutcome) => void;
}

/** A running or finished command of a shell: its process, and the output that no Receive has fetched yet. */
export class ShellCommand {
  readonly #process: HostProcess;
  #queue: OutputPiece[] = [];
  #exitCode: number | undefined;
  #waiter: Waiter | undefined;
  #flushing = false;
  #killed = false;
  #inputEnded = false;

  /**
   * @param id CommandId
   * @param consoleInput WINRS_CONSOLEMODE_STDIN: the end of input does not reach the process
   */
  constructor(
    readonly id: string,
    process: HostProcess,
    readonly consoleInput: boolean,
  ) {
    this.#process = process;
    process.onOutput((stream, chunk) => {
      if (chunk.length === 0) return;
      this.#queue.push({ stream, bytes: chunk });
      this.#scheduleFlush();
    });
    process.onExit((exitCode) => {
      this.#exitCode = exitCode >>> 0;
      this.#scheduleFlush();
    });
  }

  get exited(): boolean {
    return this.#exitCode !== undefined;
  }

  /** True while a Receive waits; a shell with one is not idle. */
  get awaited(): boolean {
    return this.#waiter !== undefined;
  }

  get inputEnded(): boolean {
    return this.#inputEnded;
  }

  write(chunk: Uint8Array): void {
    if (chunk.length > 0) this.#process.write(chunk);
  }

  endInput(): void {
    this.#inputEnded = true;
    if (!this.consoleInput) this.#process.endInput();
  }

  /**
   * Ends the process.
   *
   * @param abandon the command is going away: a waiting Receive is aborted instead of seeing the exit
   */
  kill(abandon: boolean): void {
    if (!this.#killed && !this.exited) {
      this.#killed = true;
      this.#process.kill();
    }
    if (abandon) this.#settle({ kind: "aborted" });
  }

  /**
   * Fetches output: at once when there is some or the process has ended, else as soon as there is, or when the time is up
   * (MS-WSMV 3.1.4.14). A newer Receive takes the place of one that still waits, whose client has usually lost its connection.
   *
   * @param budget most bytes of XML that the pieces may become
   * @param onGone is handed what has to be called when the client is gone: nothing may be taken from the queue for it then
   */
  receive(budget: number, timeoutMs: number, onGone: (abandon: () => void) => void): Promise<ReceiveOutcome> {
    this.#settle({ kind: "aborted" });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle({ kind: "timed-out" });
      }, timeoutMs);
      timer.unref();
      const waiter: Waiter = { budget, timer, settle: resolve };
      this.#waiter = waiter;
      onGone(() => {
        if (this.#waiter === waiter) this.#settle({ kind: "aborted" });
      });
      this.#flush();
    });
  }

  /** Waits for the end of the turn, so that what a process writes together travels together, its exit included. */
  #scheduleFlush(): void {
    if (this.#flushing || this.#waiter === undefined) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#waiter === undefined || (this.#queue.length === 0 && !this.exited)) return;
    const pieces = this.#take(this.#waiter.budget);
    this.#settle({ kind: "output", pieces, exitCode: this.#queue.length === 0 ? this.#exitCode : undefined });
  }

  #settle(outcome: ReceiveOutcome): void {
    const waiter = this.#waiter;
    if (waiter === undefined) return;
    this.#waiter = undefined;
    clearTimeout(waiter.timer);
    waiter.settle(outcome);
  }

  #take(budget: number): OutputPiece[] {
    const taken: OutputPiece[] = [];
    let left = budget;
    for (const [index, piece] of this.#queue.entries()) {
      const room = Math.floor((left - STREAM_OVERHEAD_BYTES) / 4) * 3;
      if (room < piece.bytes.length) {
        this.#queue = this.#queue.slice(index);
        if (room > 0) {
          taken.push({ stream: piece.stream, bytes: piece.bytes.subarray(0, room) });
          this.#queue[0] = { stream: piece.stream, bytes: piece.bytes.subarray(room) };
        }
        return taken;
      }
      taken.push(piece);
      left -= STREAM_OVERHEAD_BYTES + Math.ceil(piece.bytes.length / 3) * 4;
    }
    this.#queue = [];
    return taken;
  }
}
