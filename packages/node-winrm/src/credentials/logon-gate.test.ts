import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { WinRMError } from "../winrm-error.js";
import type { Credential } from "./credential.js";
import { CredentialLatch } from "./credential-latch.js";
import { LogonGate } from "./logon-gate.js";
import { Secret } from "./secret.js";

const credential = (password: string): Credential => ({
  username: "a",
  domain: "d",
  password: new Secret(password),
  scheme: "ntlm",
});

const AT = { host: "192.0.2.1" };

async function codeOf(entering: Promise<unknown>): Promise<string> {
  return entering.then(
    () => "entered",
    (error: unknown) => (error instanceof WinRMError ? error.code : String(error)),
  );
}

describe("LogonGate", () => {
  it("admits one logon and lets the others follow once it is accepted", async () => {
    const gate = new LogonGate();
    const settle = await gate.enter(AT, credential("p"));
    const order: string[] = [];
    const others = [1, 2, 3].map(async () => {
      const done = await gate.enter(AT, credential("p"));
      order.push("entered");
      done("accepted");
    });
    await new Promise(setImmediate);
    order.push("accepted");
    settle("accepted");
    await Promise.all(others);
    expect(order).to.deep.equal(["accepted", "entered", "entered", "entered"]);
    expect(gate.isProven(AT, credential("p"))).to.equal(true);
    expect(gate.isProven(AT, credential("q"))).to.equal(false);
  });

  it("admits the next when the first was not judged", async () => {
    const gate = new LogonGate();
    (await gate.enter(AT, credential("p")))("not-judged");
    expect(await codeOf(gate.enter(AT, credential("p")))).to.equal("entered");
  });

  it("refuses all others after a rejection, but not another password", async () => {
    const gate = new LogonGate();
    const settle = await gate.enter(AT, credential("p"));
    const other = codeOf(gate.enter(AT, credential("p")));
    settle("rejected");
    expect(await other).to.equal("WINRM_CREDENTIAL_LATCHED");
    expect(await codeOf(gate.enter(AT, credential("q")))).to.equal("entered");
  });

  it("refuses all others for a quarter of an hour when no answer came to an unproven logon", async () => {
    let now = 0;
    const gate = new LogonGate(() => now);
    (await gate.enter(AT, credential("p")))("unknown");
    expect(await codeOf(gate.enter(AT, credential("p")))).to.equal("WINRM_UNREACHABLE");
    now += 15 * 60_000;
    const settle = await gate.enter(AT, credential("p"));
    settle("accepted");
    (await gate.enter(AT, credential("p")))("unknown");
    expect(await codeOf(gate.enter(AT, credential("p")))).to.equal("entered");
  });

  it("keeps a rejection that comes between an entry and its acceptance", async () => {
    const gate = new LogonGate();
    (await gate.enter(AT, credential("p")))("accepted");
    const first = await gate.enter(AT, credential("p"));
    const second = await gate.enter(AT, credential("p"));
    first("rejected");
    second("accepted");
    expect(await codeOf(gate.enter(AT, credential("p")))).to.equal("WINRM_CREDENTIAL_LATCHED");
  });

  it("stops waiting when the caller cancels", async () => {
    const gate = new LogonGate();
    await gate.enter(AT, credential("p"));
    const controller = new AbortController();
    const waiting = codeOf(gate.enter(AT, credential("p"), undefined, controller.signal));
    controller.abort();
    expect(await waiting).to.equal("WINRM_CANCELLED");
  });

  it("tells who waited until a time limit which machine has not answered, and what to do", async () => {
    const gate = new LogonGate();
    await gate.enter(AT, credential("p"));
    const error: unknown = await gate
      .enter({ host: "192.0.2.2" }, credential("p"), undefined, AbortSignal.timeout(1))
      .catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "WINRM_UNREACHABLE");
    expect(error).to.have.property("message").that.includes("192.0.2.1").and.not.includes("192.0.2.2");
    expect(error).to.have.property("hint").that.includes("Look at 192.0.2.1");
  });
});

describe("LogonGate with a latch", () => {
  let folder: string;
  let now: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gate-"));
    now = Date.parse("2026-11-26T01:00:00Z");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A gate and a latch of their own stand for another process. */
  const enter = (password: string, signal?: AbortSignal): ReturnType<LogonGate["enter"]> =>
    new LogonGate(() => now).enter(AT, credential(password), new CredentialLatch(folder), signal);

  it("lets another process wait for the proof, and refuses it once that failed", async () => {
    const settle = await enter("p");
    const other = codeOf(enter("p"));
    settle("rejected");
    expect(await other).to.equal("WINRM_CREDENTIAL_LATCHED");
  });

  it("lets another process prove the credential itself after an acceptance: the password may have changed", async () => {
    (await enter("p"))("accepted");
    const settle = await enter("p");
    const third = codeOf(enter("p"));
    settle("rejected");
    expect(await third).to.equal("WINRM_CREDENTIAL_LATCHED");
  });

  it("holds a logon without an answer back in every process, for a quarter of an hour or until it is released", async () => {
    (await enter("p"))("unknown");
    const error: unknown = await enter("p").catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "WINRM_UNREACHABLE");
    expect(String(error))
      .to.include("no answer from 192.0.2.1")
      .and.include("any machine of d before 2026-11-26T01:15");
    const [entry] = new CredentialLatch(folder).list(now);
    expect(entry).to.include({ authority: "d", machine: "192.0.2.1", until: "2026-11-26T01:15:00.000Z" });
    new CredentialLatch(folder).release(entry?.id ?? "");
    (await enter("p"))("unknown");
    now += 15 * 60_000;
    expect(new CredentialLatch(folder).list(now)).to.deep.equal([]);
    expect(await codeOf(enter("p"))).to.equal("entered");
  });

  it("does not hold a password back that worked before, unless it was changed or rejected since", async () => {
    (await enter("p"))("accepted");
    (await enter("p"))("unknown");
    (await enter("q"))("unknown");
    expect(await codeOf(enter("q"))).to.equal("WINRM_UNREACHABLE");
    (await enter("p"))("rejected");
    expect(await codeOf(enter("p"))).to.equal("WINRM_CREDENTIAL_LATCHED");
    now += 40 * 24 * 60 * 60_000;
    expect(await codeOf(enter("p")), "a rejection does not grow old").to.equal("WINRM_CREDENTIAL_LATCHED");
  });

  it("tells who waited until a time limit that another process was at it", async () => {
    await enter("p");
    const error: unknown = await enter("p", AbortSignal.timeout(1)).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "WINRM_UNREACHABLE");
    expect(String(error)).to.include("another run");
  });

  it("holds a logon back that got no answer within a time limit: that is no end of the run", async () => {
    const settle = await enter("p", AbortSignal.timeout(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    settle("unknown");
    expect(await codeOf(enter("p"))).to.equal("WINRM_UNREACHABLE");
  });

  it("holds nothing back for the next run when this one was cancelled", async () => {
    const controller = new AbortController();
    const settle = await enter("p", controller.signal);
    controller.abort();
    settle("unknown");
    expect(await codeOf(enter("p"))).to.equal("entered");
  });

  it("lets the next one try after the entry was released, also in the process that saw the rejection", async () => {
    const gate = new LogonGate();
    const latch = new CredentialLatch(folder);
    (await gate.enter(AT, credential("p"), latch))("rejected");
    expect(await codeOf(gate.enter(AT, credential("p"), latch))).to.equal("WINRM_CREDENTIAL_LATCHED");
    for (const { id } of latch.list()) latch.release(id);
    expect(await codeOf(gate.enter(AT, credential("p"), latch))).to.equal("entered");
  });

  it("lets no logon pass when the memory cannot be used, and says why", async () => {
    writeFileSync(join(folder, "latch.key"), "damaged");
    const error: unknown = await enter("p").catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "WINRM_CREDENTIAL_LATCHED");
    expect(String(error)).to.include("the key is damaged").and.to.include("no logon is tried");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
    expect(String(await enter("p").catch((reason: unknown) => reason))).to.include("ENOTDIR");
  });
});
