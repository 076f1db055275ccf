import * as pulumi from "@pulumi/pulumi";

import { openContacts } from "../run/contact-file.js";

/** A look costs a small file; nobody notices so short a pause at the end of a preview. */
const LOOK_EVERY_MS = 25;

let waiting = false;

/**
 * Keeps the program of a preview alive until the provider has said all it has to say about the machines that the engine
 * asked it about. To be called when the engine has answered the registration of a machine: it has asked by then.
 */
export function waitForContacts(path: string): void {
  if (waiting) return;
  waiting = true;
  const release = pulumi.runtime.rpcKeepAlive();
  const look = (): void => {
    if (openContacts(path).some(isAlive)) {
      setTimeout(look, LOOK_EVERY_MS);
      return;
    }
    waiting = false;
    release();
  };
  setImmediate(look);
}

/** A provider that was killed will say nothing more. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
