import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { noNeedlessPrograms } from "./no-needless-programs.js";

describe("needless programs", () => {
  const part = new JudgedPart(noNeedlessPrograms, {
    services: {
      EventLog: { start: "automatic", state: "running" },
      Spooler: { start: "manual", state: "stopped", account: "LocalSystem" },
      SCardSvr: { start: "manual" },
      RemoteRegistry: { start: "disabled", state: "stopped" },
      SNMP: "absent",
    },
    scheduledTasks: { "\\Backup": { enabled: true, actions: ["c:\\backup.cmd"] }, "*": "absent" },
    autorun: { "run: Launcher": { command: "c:\\launcher.exe", enabled: true }, "*": "absent" },
    processes: { "C:\\app\\app.exe": "running", "*": "absent" },
  });
  const held = (area: string, values: Record<string, string>) => part.found({ held: { [area]: values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("says of each place once that it is in order", () => {
    const places = part.observe({}).map(({ area, path }) => `${area} ${path}`);
    expect(places).to.deep.equal([...new Set(places)]);
  });

  it("fails a service that works more than declared, or as somebody else", () => {
    for (const line of [
      "start automatic, state stopped, account LocalSystem",
      "start manual, state running, account LocalSystem",
      "start manual, state stopped, account .\\gyomu",
    ]) {
      expect(held("services", { Spooler: line }), line).to.deep.equal(["fail services Spooler"]);
    }
    expect(held("services", { SCardSvr: "start automatic" })).to.deep.equal(["fail services SCardSvr"]);
  });

  it("remarks on a service that works less", () => {
    expect(held("services", { EventLog: "start disabled, state stopped" })).to.deep.equal(["remark services EventLog"]);
    expect(held("services", { EventLog: "start automatic, state stopped" })).to.deep.equal([
      "remark services EventLog",
    ]);
    expect(held("services", { EventLog: "start manual, state running" })).to.deep.equal(["remark services EventLog"]);
    expect(held("services", { EventLog: "absent" })).to.deep.equal(["remark services EventLog"]);
    expect(held("services", { Spooler: "start disabled, state stopped, account LocalSystem" })).to.deep.equal([
      "remark services Spooler",
    ]);
  });

  it("fails a forbidden service that may start or runs, whatever is declared", () => {
    const declared = (line: string, parameters = {}) =>
      part.found({ declared: { services: { SNMP: line } }, parameters, isLive: false });
    expect(declared("start manual, state stopped")).to.deep.equal(["fail services SNMP"]);
    expect(declared("start disabled, state running")).to.deep.equal(["fail services SNMP"]);
    expect(declared("start disabled, state stopped")).to.deep.equal([]);
    expect(declared("start disabled")).to.deep.equal([]);
    expect(declared("start manual", { servicesForbidden: "telnet" })).to.deep.equal([]);
    expect(declared("what is this")).to.deep.equal(["fail services SNMP"]);
    expect(part.found({ isLive: false, parameters: { servicesForbidden: "eventlog" } })).to.deep.equal([
      "fail services EventLog",
    ]);
  });

  it("fails tasks, programs and processes beyond the lists", () => {
    expect(held("scheduled-tasks", { "*": '"\\\\Himitsu"' })).to.deep.equal(["fail scheduled-tasks *"]);
    expect(held("autorun", { "*": '"run: Himitsu"' })).to.deep.equal(["fail autorun *"]);
    expect(held("processes", { "*": '"C:\\\\Users\\\\x.exe"' })).to.deep.equal(["fail processes *"]);
  });

  it("fails what is otherwise than declared, and remarks on what is switched off", () => {
    expect(held("scheduled-tasks", { "\\Backup": "enabled true, actions c:\\other.cmd" })).to.deep.equal([
      "fail scheduled-tasks \\Backup",
    ]);
    expect(held("scheduled-tasks", { "\\Backup": "enabled false, actions c:\\other.cmd" })).to.have.length(1);
    expect(held("scheduled-tasks", { "\\Backup": "enabled false, actions c:\\backup.cmd" })).to.deep.equal([
      "remark scheduled-tasks \\Backup",
    ]);
    expect(held("autorun", { "run: Launcher": "command c:\\launcher.exe, enabled false" })).to.deep.equal([
      "remark autorun run: Launcher",
    ]);
    expect(held("autorun", { "run: Launcher": "command c:\\other.exe, enabled false" })).to.deep.equal([
      "fail autorun run: Launcher",
    ]);
    expect(held("processes", { "C:\\app\\app.exe": "absent" })).to.deep.equal(["remark processes C:\\app\\app.exe"]);
  });

  it("wants closed lists", () => {
    for (const area of ["scheduled-tasks", "autorun", "processes"]) {
      expect(part.found({ declared: { [area]: { "*": undefined } }, isLive: false })).to.deep.equal([`fail ${area} *`]);
    }
  });
});
