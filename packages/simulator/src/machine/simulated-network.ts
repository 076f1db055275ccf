import { isIPv6 } from "node:net";

import type { HostRole } from "@kijun/core";
import type { NetworkState } from "@kijun/settings/live";

/** Where a simulated machine stands, and from where it is managed. */
export interface NetworkOrigin {
  readonly address: string;
  readonly role: HostRole;
  /** Undefined: reached from its own computer. */
  readonly controller: { readonly address: string; readonly port: number } | undefined;
}

const WINRM_PORTS = [5985, 5986];

/**
 * One interface with the machine's declared address, which the area of network adapters gives an adapter, and the connection that the controller comes over as the machine
 * would see it: the socket of a rehearsal comes from the loopback address, which no rule of a baseline speaks of. An AD
 * server is on its domain's network; the others are in a workgroup, on a network that was called private (believed).
 */
export function simulatedNetwork({ address, role, controller }: NetworkOrigin): NetworkState {
  const category = role === "active-directory-server" ? 2 : 1;
  const ports = controller === undefined ? WINRM_PORTS : [controller.port];
  const remoteAddress = controller?.address ?? "127.0.0.1";
  return {
    interfaces: [{ index: 7, addresses: [{ address, prefix: isIPv6(address) ? 64 : 28 }], category }],
    connections: ports.map((localPort) => ({ localAddress: address, localPort, remoteAddress })),
  };
}
