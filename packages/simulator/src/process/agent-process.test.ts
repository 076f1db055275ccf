import { sessionAnswerSchema } from "@kijun/agent";
import { encodeRequest, FrameReader, SCRIPT_ID } from "@kijun/node-winrm";
import { expect } from "chai";

import { usedMachine } from "../machine/used-machine.js";
import { AgentProcess } from "./agent-process.js";
import { finishedOutput } from "./finished-output.fixture.test.js";

const token = "0123456789abcdef";
const script = encodeRequest(SCRIPT_ID, { script: "function Invoke-SessionRequest {}" });
const expected = { computerName: "KITA-T001" };

function startAgent(): { agent: AgentProcess; machine: ReturnType<typeof usedMachine>; applied: () => number } {
  const machine = usedMachine({
    computerName: "KITA-T001",
    role: "terminal",
    operatingSystem: "Windows 11 Pro",
    locale: "ja-JP",
    seed: "agent",
  });
  let count = 0;
  return {
    machine,
    applied: () => count,
    agent: new AgentProcess({ machine, token, thinkMs: 1, onApplied: () => count++ }),
  };
}

interface AnswerFrame {
  readonly id: number;
  readonly kind?: string;
  readonly payload?: unknown;
}

async function answersTo(agent: AgentProcess, ...requests: Buffer[]): Promise<AnswerFrame[]> {
  const finished = finishedOutput(agent);
  for (const request of requests) agent.write(request);
  agent.endInput();
  const { stdout, exitCode } = await finished;
  expect(exitCode).to.equal(0);
  return new FrameReader({ prefix: token, kinds: true }).push(stdout);
}

describe("AgentProcess", () => {
  it("answers requests in their order and nothing to the script", async () => {
    const { agent, machine } = startAgent();
    const request = { method: "snapshot", params: { expected, areas: [] } };
    const answers = await answersTo(agent, script, encodeRequest(1, request), encodeRequest(2, request));
    expect(answers.map(({ id, kind }) => [id, kind])).to.deep.equal([
      [1, "result"],
      [2, "result"],
    ]);
    expect(sessionAnswerSchema.parse(answers[0]?.payload).identity.machineGuid).to.equal(machine.machineGuid);
  });

  it("takes frames that are cut anywhere", async () => {
    const { agent } = startAgent();
    const bytes = Buffer.concat([script, encodeRequest(1, { method: "snapshot", params: { expected, areas: [] } })]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
    expect(await answersTo(agent, ...pieces)).to.have.length(1);
  });

  it("writes with apply, tells that it has, and answers what was before and what is now", async () => {
    const { agent, machine, applied } = startAgent();
    machine.securityPolicy["LockoutBadCount"] = 10;
    const desired = { LockoutBadCount: 3, LockoutDuration: 30, ResetLockoutCount: 30 };
    const areas = [
      {
        id: "account-lockout",
        function: "AccountLockout",
        request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
        desired,
      },
    ];
    const [answer] = await answersTo(agent, script, encodeRequest(1, { method: "apply", params: { expected, areas } }));
    const area = sessionAnswerSchema.parse(answer?.payload).areas["account-lockout"];
    expect(area?.before).to.include({ LockoutBadCount: 10 });
    expect(area?.facts).to.include({ LockoutBadCount: 3 });
    expect(applied()).to.equal(1);
  });

  it("answers errors to a damaged frame, to a request without a script, and to what is no request", async () => {
    const damaged = Buffer.from(
      encodeRequest(1, { method: "snapshot" })
        .toString("latin1")
        .replace(/^(K1 1 1 1) [0-9a-f]{8}/, "$1 00000000"),
    );
    const kindOf = ({ id, kind, payload }: AnswerFrame): unknown => [
      id,
      kind,
      (payload as { errorId?: string }).errorId,
    ];
    expect((await answersTo(startAgent().agent, script, damaged)).map(kindOf)).to.deep.equal([
      [1, "error", "FrameDamaged"],
    ]);
    const early = encodeRequest(1, { method: "snapshot", params: { expected, areas: [] } });
    expect((await answersTo(startAgent().agent, early)).map(kindOf)).to.deep.equal([
      [1, "error", "CommandNotFoundException"],
    ]);
    const foreign = encodeRequest(1, { method: "reboot", params: {} });
    expect((await answersTo(startAgent().agent, script, foreign)).map(kindOf)).to.deep.equal([
      [1, "error", "CommandNotFoundException"],
    ]);
  });

  it("answers nothing more once it is ended", async () => {
    const { agent } = startAgent();
    const finished = finishedOutput(agent);
    agent.write(Buffer.concat([script, encodeRequest(1, { method: "snapshot", params: { expected, areas: [] } })]));
    agent.kill();
    const { stdout, exitCode } = await finished;
    expect(stdout).to.have.length(0);
    expect(exitCode).to.equal(1);
  });
});
