import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";

const LOOPBACK = "127.0.0.1";

/** The system completes one connection more than this before it lets further ones wait unanswered. */
const BACKLOG = 1;

/** What the thread that listens is started with. */
export interface SilentPortWorkerData {
  readonly port: MessagePort;
  /** Counts up with each request; the thread sleeps on it. */
  readonly requests: Int32Array;
  readonly backlog: number;
}

export type SilentPortRequest = { readonly listen: number } | { readonly release: number };
export type SilentPortAnswer = { readonly done: number } | { readonly port: number; readonly error: string };

/**
 * Ports of the loopback address that behave like a machine without power: a connection is neither made nor refused,
 * until the client gives up. A thread that never accepts listens there, and its queue is filled, after which Linux and
 * macOS drop further SYN packets. Windows refuses them after about two seconds: there the machine looks like one that
 * is on and does not listen.
 */
export class SilentPorts {
  readonly #port: MessagePort;
  readonly #requests = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #fillers = new Map<number, Socket[]>();
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const workerData: SilentPortWorkerData = { port: port2, requests: this.#requests, backlog: BACKLOG };
    const worker = new Worker(new URL("./silent-port-worker.js", import.meta.url), {
      workerData,
      transferList: [port2],
    });
    worker.unref();
    port1.unref();
    this.#port = port1;
  }

  /** Makes a free port silent. Throws an error that names the port when it is in use. */
  async silence(port: number): Promise<void> {
    await this.#ask({ listen: port });
    const fillers = Array.from({ length: BACKLOG + 1 }, () => connect({ port, host: LOOPBACK }));
    this.#fillers.set(port, fillers);
    for (const filler of fillers) {
      await once(filler, "connect");
      // Reset when the port is released; nothing waits for them.
      filler.on("error", () => undefined).unref();
    }
  }

  /** Frees a port; clients that wait there are refused from now on. */
  async release(port: number): Promise<void> {
    for (const filler of this.#fillers.get(port) ?? []) filler.destroy();
    this.#fillers.delete(port);
    await this.#ask({ release: port });
  }

  /** One request at a time, so that the next answer is that of this one. */
  #ask(request: SilentPortRequest): Promise<void> {
    const asked = this.#last.then(() => this.#exchange(request));
    this.#last = asked.catch(() => undefined);
    return asked;
  }

  async #exchange(request: SilentPortRequest): Promise<void> {
    const answered = once(this.#port, "message");
    this.#port.postMessage(request);
    Atomics.add(this.#requests, 0, 1);
    Atomics.notify(this.#requests, 0);
    const [answer] = (await answered) as [SilentPortAnswer];
    if ("error" in answer) throw new Error(`port ${answer.port} on ${LOOPBACK} cannot be made silent: ${answer.error}`);
  }
}

let shared: SilentPorts | undefined;

/** The silent ports of this process: one thread, made at the first need, is enough for a whole fleet. */
export function silentPorts(): SilentPorts {
  shared ??= new SilentPorts();
  return shared;
}
