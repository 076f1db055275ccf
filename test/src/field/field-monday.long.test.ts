import { join } from "node:path";

import { readJournal } from "@kijun/provider/run";
import type { DeclaredSettings } from "@kijun/settings";
import { fleetStatus, machineAreas } from "@kijun/simulator";
import type { MachineTrouble } from "@kijun/simulator";
import { expect } from "chai";

import { EngineProject } from "../end-to-end/engine-project.js";
import type { Finished } from "../end-to-end/engine-project.js";

const terminal = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
  screenSaver: { active: true, passwordProtected: true, timeoutSeconds: 600 },
} satisfies DeclaredSettings;

/** What is wrong with a machine on Monday, and the cause that the run must name for it. */
const MONDAY: Readonly<Record<string, { readonly trouble: MachineTrouble; readonly code: string }>> = {
  "KITA-T005": { trouble: { kind: "off" }, code: "WINRM_CONNECT_REFUSED" },
  "KITA-T006": { trouble: { kind: "off" }, code: "WINRM_CONNECT_REFUSED" },
  "KITA-T007": { trouble: { kind: "silent" }, code: "WINRM_CONNECT_TIMEOUT" },
  "KITA-T008": { trouble: { kind: "silent" }, code: "WINRM_CONNECT_TIMEOUT" },
  "KITA-T009": { trouble: { kind: "password" }, code: "WINRM_AUTH_FAILED" },
  "KITA-T010": { trouble: { kind: "stranger" }, code: "WRONG_MACHINE" },
  "KITA-T011": { trouble: { kind: "deny", area: "screen-saver" }, code: "ACCESS_DENIED" },
  "KITA-T012": { trouble: { kind: "hang" }, code: "WINRM_TIMEOUT" },
};

const WELL = ["KITA-T001", "KITA-T002", "KITA-T003", "KITA-T004"];
const fleet = Object.fromEntries([...WELL, ...Object.keys(MONDAY)].map((name) => [name, terminal]));

interface Summary {
  readonly run: string;
  readonly exit: { readonly code: number; readonly reasons: readonly string[] };
  readonly hosts: readonly { readonly name: string; readonly status: string }[];
  readonly changes: readonly { readonly host: string; readonly path: string; readonly live: unknown }[];
  readonly unreadable: readonly {
    readonly host: string;
    readonly code: string;
    readonly message: string;
    readonly hint: string;
  }[];
  readonly applied?: readonly { readonly host: string; readonly path?: string; readonly outcome: string }[];
}

/** A fleet that was in order on Friday, in order: each test goes on where the one before stopped. */
describe("a Monday on which some machines are off, strange, locked or stuck", function () {
  this.timeout(120_000);
  let project: EngineProject;
  let update: Summary;

  before(async () => {
    // Longer than the limit for a connection, and short for a machine that hangs.
    process.env["KIJUN_DEADLINE_SECONDS"] = "7";
    project = await EngineProject.create(fleet);
    const friday = await project.pulumi("up", "--yes", "--skip-preview");
    expect(friday.code, friday.stdout + friday.stderr).to.equal(0);
    for (const [host, { trouble }] of Object.entries(MONDAY)) await project.trouble(host, trouble);
    await project.breakSetting("KITA-T002", "screenSaver.timeoutSeconds", "1800");
  });
  after(async () => {
    delete process.env["KIJUN_DEADLINE_SECONDS"];
    await project.dispose();
  });

  function record({ stdout, stderr }: Finished): Summary {
    expect(stdout, stderr).to.not.equal("");
    return JSON.parse(stdout) as Summary;
  }

  function expectCauses({ unreadable, hosts }: Summary): void {
    // A password that was refused once is held back from then on.
    const cause = (code: string): string => (code === "WINRM_CREDENTIAL_LATCHED" ? "WINRM_AUTH_FAILED" : code);
    const causes = unreadable.map(({ host, code }) => [host, cause(code)]).sort();
    expect(causes).to.deep.equal(Object.entries(MONDAY).map(([host, { code }]) => [host, code]));
    for (const { host, message, hint } of unreadable) {
      expect(message, host).to.not.equal("");
      expect(hint, host).to.not.equal("");
    }
    const read = hosts.filter(({ status }) => status === "read").map(({ name }) => name);
    expect(read).to.have.members([...WELL, "KITA-T011"]);
  }

  it("ends a preview with what differs on the others, and each machine's own cause and next step", () => {
    const found = record(project.kijun("preview", "--stack", "dev", "--json"));
    expectCauses(found);
    expect(found.changes.map(({ host, path, live }) => [host, path, live])).to.deep.equal([
      ["KITA-T002", "screenSaver.timeoutSeconds", 1800],
    ]);
    expect(found.exit.code).to.not.equal(0);
  });

  it("applies what can be applied, and touches nothing else", async () => {
    const found = record(project.kijun("up", "--yes", "--stack", "dev", "--json"));
    update = found;
    expectCauses(found);
    expect(found.exit.code).to.not.equal(0);
    const changed = found.applied?.filter(({ outcome }) => outcome === "changed");
    expect(changed?.map(({ host, path }) => [host, path])).to.deep.equal([["KITA-T002", "screenSaver.timeoutSeconds"]]);
    expect(found.applied?.filter(({ outcome }) => outcome === "failed")).to.deep.equal([]);
    for (const host of Object.keys(fleet))
      expect(await machineAreas(project.fleetFolder, host, terminal), host).to.deep.equal(terminal);
  });

  it("has waited for the silent machines in the preview of that run, and not in its update", () => {
    const waitedFor = (phase: string): string[] => {
      const journal = readJournal(join(project.home, "runs", update.run, phase));
      const spans = journal.filter((entry) => entry.kind === "span" && entry.part === "wire");
      return [...new Set(spans.map(({ host }) => host))].sort();
    };
    const silent = ["KITA-T007", "KITA-T008", "KITA-T012"];
    expect(waitedFor("preview")).to.deep.equal(Object.keys(fleet).sort());
    expect(waitedFor("update")).to.deep.equal(
      Object.keys(fleet)
        .filter((host) => !silent.includes(host))
        .sort(),
    );
  });

  it("has tried the wrong password once in all, and left no shell on any machine", async () => {
    const status = await fleetStatus(project.fleetFolder);
    const hosts = status.running ? status.hosts : [];
    expect(hosts.map(({ name, failedLogons }) => [name, failedLogons])).to.deep.equal(
      Object.keys(fleet).map((name) => [name, name === "KITA-T009" ? 1 : 0]),
    );
    expect(hosts.filter(({ openShells }) => openShells > 0).map(({ name }) => name)).to.deep.equal([]);
    expect(hosts.flatMap(({ violations }) => violations)).to.deep.equal([]);
  });

  it("is in order again once the machines are", async () => {
    for (const host of Object.keys(MONDAY)) if (host !== "KITA-T009") await project.mend(host);
    const { stdout } = project.kijun("preview", "--stack", "dev", "--json");
    const found = JSON.parse(stdout) as Summary;
    expect(found.changes).to.deep.equal([]);
    expect(found.unreadable.map(({ host, code }) => [host, code])).to.deep.equal([
      ["KITA-T009", "WINRM_CREDENTIAL_LATCHED"],
    ]);
  });
});
