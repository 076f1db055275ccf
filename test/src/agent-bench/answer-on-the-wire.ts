import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer } from "@kijun/agent";
import { PowerShellSession, Secret, WinRMClient } from "@kijun/node-winrm";
import { everyArea } from "@kijun/settings";
import { SimulatedMachine } from "@kijun/simulator";

import type { CrowdedMachine } from "./crowded-machine.js";

/** A reading as it came over a connection. */
export interface WireReading {
  readonly answer: SessionAnswer;
  /** Bytes of TCP from the machine for the answer alone, sealed and wrapped in WS-Management. */
  readonly answerBytes: number;
  /** Bytes in both directions of the whole session, from the first connection to the last. */
  readonly sessionBytes: number;
}

/** Reads a modelled machine over its WinRM service, and counts what passes. */
export async function readOverTheWire({ machine, areas }: CrowdedMachine): Promise<WireReading> {
  const account = { username: "kijun-agent", password: "not a secret", administrator: true };
  const simulated = new SimulatedMachine({ state: machine, accounts: [account] });
  const wire = await countedWire(await simulated.listen());
  const client = new WinRMClient({
    endpoint: { host: "127.0.0.1", port: wire.port, transport: "http" },
    credential: { username: account.username, password: new Secret(account.password), scheme: "ntlm" },
  });
  try {
    const session = await PowerShellSession.open(client, { script: agentScript(everyArea.map(({ id }) => id)) });
    const before = wire.received();
    const request = { expected: { computerName: machine.computerName }, areas };
    const answer = sessionAnswerSchema.parse(await session.request("snapshot", request, { deadlineMs: 60_000 }));
    const answerBytes = wire.received() - before;
    await session.close();
    return { answer, answerBytes, sessionBytes: wire.received() + wire.sent() };
  } finally {
    await client.close();
    wire.close();
    await simulated.close();
  }
}

/** Listens in front of a port of this computer and passes everything on. */
async function countedWire(target: number) {
  let [received, sent] = [0, 0];
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    near.on("data", (chunk) => (sent += chunk.length)).pipe(far);
    far.on("data", (chunk) => (received += chunk.length)).pipe(near);
    // Either end may go first.
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on("error", () => other.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    sent: () => sent,
    close: () => server.close(),
  };
}
