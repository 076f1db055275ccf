import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { processes } from "./processes.js";
import { processesLive } from "./processes.live.js";

function liveOf(running: readonly string[], declared: object): CanonicalArea {
  const held = running.map((program, index) => [
    String(index * 4),
    { name: program.split("\\").at(-1) ?? "", path: program.includes("\\") ? program : null },
  ]);
  const desired = processes.format(declared);
  const state = machine({
    processes: Object.fromEntries(held) as NonNullable<ReturnType<typeof machine>["processes"]>,
  });
  return processes.fromWindows(processesLive.read(state, processes.readRequest(desired)), desired);
}

function faults(declared: unknown): string[] {
  return (processes.schema.safeParse(declared).error?.issues ?? []).map(({ message }) => message);
}

describe("processes", () => {
  it("knows what runs and what does not, and takes what may run as it is", () => {
    const app = "C:\\JUKI\\app.exe";
    expect(liveOf(["c:\\juki\\APP.exe"], { [app]: "absent" })).to.deep.equal({ [app]: "running" });
    expect(liveOf([], { [app]: "running" })).to.deep.equal({ [app]: "absent" });
    expect(liveOf([], { [app]: "allowed" })).to.deep.equal({ [app]: "allowed" });
    expect(liveOf([app], { [app]: "allowed", "*": "absent" })).to.deep.equal({ [app]: "allowed", "*": "absent" });
  });

  it("counts among the others what runs from where users may write, also below the folder of Windows", () => {
    const running = [
      "C:\\Windows\\System32\\svchost.exe",
      "C:\\Windows\\Temp\\a.exe",
      "C:\\Program Files (x86)\\X\\x.exe",
      "C:\\Program Files evil\\y.exe",
      "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18\\MsMpEng.exe",
    ];
    expect(liveOf(running, { "*": "absent" })["*"]).to.equal(
      '"C:\\\\Program Files evil\\\\y.exe", "C:\\\\Windows\\\\Temp\\\\a.exe"',
    );
  });

  it("takes a process without a path for Windows' own only by the names that Windows protects", () => {
    expect(liveOf(["lsass.exe", "yarai.exe"], { "*": "absent" })["*"]).to.equal('"yarai.exe"');
    expect(liveOf(["C:\\temp\\lsass.exe"], { "lsass.exe": "allowed", "*": "absent" })["*"]).to.equal(
      '"C:\\\\temp\\\\lsass.exe"',
    );
  });

  it("refuses another word for all others, and a program declared twice", () => {
    expect(faults({ "*": "running" })[0]).to.include('can only be "absent"');
    expect(faults({ "C:\\A.exe": "absent", "c:\\a.EXE": "running" })[0]).to.include("declared twice");
    const isAccepted = (name: string) => processes.schema.safeParse({ [name]: "absent" }).success;
    expect(["%TEMP%\\a.exe", "bin\\a.exe", "C:\\..\\a.exe", "\\\\server\\a.exe"].filter(isAccepted)).to.deep.equal([]);
  });
});
