import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { MACHINE_TYPE } from "@kijun/core";
import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";
import { FakeEngine } from "../pulumi/fake-engine.fixture.test.js";
import { answered, machine, silent } from "../run/host-readings.fixture.test.js";

const MACHINES = ["KITA-T001", "ANNEX-CS1", "KITA-T002"].map((name) => machine(name));

/** A number that no process has. */
const NOBODY = 2 ** 30;

/** What the engine exports of a state that knows these machines, each with its MachineGuid. */
function state(machines: Readonly<Record<string, string>>): string {
  const resources = Object.entries(machines).map(([name, machineGuid]) => ({
    urn: `urn:pulumi:dev::fixture::kijun:fleet:Site$${MACHINE_TYPE}::${name}`,
    type: MACHINE_TYPE,
    inputs: { site: "kita" },
    outputs: {
      __live: JSON.stringify({ identity: { computerName: name, machineGuid, serialNumber: "", build: "" } }),
    },
  }));
  return JSON.stringify({ version: 3, deployment: { resources } });
}

/** The machines that a command of the engine was about. */
function targeted(call: { readonly args: readonly string[] } | undefined): string[] {
  return (call?.args ?? []).flatMap((word) => /^\*\*:Machine::(.*)$/.exec(word)?.[1] ?? []);
}

describe("recording machines", () => {
  let project: FixtureProject;
  let engine: FakeEngine;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    project = new FixtureProject();
    engine = new FakeEngine(join(project.folder, "engine"));
    env = { KIJUN_HOME: project.home, KIJUN_AS_OF: "2026-01-14", PATH: engine.path, LANG: "C" };
  });
  afterEach(() => {
    project.dispose();
  });

  const run = (...args: string[]): Finished => kijun(args, { cwd: project.folder, env });
  const commands = (): string[] => engine.calls().map(({ args }) => args[0] ?? "");

  it("adopts only machines that the state does not know, and then refreshes those that it knows now", () => {
    engine.answer(
      "stack export",
      { stdout: state({ "KITA-T001": "a" }) },
      { stdout: state({ "KITA-T001": "a", "KITA-T002": "b" }) },
    );
    const failure = { diagnosticEvent: { severity: "error", message: "update failed\n" } };
    engine.answer("up", {
      ...{ machines: MACHINES, journal: [silent("ANNEX-CS1"), answered("KITA-T002", 0)] },
      ...{ code: 1, events: [failure] },
    });
    engine.answer("refresh", { machines: MACHINES, journal: [answered("KITA-T002", 0)] });
    const { code, stdout } = run("adopt", "--json");
    expect(code).to.equal(11);
    expect(JSON.parse(stdout)).to.deep.include({
      ...{ schema: "kijun.adopt/1", recorded: ["KITA-T002"], known: ["KITA-T001"] },
      notReached: [
        { host: "ANNEX-CS1", code: "WINRM_CONNECT_TIMEOUT", message: "no answer", hint: "Check the cable." },
      ],
    });
    const [up, refresh] = ["up", "refresh"].map((name) => engine.calls().find(({ args }) => args[0] === name));
    expect(up?.env).to.include({ KIJUN_MODE: "adopt" });
    expect(targeted(up)).to.have.members(["ANNEX-CS1", "KITA-T002"]);
    expect(up?.args).to.include("**:Site::annex");
    expect(refresh?.env).not.to.have.property("KIJUN_MODE");
    expect(targeted(refresh)).to.deep.equal(["KITA-T002"]);
  });

  it("asks nobody when the state knows all chosen machines", () => {
    engine.answer("stack export", { stdout: state({ "KITA-T001": "a" }) });
    const { code, stdout } = run("adopt", "--host", "kita-t001");
    expect(code).to.equal(0);
    expect(stdout).to.include("known already: 1 machine(s)\n  KITA-T001");
    expect(commands()).not.to.include("up");
  });

  it("says in its document what is wrong with a declaration that stopped it", () => {
    const message = "BASELINE_INVALID: 1 problem(s) in the declaration:\n  a.ts: x = 1: too big\nCorrect it.\n";
    const failure = { code: 1, events: [{ diagnosticEvent: { severity: "error", message } }] };
    engine.answer("stack export", { stdout: state({ "KITA-T001": "a" }) });
    engine.answer("up", failure);
    engine.answer("preview", failure);
    const error = {
      ...{ code: "BASELINE_INVALID", hint: "Correct it." },
      message: "1 problem(s) in the declaration:\n  a.ts: x = 1: too big",
    };
    for (const command of [["adopt"], ["replace", "KITA-T001", "--yes"]]) {
      const { code, stdout } = run(...command, "--json");
      expect(code).to.equal(2);
      expect(JSON.parse(stdout)).to.deep.include({ error });
    }
  });

  it("refuses a selection that means nothing before anything runs", () => {
    for (const args of [
      ["--host", "KITA-T09"],
      ["--site", "kito"],
      ["--area", "screen-savr"],
    ])
      expect(run("adopt", ...args)).to.include({ code: 2, stdout: "" });
    expect(engine.calls()).to.deep.equal([]);
  });

  it("takes over a rebuilt machine and shows who it was and is", () => {
    engine.answer("stack export", { stdout: state({ "KITA-T001": "old" }) }, { stdout: state({ "KITA-T001": "new" }) });
    const reading = { ...answered("KITA-T001", 5) };
    const identity = { computerName: "KITA-T001", machineGuid: "new", serialNumber: "", build: "" };
    const journal = [{ ...reading, reading: { ...reading.reading, identity } }] as (typeof reading)[];
    for (const command of ["preview", "refresh"] as const) engine.answer(command, { machines: MACHINES, journal });
    const { code, stdout } = run("replace", "KITA-T001", "--yes");
    expect(code).to.equal(0);
    expect(stdout)
      .to.include("recorded: KITA-T001, MachineGuid old")
      .and.to.include("answers: KITA-T001, MachineGuid new");
    expect(stdout).to.include("taken over; nothing was written to the machine");
    const refresh = engine.calls().find(({ args }) => args[0] === "refresh");
    expect(refresh?.env).to.include({ KIJUN_REPLACE: "KITA-T001" });
    expect(targeted(refresh)).to.deep.equal(["KITA-T001"]);
    expect(commands()).not.to.include("up");
  });

  it("does nothing for a machine that is the recorded one, is not known, or does not answer", () => {
    engine.answer("stack export", { stdout: state({ "KITA-T001": "" }) });
    engine.answer("preview", { machines: MACHINES, journal: [answered("KITA-T001", 5)] });
    expect(run("replace", "KITA-T001", "--yes").stdout).to.include("there is nothing to do");
    engine.answer("preview", { machines: MACHINES, journal: [silent("KITA-T001")] });
    expect(run("replace", "KITA-T001", "--yes")).to.deep.include({ code: 11 });
    expect(run("replace", "KITA-T002", "--yes").stderr)
      .to.include("HOST_UNKNOWN")
      .and.to.include("kijun adopt");
    expect(run("replace", "KITA-T001").stderr).to.include("ARGUMENT_INVALID").and.to.include("--yes");
    expect(commands()).not.to.include("refresh");
  });

  it("clears the lock of a process that is gone and says so, but touches no other lock", () => {
    engine.answer("stack export", { stdout: state({ "KITA-T001": "a" }) });
    env = { ...env, PULUMI_BACKEND_URL: `file://${project.folder.replaceAll("\\", "/")}` };
    const folder = join(".pulumi", "locks", "organization", "fixture", "dev");
    mkdirSync(join(project.folder, folder), { recursive: true });
    const lock = (computer: string): string =>
      JSON.stringify({ pid: NOBODY, username: "operator", hostname: computer, timestamp: "2026-01-14T10:32:00Z" });
    project.write(join(folder, "a.json"), lock(hostname()));
    const cleared = run("adopt", "--host", "KITA-T001");
    expect(cleared.code).to.equal(0);
    expect(cleared.stderr).to.include("clearing the lock");
    expect(commands()).to.include("cancel");
    project.write(join(folder, "a.json"), lock("another-computer"));
    const { code, stderr } = run("adopt", "--host", "KITA-T001");
    expect(code).to.equal(2);
    expect(stderr).to.include("STACK_LOCKED").and.to.include("pulumi cancel --yes --stack dev");
    expect(commands().filter((name) => name === "cancel")).to.have.length(1);
  });
});
