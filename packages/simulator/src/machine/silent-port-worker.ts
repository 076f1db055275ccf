/* The thread behind SilentPorts: listens where it is told and never accepts. */
import { createServer } from "node:net";
import type { Server } from "node:net";
import { receiveMessageOnPort, workerData } from "node:worker_threads";

import type { SilentPortAnswer, SilentPortRequest, SilentPortWorkerData } from "./silent-ports.js";

const { port, requests, backlog } = workerData as SilentPortWorkerData;
const listeners = new Map<number, Server>();
let served = 0;

/**
 * Sleeps until there is a request. The thread must never get back to its event loop, which would accept what waits:
 * listening on an IP address is done, and reported, in callbacks that run before that.
 */
function serveNext(): void {
  Atomics.wait(requests, 0, served);
  served++;
  const message = nextRequest();
  if ("release" in message) {
    listeners.get(message.release)?.close();
    listeners.delete(message.release);
    answer({ done: message.release });
  } else {
    listen(message.listen);
  }
}

/** The count may be raised a moment before the message can be received. */
function nextRequest(): SilentPortRequest {
  for (;;) {
    const received = receiveMessageOnPort(port) as { readonly message: SilentPortRequest } | undefined;
    if (received !== undefined) return received.message;
  }
}

function listen(number: number): void {
  const server = createServer();
  server.once("error", (error) => {
    answer({ port: number, error: error.message });
  });
  server.listen({ port: number, host: "127.0.0.1", backlog }, () => {
    listeners.set(number, server);
    answer({ done: number });
  });
}

function answer(message: SilentPortAnswer): void {
  port.postMessage(message);
  process.nextTick(serveNext);
}

serveNext();
