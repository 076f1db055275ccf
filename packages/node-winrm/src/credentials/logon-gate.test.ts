import { expect } from "chai";
import { WinRMError } from "../winrm-error.js";
import type { Credential } from "./credential.js";
import { LogonGate } from "./logon-gate.js";
import { Secret } from "./secret.js";

const credential = (password: string): Credential => ({
  username: "a",
  domain: "d",
  password: new Secret(password),
  scheme: "ntlm",
});

async function codeOf(entering: Promise<unknown>): Promise<string> {
  return entering.then(
    () => "entered",
    (error: unknown) => (error instanceof WinRMError ? error.code : String(error)),
  );
}

describe("LogonGate", () => {
  it("admits one logon and lets the others follow once it is accepted", async () => {
    const gate = new LogonGate();
    const settle = await gate.enter("d", credential("p"));
    const order: string[] = [];
    const others = [1, 2, 3].map(async () => {
      const done = await gate.enter("d", credential("p"));
      order.push("entered");
      done("accepted");
    });
    await new Promise(setImmediate);
    order.push("accepted");
    settle("accepted");
    await Promise.all(others);
    expect(order).to.deep.equal(["accepted", "entered", "entered", "entered"]);
    expect(gate.isProven("d", credential("p"))).to.equal(true);
    expect(gate.isProven("d", credential("q"))).to.equal(false);
  });

  it("admits the next when the first was not judged", async () => {
    const gate = new LogonGate();
    (await gate.enter("d", credential("p")))("not-judged");
    expect(await codeOf(gate.enter("d", credential("p")))).to.equal("entered");
  });

  it("refuses all others after a rejection, but not another password", async () => {
    const gate = new LogonGate();
    const settle = await gate.enter("d", credential("p"));
    const other = codeOf(gate.enter("d", credential("p")));
    settle("rejected");
    expect(await other).to.equal("WINRM_CREDENTIAL_LATCHED");
    expect(await codeOf(gate.enter("d", credential("q")))).to.equal("entered");
  });

  it("refuses all others for a quarter of an hour when no answer came to an unproven logon", async () => {
    let now = 0;
    const gate = new LogonGate(() => now);
    (await gate.enter("d", credential("p")))("unknown");
    expect(await codeOf(gate.enter("d", credential("p")))).to.equal("WINRM_UNREACHABLE");
    now += 15 * 60_000;
    const settle = await gate.enter("d", credential("p"));
    settle("accepted");
    (await gate.enter("d", credential("p")))("unknown");
    expect(await codeOf(gate.enter("d", credential("p")))).to.equal("entered");
  });

  it("keeps a rejection that comes between an entry and its acceptance", async () => {
    const gate = new LogonGate();
    (await gate.enter("d", credential("p")))("accepted");
    const first = await gate.enter("d", credential("p"));
    const second = await gate.enter("d", credential("p"));
    first("rejected");
    second("accepted");
    expect(await codeOf(gate.enter("d", credential("p")))).to.equal("WINRM_CREDENTIAL_LATCHED");
  });

  it("stops waiting when the caller cancels", async () => {
    const gate = new LogonGate();
    await gate.enter("d", credential("p"));
    const controller = new AbortController();
    const waiting = codeOf(gate.enter("d", credential("p"), undefined, controller.signal));
    controller.abort();
    expect(await waiting).to.equal("WINRM_CANCELLED");
  });
});
