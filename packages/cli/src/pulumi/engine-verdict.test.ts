import { MACHINE_TYPE } from "@kijun/core";
import { expect } from "chai";

import type { EngineEvents } from "./engine-events.js";
import { engineVerdict } from "./engine-verdict.js";
import type { EngineExit } from "./run-engine.js";

const NOTHING: EngineEvents = { messages: [], violations: [], joining: [], leaving: [] };
const FAILED: EngineExit = { code: 1, stdout: "", stderr: "", interrupted: false, life: { start: 0, end: 1 } };

function errors(...messages: readonly string[]): EngineEvents {
  return { ...NOTHING, messages: messages.map((message) => ({ severity: "error", message })) };
}

describe("engineVerdict", () => {
  const context = { stack: "dev", outputFile: "engine-output.txt" };

  it("finds no cause in a success, and the wish to stop before every other cause", () => {
    expect(engineVerdict({ ...FAILED, code: 0 }, NOTHING, context)).to.deep.equal({ causes: [] });
    expect(engineVerdict({ ...FAILED, interrupted: true }, errors("preview canceled"), context)).to.deep.equal({
      causes: ["cancelled"],
    });
  });

  it("tells unexpected changes from failures", () => {
    expect(
      engineVerdict({ ...FAILED, code: 7, stderr: "error: no changes were expected" }, NOTHING, context).causes,
    ).to.deep.equal(["differences"]);
  });

  it("gives back an error that the program raised on purpose", () => {
    const text = "BASELINE_INVALID: 2 problem(s) in the declaration:\n  a.ts: x = 1: too big\nCorrect each place.";
    const { causes, error } = engineVerdict(FAILED, errors(text), context);
    expect(causes).to.deep.equal(["configuration"]);
    expect(error).to.include({ code: "BASELINE_INVALID", hint: "Correct each place." });
    expect(error?.message).to.equal("2 problem(s) in the declaration:\n  a.ts: x = 1: too big");
  });

  it("takes a mandatory refusal of a policy for the cause, and no other one", () => {
    const violation = { pack: "juki", policy: "lockout", message: "no", enforcement: "mandatory" };
    expect(engineVerdict(FAILED, { ...NOTHING, violations: [violation] }, context)).to.deep.equal({
      causes: ["checklist"],
    });
    const advisory = { ...NOTHING, violations: [{ ...violation, enforcement: "advisory" }] };
    expect(engineVerdict(FAILED, advisory, context).causes).to.deep.equal(["internal"]);
  });

  it("leaves failures of machines to the findings, but no other failure of the same command", () => {
    const urn = `urn:pulumi:dev::p::kijun:fleet:Site$${MACHINE_TYPE}::KITA-T001`;
    const ofMachine = {
      ...NOTHING,
      messages: [
        { severity: "error", message: "WINRM_TIMEOUT", urn },
        { severity: "error", message: "update failed" },
      ],
    };
    expect(engineVerdict(FAILED, ofMachine, { ...context, applyFailures: true })).to.deep.equal({ causes: [] });
    const disk = engineVerdict({ ...FAILED, stderr: "error: no space left" }, ofMachine, {
      ...context,
      applyFailures: true,
    });
    expect(disk.causes).to.deep.equal(["internal"]);
    expect(disk.error?.message).to.include("no space left");
  });

  it("names the way out of a lock and of a wrong passphrase", () => {
    const locked = engineVerdict(
      { ...FAILED, stderr: "error: the stack is currently locked by 1 lock(s)." },
      NOTHING,
      context,
    );
    expect(locked.error)
      .to.include({ code: "STACK_LOCKED" })
      .and.have.property("hint")
      .that.includes("pulumi cancel --yes --stack dev");
    const closed = engineVerdict(
      { ...FAILED, stderr: "error: get stack secrets manager: incorrect passphrase" },
      NOTHING,
      context,
    );
    expect(closed.error)
      .to.include({ code: "PASSPHRASE_MISSING" })
      .and.have.property("hint")
      .that.includes("the file passphrase of Kijun's home");
    expect(closed.causes).to.deep.equal(["configuration"]);
  });

  it("shows what the engine said of everything else, and where the rest is", () => {
    const { causes, error } = engineVerdict({ ...FAILED, stderr: "error: unknown flag: --bogus" }, NOTHING, context);
    expect(causes).to.deep.equal(["internal"]);
    expect(error?.message).to.equal("the engine ended with exit code 1:\nunknown flag: --bogus");
    expect(error?.hint).to.include("engine-output.txt");
    expect(engineVerdict({ ...FAILED, code: undefined }, NOTHING, context).error?.message).to.equal(
      "the engine was killed",
    );
  });
});
