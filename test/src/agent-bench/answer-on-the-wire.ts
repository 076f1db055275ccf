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
  const port = await simulated.listen();
  const client = new WinRMClient({
    endpoint: { host: "127.0.0.1", port, transport: "http" },
    credential: { username: account.username, password: new Secret(account.password), scheme: "ntlm" },
  });
  try {
    const session = await PowerShellSession.open(client, { script: agentScript(everyArea.map(({ id }) => id)) });
    const before = simulated.statistics.bytesOut;
    const request = { expected: { computerName: machine.computerName }, areas };
    const answer = sessionAnswerSchema.parse(await session.request("snapshot", request, { deadlineMs: 60_000 }));
    const answerBytes = simulated.statistics.bytesOut - before;
    await session.close();
    const { bytesIn, bytesOut } = simulated.statistics;
    return { answer, answerBytes, sessionBytes: bytesIn + bytesOut };
  } finally {
    await client.close();
    await simulated.close();
  }
}
