import type { HostProcess, ServerAccount, WinRMServerOptions } from "./server-options.js";
import { WinRMServer } from "./winrm-server.js";

export const ADMINISTRATOR: ServerAccount = { username: "Kanri", password: "dummy-Passw0rd", administrator: true };
export const OPERATOR: ServerAccount = { username: "Sousa", password: "dummy-0perator", administrator: false };
export const LOCKED: ServerAccount = {
  username: "Teishi",
  password: "dummy-L0cked",
  administrator: true,
  locked: true,
};

/** A process that does what the test says. */
export class ScriptedProcess implements HostProcess {
  input = Buffer.alloc(0);
  ended = false;
  killed = false;
  emit: (stream: "stdout" | "stderr", chunk: Uint8Array) => void = () => undefined;
  exit: (exitCode: number) => void = () => undefined;

  constructor(
    readonly commandLine: string,
    readonly environment: Record<string, string>,
  ) {}

  write(chunk: Uint8Array): void {
    this.input = Buffer.concat([this.input, chunk]);
  }

  endInput(): void {
    this.ended = true;
  }

  kill(): void {
    this.killed = true;
    setImmediate(() => {
      this.exit(0xc000013a);
    });
  }

  onOutput(listener: ScriptedProcess["emit"]): void {
    this.emit = listener;
  }

  onExit(listener: ScriptedProcess["exit"]): void {
    this.exit = listener;
  }

  say(text: string, stream: "stdout" | "stderr" = "stdout"): void {
    this.emit(stream, Buffer.from(text));
  }
}

const servers: WinRMServer[] = [];

/** Starts a server that ends with the test. */
export async function startServer(
  options: Partial<WinRMServerOptions> = {},
): Promise<{ server: WinRMServer; port: number; processes: ScriptedProcess[] }> {
  const processes: ScriptedProcess[] = [];
  const server = new WinRMServer({
    computerName: "CS-01",
    accounts: () => [ADMINISTRATOR, OPERATOR, LOCKED],
    startProcess: (line, environment) => {
      const process = new ScriptedProcess(line, environment);
      processes.push(process);
      return process;
    },
    ...options,
  });
  servers.push(server);
  return { server, port: await server.listen(), processes };
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
