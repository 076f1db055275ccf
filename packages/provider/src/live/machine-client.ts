import { authorityOf, Secret, WinRMClient } from "@kijun/node-winrm";
import type { Credential, Endpoint, WinRMClientOptions } from "@kijun/node-winrm";

import { forgetShell, recordShell } from "../run/shell-records.js";
import type { MachineAddress } from "../run/shell-records.js";
import { credentialLatch } from "./credentials/latch-of-home.js";
import { resolveCredential } from "./credentials/resolve-credential.js";
import { routeTo } from "./routes.js";
import { traceOf } from "./trace.js";

/**
 * What is left of a session that nobody could close ends after this time: the least that Windows takes, and more than a
 * session waits for an answer that got lost before it asks again over a new connection.
 */
export const SHELL_IDLE_SECONDS = 60;

/**
 * A client for one machine with the credential it refers to; nothing is sent yet. `connected` is called each time an
 * attempt to connect has ended. Errors: CREDENTIAL_MISSING, FLEET_NOT_RUNNING; WINRM_POLICY.
 */
export async function machineClient(
  machine: MachineAddress,
  signal: AbortSignal,
  connected?: () => void,
): Promise<WinRMClient> {
  return clientWith(machine, await credentialOf(machine), signal, connected);
}

/** The same, but undefined unless the machine has accepted this very password lately. */
export async function provenClient(machine: MachineAddress, signal: AbortSignal): Promise<WinRMClient | undefined> {
  const credential = await credentialOf(machine);
  const authority = authorityOf({ host: machine.address }, credential);
  if (!credentialLatch().wasAccepted(authority, credential)) return undefined;
  return clientWith(machine, credential, signal);
}

/** A client that has no credential and can only ask who is there. Errors: FLEET_NOT_RUNNING. */
export function anonymousClient(machine: MachineAddress, signal: AbortSignal): WinRMClient {
  return clientWith(machine, { username: "", password: new Secret(""), scheme: "ntlm" }, signal);
}

async function credentialOf({ credential, transport }: MachineAddress): Promise<Credential> {
  return { ...(await resolveCredential(credential)), scheme: transport === "https" ? "basic" : "ntlm" };
}

function clientWith(
  machine: MachineAddress,
  credential: Credential,
  signal: AbortSignal,
  connected?: () => void,
): WinRMClient {
  const written = traceOf(machine.host);
  const options: WinRMClientOptions = {
    endpoint: endpointOf(machine),
    credential,
    latch: credentialLatch(),
    signal,
    trace: (event) => {
      if (event.kind === "connected") connected?.();
      if (event.kind === "shell") noteShell(machine, event);
      written?.(event);
    },
  };
  return new WinRMClient(options);
}

function noteShell(machine: MachineAddress, { id, state }: { id: string; state: "opening" | "over" }): void {
  if (state === "opening") recordShell(machine, id);
  else forgetShell({ shellId: id, pid: process.pid });
}

function endpointOf({ address: host, port, transport }: MachineAddress): Endpoint {
  const dial = routeTo(host);
  return dial === undefined ? { host, port, transport } : { host, port, transport, dial };
}
