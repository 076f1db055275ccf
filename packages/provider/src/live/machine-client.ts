import { Secret, WinRMClient } from "@kijun/node-winrm";
import type { Credential, Endpoint, WinRMClientOptions } from "@kijun/node-winrm";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { credentialLatch } from "./credentials/latch-of-home.js";
import { resolveCredential } from "./credentials/resolve-credential.js";
import { routeTo } from "./routes.js";
import { traceOf } from "./trace.js";

/**
 * A client for one machine with the credential it refers to; nothing is sent yet. `connected` is called each time an
 * attempt to connect has ended. Errors: CREDENTIAL_MISSING, FLEET_NOT_RUNNING; WINRM_POLICY.
 */
export async function machineClient(
  entry: FleetFileEntry,
  signal: AbortSignal,
  connected?: () => void,
): Promise<WinRMClient> {
  const scheme = entry.transport === "https" ? "basic" : "ntlm";
  return clientWith(entry, { ...(await resolveCredential(entry.credential)), scheme }, signal, connected);
}

/** A client that has no credential and can only ask who is there. Errors: FLEET_NOT_RUNNING. */
export function anonymousClient(entry: FleetFileEntry, signal: AbortSignal): WinRMClient {
  return clientWith(entry, { username: "", password: new Secret(""), scheme: "ntlm" }, signal);
}

function clientWith(
  entry: FleetFileEntry,
  credential: Credential,
  signal: AbortSignal,
  connected?: () => void,
): WinRMClient {
  const written = traceOf(entry.host);
  const options: WinRMClientOptions = {
    endpoint: endpointOf(entry),
    credential,
    latch: credentialLatch(),
    signal,
    trace: (event) => {
      if (event.kind === "connected") connected?.();
      written?.(event);
    },
  };
  return new WinRMClient(options);
}

function endpointOf({ address: host, port, transport }: FleetFileEntry): Endpoint {
  const dial = routeTo(host);
  return dial === undefined ? { host, port, transport } : { host, port, transport, dial };
}
