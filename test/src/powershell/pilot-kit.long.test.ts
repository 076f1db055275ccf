import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { judgeReport, KIT_SCRIPT, packKit } from "@kijun/pilot";
import { everyArea } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { usedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { repositoryRoot, textOf } from "../conventions/repository.js";
import { KitRehearsal } from "./kit-rehearsal.js";
import type { Rehearsed, RehearsedRun } from "./kit-rehearsal.js";
import { lintCommand } from "./powershell-engine.js";

const { version: RELEASE } = JSON.parse(textOf(repositoryRoot, "lerna.json")) as { version: string };
const KIJUN = join(repositoryRoot, "packages/cli/bin/kijun.js");

/** No Windows has this build or edition. What a test makes of a rehearsal carries them, and goes into a file of its own. */
const FIXTURE = {
  ...{ platform: "Win32NT", build: "99999.1", edition: "KijunTestFixture", product: "WinNT", language: "ja-JP" },
  ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.99999.1", powershellEdition: "Desktop" },
};

interface Report {
  readonly complete: boolean;
  readonly rehearsal: boolean;
  readonly system: { readonly platform: string; readonly process: string };
  readonly start: readonly { readonly step: string; readonly outcome?: string }[];
  readonly areas: readonly { readonly id: string; readonly code?: string }[];
  readonly claims: readonly { readonly id: string; readonly answer?: unknown; readonly skipped?: string }[];
}

/** Changes a file of a kit and its sum. */
function repack(kit: string, name: string, change: (text: string) => string): void {
  const text = change(readFileSync(join(kit, name), "utf8"));
  const path = join(kit, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { files: Record<string, string> };
  const files = { ...manifest.files, [name]: createHash("sha256").update(text).digest("hex") };
  writeFileSync(join(kit, name), text);
  writeFileSync(path, JSON.stringify({ ...manifest, files }));
}

/** A terminal after some years of use, in a network as its own stubs show it. */
const machine: WindowsState = usedMachine({
  ...{ computerName: "KITA-T001", role: "terminal", operatingSystem: "Windows 11 Pro 24H2", locale: "ja-JP" },
  ...{ seed: "pilot", network: { interfaces: [], connections: [] } },
});

describe("the pilot kit", () => {
  const command = lintCommand();
  const title = "uses only what Windows PowerShell 5.1 has";
  it(command === undefined ? `${title} (pending: no checker, KIJUN_PWSH_LINT51)` : title, function () {
    this.timeout(60_000);
    if (command === undefined) this.skip();
    const folder = mkdtempSync(join(tmpdir(), "kijun-kit-"));
    try {
      const kit = packKit(join(folder, "kit"), RELEASE).folder;
      const at = (name: string): string => join(kit, name);
      // The checks run behind the agent.
      writeFileSync(
        at("both.ps1"),
        `${readFileSync(at("agent.ps1"), "utf8")}\n${readFileSync(at("checks.ps1"), "utf8")}`,
      );
      const { status, stdout, stderr } = spawnSync(command, [at("kijun-pilot.ps1"), at("both.ps1")], {
        encoding: "utf8",
      });
      expect([stdout + stderr, status]).to.deep.equal(["", 0]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the pilot kit in a rehearsal", function () {
  this.timeout(300_000);
  this.slow(40_000);
  let rehearsal: KitRehearsal;
  let started: Awaited<ReturnType<typeof KitRehearsal.start>> | undefined;
  let kit: string;

  before(async function () {
    started = await KitRehearsal.start(machine, KIT_SCRIPT);
    if ("pending" in started) {
      const note = ` (pending: ${started.pending})`;
      this.test?.parent?.eachTest((test) => (test.title += note));
      this.skip();
    }
    rehearsal = started;
    kit = packKit(rehearsal.at("kit"), RELEASE).folder;
  });
  after(() => {
    if (started !== undefined && !("pending" in started)) started.dispose();
  });

  const run = (args: readonly string[], given?: Rehearsed): Promise<RehearsedRun> => rehearsal.run(kit, args, given);
  const writtenBy = ({ report }: RehearsedRun, name: string): string =>
    readFileSync(join(report, name), "utf8").replace("\ufeff", "");
  const reportOf = (run: RehearsedRun): Report => JSON.parse(writtenBy(run, "report.json")) as Report;
  const answerOf = (report: Report, id: string): unknown => report.claims.find((claim) => claim.id === id)?.answer;

  function kijun(...args: string[]): { code: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [KIJUN, ...args, "--lang", "en"], {
      ...{ cwd: rehearsal.at("."), encoding: "utf8" as const },
    });
    return { code: status, stdout, stderr };
  }

  describe("from pack to areas", () => {
    const apply = ["subnet-as-mask", "all-addresses-refused"].map((claim) => `firewall-rules/${claim}`);
    let ended: RehearsedRun;
    before(async function () {
      ended = await run(["-Apply", apply.join(",")]);
      expect(ended.code, ended.stdout).to.equal(0);
    });

    it("starts the agent as a session does, reads every area, and comes to its end", () => {
      const report = reportOf(ended);
      for (const claim of ["starts", "full-language", "script-from-input", "streamed-input", "ends-with-input"])
        expect(answerOf(report, `node-winrm/${claim}`), claim).to.equal(true);
      expect(report.areas.map(({ id, code }) => [id, code])).to.deep.equal(everyArea.map(({ id }) => [id, undefined]));
      expect(report.complete).to.equal(true);
    });

    it("says what it is: a rehearsal, on another system, by another engine", () => {
      const { rehearsal: isRehearsal, system } = reportOf(ended);
      expect(isRehearsal).to.equal(true);
      expect(system.platform).to.not.equal("Win32NT");
      expect(system.process).to.not.equal("powershell");
      for (const language of ["ja", "en"])
        expect(writtenBy(ended, `report.${language}.txt`)).to.match(/REHEARSAL|リハーサル/);
    });

    it("makes a check that changes something only where it is named, and takes the change back", () => {
      const { claims } = reportOf(ended);
      const notAsked = claims.filter(({ skipped }) => skipped === "not-asked").map(({ id }) => id);
      expect(notAsked).to.include("firewall-rules/order-of-fields").and.to.not.include.members(apply);
      expect(readFileSync(rehearsal.at("registry.json"), "utf8")).to.not.include("kijun-pilot");
    });

    it("names neither the machine nor anybody on it in what is sent back", () => {
      const own = [machine.computerName, machine.machineGuid, machine.serialNumber, "S-1-5-21-"];
      const names = Object.values(
        (machine as { localAccounts?: Record<string, { name: string }> }).localAccounts ?? {},
      );
      for (const name of ["report.json", "report.ja.txt", "report.en.txt"]) {
        const text = writtenBy(ended, name);
        for (const word of [...own, ...names.map((account) => account.name)])
          if (word !== "Administrator" && word !== "Guest") expect(text, name).to.not.include(word);
      }
      expect(writtenBy(ended, "readings.json")).to.include(machine.computerName).and.to.include(machine.serialNumber);
    });

    it("is never taken in as it is, with every reason", () => {
      const { code, stderr } = kijun(
        "pilot",
        "import",
        join(ended.report, "report.json"),
        "--evidence",
        "evidence.json",
      );
      expect(code).to.equal(2);
      for (const reason of ["rehearsal: ", "system.platform = ", "system.process = "])
        expect(stderr).to.include(reason);
      expect(existsSync(rehearsal.at("evidence.json"))).to.equal(false);
    });

    it("would be understood area by area, were it a real machine's", () => {
      const bytes = Buffer.from(JSON.stringify({ ...reportOf(ended), rehearsal: false, system: FIXTURE }));
      const readings = { name: "readings.json", bytes: readFileSync(join(ended.report, "readings.json")) };
      const { results } = judgeReport({ name: "report.json", bytes }, readings, RELEASE);
      const read = results.filter(({ claim }) => claim.way === "read");
      expect(read.filter(({ outcome }) => outcome !== "seen")).to.deep.equal([]);
      expect(read).to.have.lengthOf(everyArea.length);
    });

    it("would show in the areas as seen and as contradicted, were it a real machine's", () => {
      writeFileSync(
        rehearsal.at("fixture.json"),
        JSON.stringify({ ...reportOf(ended), rehearsal: false, system: FIXTURE }),
      );
      const imported = kijun("pilot", "import", "fixture.json", "--evidence", "evidence.json");
      expect(imported.code, imported.stderr).to.equal(0);
      const { stdout } = kijun("areas", "firewall-rules", "--evidence", "evidence.json");
      // The stub takes every address, Windows is believed to refuse these.
      expect(stdout).to.match(/subnet-as-mask: .*\n +seen on build 99999\.1 \(KijunTestFixture, ja-JP\)/);
      expect(stdout).to.match(
        /all-addresses-refused: .*\n +contradicted on build 99999\.1 \(KijunTestFixture, ja-JP\)/,
      );
      expect(stdout).to.match(/order-of-fields: .*\n +believed/);
    });
  });

  it("says so first, and tries nothing more, where PowerShell is kept from starting", async () => {
    const blocked = await run([], { cmd: 'echo "Access is denied." >&2; exit 5' });
    expect(blocked.code).to.equal(3);
    const report = reportOf(blocked);
    expect(answerOf(report, "node-winrm/starts")).to.equal(false);
    expect([report.areas.length, report.complete]).to.deep.equal([0, true]);
    expect(writtenBy(blocked, "report.en.txt")).to.match(
      /1\. PowerShell started[^\n]*\n {2}\[NOT AS BELIEVED\] node-winrm\/starts/,
    );
    expect(blocked.stdout).to.not.match(/^\[1\//m);
  });

  it("tells a script that is refused on its way in from a PowerShell that does not start", async () => {
    const refused = await run([], {
      standIn: "throw (New-Object System.Management.Automation.ParseException 'refused')",
    });
    expect(refused.code).to.equal(3);
    const report = reportOf(refused);
    expect(answerOf(report, "node-winrm/starts")).to.equal(true);
    expect(answerOf(report, "node-winrm/script-from-input")).to.equal(false);
    expect(report.start.at(-1)).to.include({ step: "script-from-input", outcome: "error" });
  });

  it("tries the start alone where it is itself held to a restricted language", async () => {
    const restricted = await run([], { languageMode: "ConstrainedLanguage" });
    expect(restricted.code, restricted.stdout).to.equal(3);
    const report = reportOf(restricted);
    expect(answerOf(report, "node-winrm/starts")).to.equal(true);
    expect(report.areas).to.deep.equal([]);
    expect(restricted.stdout).to.include("held to a restricted language (ConstrainedLanguage)");
  });

  it("goes on with the next area where one fails or ends the process", async () => {
    const standIn = `
function Read-AccountLockout { param($Request) [System.Environment]::Exit(9) }
function Read-Shares { param($Request) throw (New-Failure 'ACCESS_DENIED' 'nobody shall see this') }`;
    const ended = await run([], { standIn });
    const { areas } = reportOf(ended);
    const failed = areas.filter(({ code }) => code !== undefined).map(({ id, code }) => [id, code]);
    expect(failed).to.deep.equal([
      ["account-lockout", "ENDED"],
      ["shares", "ACCESS_DENIED"],
    ]);
    expect(writtenBy(ended, "report.json")).to.not.include("nobody shall see this");
  });

  it("goes on without an area or a check that gives no answer in time, and ends what it waits for", async () => {
    const impatient = packKit(rehearsal.at("impatient"), RELEASE).folder;
    repack(impatient, "kit.json", (text) => text.replace('"answerSeconds": 120', '"answerSeconds": 15'));
    const wait = (name: string): string => {
      const note = `[System.IO.File]::WriteAllText('${rehearsal.at(name)}', "$PID")`;
      return `function ${name} { ${note}; [System.Threading.Thread]::Sleep(600000) }`;
    };
    const ended = await rehearsal.run(impatient, [], { standIn: `${wait("Read-Shares")}\n${wait("Test-HubDriver")}` });
    expect(ended.code, ended.stdout).to.equal(0);
    const { areas, claims, complete } = reportOf(ended);
    expect(complete).to.equal(true);
    expect(areas).to.have.lengthOf(everyArea.length);
    expect(areas.find(({ id }) => id === "shares")?.code).to.equal("NO_ANSWER");
    expect(claims.find(({ id }) => id === "devices/hub-drivers")).to.deep.equal({
      ...{ id: "devices/hub-drivers", failure: "NO_ANSWER" },
    });
    for (const name of ["Read-Shares", "Test-HubDriver"])
      expect(() => process.kill(Number(readFileSync(rehearsal.at(name), "utf8")), 0)).to.throw("ESRCH");
  });

  it("does nothing on an engine that is not Windows PowerShell 5.1 unless it is told to rehearse", async () => {
    const { code, stdout, report } = await run([], { asReal: true });
    expect([code, existsSync(report)]).to.deep.equal([2, false]);
    expect(stdout).to.match(/This is pwsh\S* .* Nothing was read\./);
  });

  it("reads nothing without an administrator's rights", async () => {
    const { code, stdout, report } = await run([], { label: "S-1-16-8192" });
    expect([code, existsSync(report)]).to.deep.equal([2, false]);
    expect(stdout).to.include("Nothing was read.");
  });

  it("reads nothing where a check does not exist, where the folder is damaged, or where the report would go over another", async () => {
    const unknown = await run(["-Apply", "firewall-rules/nothing"]);
    expect([unknown.code, existsSync(unknown.report)]).to.deep.equal([2, false]);
    expect(unknown.stdout).to.include("-Apply firewall-rules/nothing").and.to.include("firewall-rules/subnet-as-mask");
    const damaged = packKit(rehearsal.at("damaged"), RELEASE).folder;
    writeFileSync(join(damaged, "agent.ps1"), "half");
    rmSync(join(damaged, "checks.ps1"));
    const { code, stdout } = await rehearsal.run(damaged, []);
    expect(code).to.equal(2);
    expect(stdout).to.include("agent.ps1, checks.ps1");
    const twice = await run([], { report: rehearsal.at("damaged") });
    expect([twice.code, twice.stdout.includes("is there already")]).to.deep.equal([2, true]);
  });
});
