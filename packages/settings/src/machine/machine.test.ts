import { compareArea } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine as modelled } from "../form/machine-states.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { machine } from "./machine.js";
import { machineLive } from "./machine.live.js";

function liveOf(state: Partial<WindowsState>, declared: object): CanonicalArea {
  const desired = machine.format(declared);
  return machine.fromWindows(machineLive.read(modelled(state), machine.readRequest(desired)), desired);
}

function differences(state: Partial<WindowsState>, declared: object): string[] {
  const desired = machine.format(declared);
  return compareArea(liveOf(state, declared), desired, machine.meets).map(
    ({ path, live }) => `${path.join(".")}: ${String(live)}`,
  );
}

const HKLM = "HKEY_LOCAL_MACHINE\\";
const WINDOWS = `${HKLM}SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion`;
const SERVICING = `${HKLM}SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing`;
const SESSION_MANAGER = `${HKLM}SYSTEM\\CurrentControlSet\\Control\\Session Manager`;

const renames = (...value: string[]): Registry => ({
  [SESSION_MANAGER]: { PendingFileRenameOperations: { kind: "MultiString", value } },
});

describe("machine", () => {
  it("shows what it found where that is within bounds or nobody has said what is right", () => {
    const registry: Registry = {
      [WINDOWS]: {
        ReleaseId: { kind: "String", value: "2009" },
      },
    };
    const declared = { build: { atLeast: "26100.4349" }, version: "to-be-confirmed", edition: "to-be-confirmed" };
    expect(liveOf({ registry, build: "26100.4652" }, declared)).to.deep.equal({
      build: "26100.4652",
      version: "2009",
      edition: "absent",
    });
    expect(differences({ registry, build: "26100.4652" }, declared)).to.deep.equal([]);
    expect(differences({ build: "26100.4652" }, { build: { atLeast: "26100.10000" } })).to.deep.equal([
      "build: 26100.4652",
    ]);
  });

  it("takes active and standby for as good, and no other state of a group", () => {
    const state = (owner: string, groupState = 0) => ({ clusterGroups: { 業務: { owner, state: groupState } } });
    const either = { cluster: { 業務: "active-or-standby" } };
    expect(differences(state("terminal-01"), either)).to.deep.equal([]);
    expect(differences(state("TERMINAL-02"), either)).to.deep.equal([]);
    expect(differences(state("TERMINAL-02"), { cluster: { 業務: "active" } })).to.deep.equal(["cluster.業務: standby"]);
    expect(differences(state("TERMINAL-01", 2), either)).to.deep.equal(["cluster.業務: failed"]);
    expect(differences(state("TERMINAL-01", 9), either)).to.deep.equal(["cluster.業務: state-9"]);
    expect(differences({}, either)).to.deep.equal(["cluster.業務: absent"]);
  });

  it("counts whole GiB, and knows no space of a disk that is not ready", () => {
    const drives = { "C:": { freeBytes: 20 * 2 ** 30 - 1 }, "D:": { freeBytes: null } };
    expect(differences({ drives }, { freeGiB: { "C:": { atLeast: 20 }, "D:": { atLeast: 1 } } })).to.deep.equal([
      "freeGiB.C:: 19",
      "freeGiB.D:: absent",
    ]);
  });

  it("names why Windows waits for a restart, by keys that are there and not by what is below them", () => {
    const declared = { restartPending: "none" };
    expect(differences({ registry: { [`${SERVICING}\\RebootPending`]: {} } }, declared)).to.deep.equal([
      "restartPending: component-servicing",
    ]);
    expect(differences({ registry: renames("\\??\\C:\\a", "") }, declared)).to.deep.equal([]);
    const name = (key: string, value: string): Registry => ({
      [`${HKLM}SYSTEM\\CurrentControlSet\\Control\\ComputerName\\${key}`]: { ComputerName: { kind: "String", value } },
    });
    const renamed = { ...name("ActiveComputerName", "OLD"), ...name("ComputerName", "NEW") };
    expect(differences({ registry: renamed }, declared)).to.deep.equal(["restartPending: computer-name"]);
  });

  it("names the files that are replaced at the next start, ten of them at most", () => {
    const declared = { renamesPending: "none" };
    expect(differences({ registry: renames("\\??\\C:\\業務\\a.dll", "!\\??\\C:\\b.dll") }, declared)).to.deep.equal([
      "renamesPending: C:\\業務\\a.dll",
    ]);
    const many = renames(...Array.from({ length: 12 }, (_, at) => [`\\??\\C:\\${String(at)}`, ""]).flat());
    expect(differences({ registry: many }, declared)[0]).to.match(/C:\\9, and 2 more'$/);
  });

  it("lays the machine's clock beside ours at the time of asking", () => {
    const bounds = { clockAheadSeconds: { atLeast: -60, atMost: 60 } };
    expect(differences({}, bounds)).to.deep.equal([]);
    expect(differences({ clockAheadSeconds: -4000 }, bounds)).to.have.lengthOf(1);
  });

  it("lays the clock beside nothing where nobody knows when the machine will be asked", () => {
    const desired = machine.format({ clockAheadSeconds: { atLeast: -60, atMost: 60 } });
    const facts = machineLive.read(modelled({}), machine.readRequest(desired, null));
    expect(machine.fromWindows(facts, desired)).to.deep.equal({ clockAheadSeconds: "unreadable: CLOCK_NOT_COMPARED" });
  });

  it("asks for the parts alone of which something is declared", () => {
    expect(machine.readRequest(machine.format({ model: "X" }))).to.deep.equal({ parts: ["system"] });
    expect(machine.readRequest(machine.format({ freeGiB: { "C:": 1 }, cluster: { A: "active" } }))).to.deep.equal({
      parts: ["cluster", "drives"],
    });
  });

  it("keeps a part that cannot be read from the others", () => {
    const desired = machine.format({ model: "X", freeGiB: { "C:": { atLeast: 1 } } });
    const facts = {
      system: { manufacturer: "F", model: "X", serialNumber: "" },
      drives: { failure: { code: "ACCESS_DENIED", detail: "d" } },
    };
    expect(machine.fromWindows(facts, desired)).to.deep.equal({
      model: "X",
      freeGiB: { "C:": "unreadable: ACCESS_DENIED (d)" },
    });
  });

  it("refuses a clock without bounds, letters that are no drive, and words that are no role", () => {
    expect(issues({ clockAheadSeconds: 0 })).to.have.lengthOf(1);
    expect(issues({ freeGiB: { c: 1 } })).to.have.lengthOf(1);
    expect(issues({ cluster: { A: "running" } })).to.have.lengthOf(1);
    expect(issues({ restartPending: "yes" })).to.have.lengthOf(1);
  });
});

function issues(declared: object): string[] {
  return (machine.schema.safeParse(declared).error?.issues ?? []).map(({ message }) => message);
}
