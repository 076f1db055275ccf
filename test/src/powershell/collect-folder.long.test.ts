import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { answerModelled } from "@kijun/agent/modelled";
import { COLLECT_SCRIPT, ControllerKey, packFolder, takeAnswer } from "@kijun/collect";
import type { AnswerFile, AnswerOutcome } from "@kijun/collect";
import type { ItemFinding } from "@kijun/checklist";
import { dayInTokyo, fiscalYearOf, valueAt } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { sha256 } from "@kijun/kit";
import { declaredMachines } from "@kijun/provider/fleet";
import { declaredAreas, keptReading, readingFrom } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";
import { fleet } from "@kijun/sapporo";
import { readingOf } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { usedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { repositoryRoot, textOf } from "../conventions/repository.js";
import { KitRehearsal } from "./kit-rehearsal.js";
import type { Rehearsed, RehearsedRun } from "./kit-rehearsal.js";
import { findingsOf, findingsOverLine } from "./online-check.js";
import { lintCommand } from "./powershell-engine.js";

const { version: RELEASE } = JSON.parse(textOf(repositoryRoot, "lerna.json")) as { version: string };
const KIJUN = join(repositoryRoot, "packages/cli/bin/kijun.js");
const HOST = "KITA-T001";

/** No Windows has this build or edition. */
const FIXTURE = {
  ...{ platform: "Win32NT", build: "99999.1", edition: "KijunTestFixture", product: "WinNT", language: "ja-JP" },
  ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.99999.1", powershellEdition: "Desktop" },
};

/** A terminal after some years of use, in a network as its own stubs show it. */
const machine: WindowsState = {
  ...usedMachine({
    ...{ computerName: HOST, role: "terminal", operatingSystem: "Windows 11 Pro 24H2", locale: "ja-JP" },
    ...{ seed: "collect", network: { interfaces: [], connections: [] } },
  }),
  // The same moment for every reading, so that equal states give equal readings.
  clock: new Date().toISOString(),
};

/** What the customer's baseline declares and expects of it. */
function judgedEntry(): FleetFileEntry {
  const found = declaredMachines(fleet, "2026-01-14").find(({ host }) => host.name === HOST);
  if (found === undefined) throw new Error(`no ${HOST}`);
  return found.judged;
}

/** Findings as text, but for where what they rest on comes from. */
function withoutOrigin(findings: readonly ItemFinding[], origin: string): string {
  const parts = findings.flatMap((finding) => finding.parts).filter(({ kind }) => kind !== "attested");
  expect(new Set(parts.map(({ evidence }) => evidence.source))).to.deep.equal(new Set([origin]));
  const isOrigin = (name: string): boolean => ["source", "observedAt", "receivedAt"].includes(name);
  return JSON.stringify(findings, (name, value: unknown) => (isOrigin(name) ? undefined : value), 2);
}

describe("a folder for machines without a line, on a machine", function () {
  this.timeout(300_000);
  this.slow(60_000);
  const entry = judgedEntry();
  let rehearsal: KitRehearsal;
  let started: Awaited<ReturnType<typeof KitRehearsal.start>> | undefined;
  let key: ControllerKey;
  let folder: string;
  let ended: RehearsedRun;

  before(async function () {
    started = await KitRehearsal.start(machine, COLLECT_SCRIPT);
    if ("pending" in started) {
      const note = ` (pending: ${started.pending})`;
      this.test?.parent?.eachTest((test) => (test.title += note));
      this.skip();
    }
    rehearsal = started;
    key = ControllerKey.made(rehearsal.at("home"));
    folder = packed("folder", { machineGuid: machine.machineGuid });
    ended = await rehearsal.run(folder, [], { report: null });
    expect(ended.code, ended.stdout).to.equal(0);
  });
  after(() => {
    if (started !== undefined && !("pending" in started)) started.dispose();
  });

  function packed(name: string, { host = HOST, machineGuid = "" } = {}): string {
    return packFolder(rehearsal.at(name), [{ entry: { ...entry, host }, machineGuid }], { release: RELEASE, key })
      .folder;
  }

  const run = (kit: string, given: Rehearsed = {}): Promise<RehearsedRun> => rehearsal.run(kit, [], given);

  function answerFile(): AnswerFile {
    const [name = "", ...more] = readdirSync(join(folder, "answers"));
    expect(more).to.deep.equal([]);
    return { name, bytes: readFileSync(join(folder, "answers", name)) };
  }

  /** The answer as a real machine would give it. */
  function asReal(changes: object = {}): AnswerFile {
    const answer = JSON.parse(Buffer.from(answerFile().bytes).toString()) as object;
    const body = JSON.stringify({ ...answer, digest: undefined, rehearsal: false, system: FIXTURE, ...changes }).slice(
      0,
      -1,
    );
    return { name: "real", bytes: Buffer.from(`${body},"digest":"${sha256(body)}"}\n`) };
  }

  const take = (file: AnswerFile, now = new Date()): Promise<AnswerOutcome> =>
    takeAnswer(file, { key, release: RELEASE, now, maxAgeDays: 14 }, { KIJUN_HOME: rehearsal.at("home") });

  async function refusal(file: AnswerFile, now?: Date): Promise<string> {
    const outcome = await take(file, now);
    return outcome.outcome === "refused" ? `${outcome.error.code}: ${outcome.error.message}` : outcome.outcome;
  }

  const command = lintCommand();
  const title = "uses only what Windows PowerShell 5.1 has";
  it(command === undefined ? `${title} (pending: no checker, KIJUN_PWSH_LINT51)` : title, function () {
    if (command === undefined) this.skip();
    const scripts = [COLLECT_SCRIPT, "agent.ps1"].map((name) => join(folder, name));
    const { status, stdout, stderr } = spawnSync(command, scripts, { encoding: "utf8" });
    expect([stdout + stderr, status]).to.deep.equal(["", 0]);
  });

  it("writes one answer that says it was a rehearsal, shows its digest, and leaves the rest of the folder alone", async () => {
    const file = answerFile();
    expect(file.name).to.match(/^KITA-T001-\d{8}T\d{6}\.answer\.json$/);
    const { digest } = JSON.parse(Buffer.from(file.bytes).toString()) as { digest: string };
    expect(ended.stdout)
      .to.include(digest)
      .and.to.include(sha256(readFileSync(join(folder, "manifest.json"))));
    expect(await refusal(file))
      .to.include("rehearsal: scripts stood in for Windows")
      .and.to.include("ANSWER_REFUSED");
    const { files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
      files: Record<string, string>;
    };
    for (const [name, hash] of Object.entries(files))
      expect(sha256(readFileSync(join(folder, name))), name).to.equal(hash);
  });

  it("is refused in any other form than it was written, as another machine's, and as an old one", async () => {
    const { bytes } = asReal();
    for (const at of [0, 100, Math.floor(bytes.length / 2), bytes.length - 2]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(await refusal({ name: "changed", bytes: other })).to.match(/^ANSWER_REFUSED: changed is refused/);
    }
    const answers = JSON.stringify((JSON.parse(Buffer.from(bytes).toString()) as { answers: unknown }).answers);
    const others = JSON.parse(answers.replaceAll(`"computerName":"${HOST}"`, '"computerName":"KITA-T002"')) as unknown;
    expect(await refusal(asReal({ answers: others }))).to.match(
      /^WRONG_MACHINE: .*KITA-T002 has answered, not KITA-T001/,
    );
    const later = new Date(Date.now() + 15 * 24 * 60 * 60 * 1000);
    expect(await refusal(asReal(), later)).to.include("older than 14 days");
    expect(keptReading(HOST, { KIJUN_HOME: rehearsal.at("home") }).kind).to.equal("none");
  });

  it("is judged exactly like a reading over the line of the same state", () => {
    writeFileSync(rehearsal.at("KITA-T001.answer.json"), asReal().bytes);
    const env = { ...process.env, KIJUN_HOME: rehearsal.at("home") };
    const args = [KIJUN, "collect", "import", rehearsal.at("KITA-T001.answer.json"), "--json"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    expect(status, stderr).to.equal(0);
    const { answers } = JSON.parse(stdout) as { answers: { outcome: string; unread: object[] }[] };
    expect(answers.map(({ outcome, unread }) => [outcome, unread])).to.deep.equal([["kept", []]]);
    const kept = keptReading(HOST, env);
    if (kept.kind !== "kept") throw new Error(kept.kind);
    const areas = declaredAreas(entry).map((area) => readingOf(area, entry.areas[area.property] ?? {}));
    const online = answerModelled(machine, "snapshot", { expected: { computerName: HOST }, areas });
    const [carried, live] = [kept.content.answer, online].map((answer) =>
      readingFrom({ ...kept.content, answer }, entry),
    );
    expect(carried?.identity).to.deep.equal(live?.identity);
    // Without a line there is nothing to lay the machine's clock beside.
    const clock = valueAt(carried?.areas["machine"] as CanonicalArea, ["clockAheadSeconds"]);
    expect(clock).to.equal("unreadable: CLOCK_NOT_COMPARED");
    for (const reading of [carried, live])
      delete (reading?.areas["machine"] as Record<string, unknown>)["clockAheadSeconds"];
    for (const { property } of declaredAreas(entry)) {
      const text = JSON.stringify(carried?.areas[property]);
      expect(text, property).to.equal(JSON.stringify(live?.areas[property]));
      expect(text, property).to.not.match(/^"unreadable/);
    }
  });

  it("gives by the commands, byte for byte, the findings of a check that reads the same state over WinRM", async () => {
    const year = fiscalYearOf(dayInTokyo(new Date().toISOString()));
    const carried = await findingsOf(HOST, rehearsal.at("home"), ["--year", year.name, "--host", HOST]);
    const online = await findingsOverLine(machine, entry, rehearsal.at("online"));
    expect(new Set(online.map(({ status }) => status))).to.include("fail");
    expect(withoutOrigin(carried, "collected")).to.equal(withoutOrigin(online, "live"));
  });

  it("changes nothing when it is taken in again", async () => {
    const before = keptReading(HOST, { KIJUN_HOME: rehearsal.at("home") });
    expect((await take(asReal())).outcome).to.equal("duplicate");
    expect(keptReading(HOST, { KIJUN_HOME: rehearsal.at("home") })).to.deep.equal(before);
  });

  it("reads nothing on a machine that is not in the list, or not the recorded one", async () => {
    const other = await run(packed("other", { host: "KITA-T002" }));
    expect([other.code, existsSync(other.report)]).to.deep.equal([2, false]);
    expect(other.stdout).to.include("This machine is KITA-T001").and.to.include("KITA-T002");
    const rebuilt = await run(packed("rebuilt", { machineGuid: "11111111-1111-1111-1111-111111111111" }));
    expect([rebuilt.code, readdirSync(rebuilt.report)]).to.deep.equal([2, []]);
    expect(rebuilt.stdout)
      .to.include(machine.machineGuid)
      .and.to.include("--replaced")
      .and.to.not.match(/^\[1\//m);
  });

  it("reads nothing from a folder of which a byte has changed or a file is missing", async () => {
    const damaged = rehearsal.at("damaged");
    cpSync(folder, damaged, { recursive: true });
    const request = readdirSync(damaged).find((name) => name.startsWith("request-")) ?? "";
    writeFileSync(join(damaged, request), readFileSync(join(damaged, request), "utf8").replace("services", "servicez"));
    rmSync(join(damaged, "agent.ps1"));
    const { code, stdout } = await run(damaged);
    expect([code, stdout.includes(request), stdout.includes("agent.ps1")]).to.deep.equal([2, true, true]);
    writeFileSync(join(damaged, "manifest.json"), "{");
    expect((await run(damaged)).stdout).to.include("manifest.json cannot be read");
  });

  it("reads nothing where its answer could not be written, and writes to another place where one is named", async () => {
    writeFileSync(rehearsal.at("no-folder"), "");
    const { code, stdout } = await run(folder, { report: join(rehearsal.at("no-folder"), "answers") });
    expect([code, stdout.includes("-OutputFolder")]).to.deep.equal([2, true]);
    expect(stdout).to.not.match(/^\[1\//m);
  });

  it("reads nothing without an administrator's rights, nor on another engine than Windows PowerShell 5.1", async () => {
    const filtered = await run(folder, { label: "S-1-16-8192" });
    expect([filtered.code, filtered.stdout.includes("Nothing was read.")]).to.deep.equal([2, true]);
    const other = await run(folder, { asReal: true });
    expect([other.code, /This is pwsh/.test(other.stdout)]).to.deep.equal([2, true]);
    const blocked = await run(folder, { cmd: "exit 5" });
    expect([blocked.code, readdirSync(blocked.report)]).to.deep.equal([3, []]);
  });

  it("goes on where an area fails or ends the process, and says so in the answer", async () => {
    const standIn = `
function Read-AccountLockout { param($Request) [System.Environment]::Exit(9) }
function Read-Shares { param($Request) throw (New-Failure 'ACCESS_DENIED' 'no') }`;
    const { code, stdout, report } = await run(folder, { standIn });
    expect(code, stdout).to.equal(0);
    const [name = ""] = readdirSync(report);
    const { answers } = JSON.parse(readFileSync(join(report, name), "utf8")) as {
      answers: { id: string; code?: string; answer?: { areas: Record<string, { failure?: object }> } }[];
    };
    expect(answers.find(({ id }) => id === "account-lockout")?.code).to.equal("ENDED");
    expect(answers.find(({ id }) => id === "shares")?.answer?.areas["shares"]?.failure).to.include({
      code: "ACCESS_DENIED",
    });
    expect(answers).to.have.lengthOf(declaredAreas(entry).length);
  });
});
