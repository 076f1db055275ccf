import { randomBytes } from "node:crypto";
import { type LoopbackOptions, LoopbackService } from "./connection/loopback-service.fixture.test.js";
import type { Credential } from "./credentials/credential.js";
import { Secret } from "./credentials/secret.js";
import type { Endpoint } from "./endpoint.js";
import { ScriptedShells, type ScriptedProcess } from "./scripted-shells.fixture.test.js";
import { WinRMClient, type WinRMClientOptions } from "./winrm-client.js";
import { WinRMError } from "./winrm-error.js";

/** Writes back what it reads, to stdout; ends with code 0 at the end of its input. */
export const echo: ScriptedProcess = ({ onInput, write, exit }) => {
  onInput((bytes, end) => {
    if (bytes.length > 0) write("stdout", bytes);
    if (end) exit(0);
  });
};

/** A scripted service with one account, and clients of it. Passwords are random, since all tests share one logon gate. */
export class ClientBench {
  readonly password = randomBytes(12).toString("base64url");
  readonly shells: ScriptedShells;
  readonly service: LoopbackService;
  readonly #clients: WinRMClient[] = [];
  #endpoint: Promise<Endpoint> | undefined;

  constructor(process: ScriptedProcess = echo, options: Partial<LoopbackOptions> = {}) {
    this.shells = new ScriptedShells(process);
    this.service = new LoopbackService({
      accounts: { admin: this.password },
      respond: this.shells.respond,
      ...options,
    });
  }

  endpoint(): Promise<Endpoint> {
    this.#endpoint ??= this.service.listen();
    return this.#endpoint;
  }

  credential(change: Partial<Credential> = {}): Credential {
    return { username: "admin", password: new Secret(this.password), scheme: "ntlm", ...change };
  }

  async client(change: Partial<WinRMClientOptions> = {}): Promise<WinRMClient> {
    const endpoint = await this.endpoint();
    const client = new WinRMClient({ endpoint, credential: this.credential(), busyRetryMs: 5, ...change });
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.service.close();
  }
}

/** The WinRMError an action fails with. */
export async function failure(action: Promise<unknown>): Promise<WinRMError> {
  try {
    await action;
  } catch (error) {
    if (error instanceof WinRMError) return error;
    throw error;
  }
  throw new Error("the action did not fail");
}
