import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import { PowerShellSession, Secret, WinRMClient } from "@kijun/node-winrm";
import { expect } from "chai";

import { SimulatedMachine } from "../machine/simulated-machine.js";
import { usedMachine } from "../machine/used-machine.js";
import { finishedOutput } from "./finished-output.fixture.test.js";
import { PowerShellProcess } from "./powershell-process.js";

/** What only Windows has; the emulated registry of an engine without Windows is empty. */
const STUB = 'function Get-CimInstance { @{ SerialNumber = "R0000001" } }';

function findEngine(): string | undefined {
  const beside = fileURLToPath(new URL("../../../../../shared/tools/powershell/pwsh", import.meta.url));
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "pwsh"));
  return [process.env["KIJUN_PWSH"] ?? "", ...onPath, beside].find((path) => path !== "" && isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Node.js stands for the engine where only the pipes count. */
function echo(program: string): PowerShellProcess {
  return new PowerShellProcess({
    engine: process.execPath,
    commandLine: `powershell.exe -e ${program}`,
    environment: { COMPUTERNAME: "K" },
  });
}

describe("PowerShellProcess", () => {
  it("passes input, both outputs, the environment and the exit code", async () => {
    const started = echo(
      "process.stdin.on('data',d=>process.stdout.write(d)).on('end',()=>{console.error(Object.keys(process.env).join());process.exitCode=3})",
    );
    const finished = finishedOutput(started);
    started.write(Buffer.from("こんにちは"));
    started.endInput();
    const { stdout, stderr, exitCode } = await finished;
    expect(stdout.toString()).to.equal("こんにちは");
    expect(stderr.toString()).to.include("COMPUTERNAME").and.to.not.include("PATH");
    expect(exitCode).to.equal(3);
  });

  it("ends at once when it is killed", async () => {
    const started = echo("setInterval(()=>{},1e6)");
    const finished = finishedOutput(started);
    started.kill();
    expect((await finished).exitCode).to.equal(1);
  });

  it("exits with 1 when there is no such engine", async () => {
    const started = new PowerShellProcess({ engine: "/nowhere/pwsh", commandLine: "powershell.exe", environment: {} });
    expect((await finishedOutput(started)).exitCode).to.equal(1);
  });

  it("runs the real bootstrap and the real agent script behind the real wire", async function () {
    this.timeout(60_000);
    const engine = findEngine();
    if (engine === undefined) return void this.skip();
    const state = usedMachine({
      computerName: "KITA-T001",
      role: "terminal",
      operatingSystem: "Windows 11 Pro",
      locale: "ja-JP",
      seed: "engine",
    });
    const account = { username: "kijun-agent", password: "only for this test", administrator: true };
    const environment = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", COMPUTERNAME: "KITA-T001" };
    const start = (commandLine: string): PowerShellProcess =>
      new PowerShellProcess({ engine, commandLine, environment });
    const machine = new SimulatedMachine({ state, accounts: [account], start });
    const endpoint = { host: "127.0.0.1", port: await machine.listen(), transport: "http" } as const;
    const client = new WinRMClient({
      endpoint,
      credential: { username: account.username, password: new Secret(account.password), scheme: "ntlm" },
    });
    try {
      const session = await PowerShellSession.open(client, { script: `${agentScript([])}\n${STUB}` });
      const answer = sessionAnswerSchema.parse(
        await session.request("snapshot", { expected: { computerName: "KITA-T001" }, areas: [] }),
      );
      expect(answer).to.deep.include({ wrongMachine: false, areas: {} });
      expect(answer.identity).to.include({ computerName: "KITA-T001", serialNumber: "R0000001" });
      await session.close();
      expect(machine.violations).to.deep.equal([]);
    } finally {
      await client.close();
      await machine.close();
    }
  });
});
