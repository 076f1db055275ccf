import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

import { agentScript } from "@kijun/agent";
import { expect } from "chai";

import { engineCandidates } from "./powershell-engine.js";

/** Evaluates probes with the agent's own functions on this computer's files and programs. */
const BENCH = `
param([string]$Agent, [string]$Request, [string]$Answer, [string]$Limit, [int]$Value)
. $Agent
if ($Limit) { $ProbeLimit[$Limit] = $Value }
$facts = Read-Probe (ConvertFrom-Json ([System.IO.File]::ReadAllText($Request)))
[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json -InputObject $facts -Depth 8 -Compress))
`;

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

describe("probes on real files and programs", function () {
  this.timeout(60_000);
  const [engine] = engineCandidates();
  const pending = engine === undefined ? " (pending: no PowerShell engine, KIJUN_PWSH)" : "";
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-probe-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, data: string | Buffer, secondsAgo = 0): string {
    const path = join(folder, name);
    writeFileSync(path, data);
    const time = Date.now() / 1000 - secondsAgo;
    utimesSync(path, time, time);
    return path;
  }

  function findings(probes: readonly object[], limit = "", value = 0): unknown[] {
    const [bench, agent, request, answer] = ["bench.ps1", "agent.ps1", "request.json", "answer.json"].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    writeFileSync(bench, BENCH);
    writeFileSync(agent, agentScript(["vendor-software"]));
    writeFileSync(request, JSON.stringify({ probes }));
    const about = ["-Agent", agent, "-Request", request, "-Answer", answer, "-Limit", limit, "-Value", String(value)];
    const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", bench, ...about];
    const { status, stdout, stderr } = spawnSync(engine ?? "", args, { encoding: "utf8" });
    expect(status, stdout + stderr).to.equal(0);
    return (JSON.parse(readFileSync(answer, "utf8")) as { probes: unknown[] }).probes;
  }

  function itOnEngine(title: string, run: () => void): void {
    it(`${title}${pending}`, function () {
      if (engine === undefined) this.skip();
      run();
    });
  }

  const log = (path: string, more: object = {}) => ({
    ...{ kind: "text-log", path, encoding: "utf-8", pattern: "適用 (?<value>\\S+)", timeFormat: null },
    ...{ property: "value", ...more },
  });
  const command = (script: string, more: object = {}) => ({
    ...{ kind: "command", path: process.execPath, sha256: sha256(readFileSync(process.execPath)) },
    ...{ arguments: `-e "${script}"`, encoding: "utf-8", pattern: null, timeoutSeconds: 20, ...more },
  });

  itOnEngine("read a log in the encoding that is declared", () => {
    const cp932 = Buffer.concat([Buffer.from([0x93, 0x4b, 0x97, 0x70]), Buffer.from(" ok\r\n")]);
    const utf16 = Buffer.from("\ufeff適用 ok\r\n", "utf16le");
    const found = findings([
      log(write("cp932.log", cp932), { encoding: "cp932" }),
      log(write("utf16.log", utf16), { encoding: "utf-16" }),
      log(write("utf8.log", "適用 ok\n")),
      log(write("wrong.log", cp932)),
    ]);
    expect(found).to.deep.equal([{ value: "ok" }, { value: "ok" }, { value: "ok" }, { absent: true }]);
  });

  itOnEngine("look into the newest files of a log, and of each into its end only", () => {
    for (let age = 1; age <= 7; age++) write(`day${String(age)}.txt`, `適用 ${String(age)}\n`, age * 86_400);
    const long = "適用 beginning\n" + "x".repeat(2 ** 20) + "\n適用 end\n適用 last";
    const found = findings([
      log(join(folder, "day*.txt"), { property: "count" }),
      log(join(folder, "day*.txt")),
      log(write("long.log", long), { property: "count" }),
      log(join(folder, "long.log")),
      log(join(folder, "none*.log")),
      log(join(folder, "no folder", "a.log")),
    ]);
    const absent = { absent: true };
    expect(found).to.deep.equal([{ value: 5 }, { value: "1" }, { value: 2 }, { value: "last" }, absent, absent]);
  });

  itOnEngine("answer the time of the last match as UTC, and name one that is no time", () => {
    const path = write("time.log", "2025/06/01 09:00:00 適用 a\n2025/10/15 12:30:00 適用 b\n");
    const timed = { pattern: "^(?<time>.{19}) 適用", timeFormat: "yyyy/MM/dd HH:mm:ss", property: "last" };
    const [found, strange] = findings([log(path, timed), log(path, { ...timed, timeFormat: "yyyy-MM-dd" })]);
    const utc = `${new Date(2025, 9, 15, 12, 30).toISOString().slice(0, 19)}Z`;
    expect(found).to.deep.equal({ value: utc });
    expect(strange).to.deep.equal({ failure: { code: "TIME_INVALID", detail: "2025/10/15 12:30:00" } });
  });

  itOnEngine("count the whole days since the last match by the machine's own clock", () => {
    const hoursAgo = (hours: number): string => {
      const time = new Date(Date.now() - hours * 3_600_000);
      const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate(), time.getHours()];
      return parts.map((part) => String(part).padStart(2, "0")).join("/");
    };
    const aged = { pattern: "^(?<time>\\S+) 適用", timeFormat: "yyyy/MM/dd/HH", property: "age-days" };
    const found = findings([
      log(write("new.log", `${hoursAgo(12)} 適用\n`), aged),
      log(write("old.log", `${hoursAgo(60)} 適用\n`), aged),
      log(write("ahead.log", `${hoursAgo(-12)} 適用\n`), aged),
      log(write("none.log", "nothing\n"), aged),
    ]);
    expect(found).to.deep.equal([{ value: 0 }, { value: 2 }, { value: -1 }, { absent: true }]);
  });

  itOnEngine("give up a pattern that takes too long, and go on with the next probe", () => {
    const path = write("slow.log", `${"a".repeat(60)}!\n`);
    const [slow, next] = findings([
      log(path, { pattern: "^(a+)+$", property: "count" }),
      log(path, { property: "count" }),
    ]);
    expect(slow).to.deep.equal({ failure: { code: "PATTERN_TOO_SLOW", detail: "61 characters" } });
    expect(next).to.deep.equal({ value: 0 });
  });

  itOnEngine("are left unread when no time is left for them", () => {
    const path = write("a.log", "適用 a\n");
    const failure = { code: "PROBE_TIME_UP", detail: "0 s" };
    expect(findings([log(path), log(path)], "seconds", 0)).to.deep.equal([{ failure }, { failure }]);
  });

  itOnEngine("hash a file up to a size, and tell a folder from a file", () => {
    const path = write("a.bin", "content");
    const file = (property: string, at = path) => ({ kind: "file", path: at, property });
    mkdirSync(join(folder, "folder"));
    const found = findings(
      [file("sha256"), file("presence"), file("presence", join(folder, "folder"))],
      "fileBytes",
      7,
    );
    expect(found).to.deep.equal([{ value: sha256("content") }, { value: "present" }, { absent: true }]);
    const failure = { code: "FILE_TOO_LARGE", detail: "7 bytes" };
    expect(findings([file("sha256"), file("presence", join(folder, "none"))], "fileBytes", 6)).to.deep.equal([
      { failure },
      { absent: true },
    ]);
  });

  itOnEngine("run the one program that is allowed, and take its exit code and what it prints", () => {
    const found = findings([
      command("process.exit(3)"),
      command("console.error('x'.repeat(1e6)); console.log('動作=block')", { pattern: "動作=(?<value>\\w+)" }),
      command("process.stdin.resume().on('end', () => process.exit(4))"),
      command("process.exit(0)", { sha256: "0".repeat(64) }),
      command("", { path: join(folder, "none.exe") }),
    ]);
    expect(found).to.deep.equal([
      { exitCode: 3, match: null },
      { exitCode: 0, match: "block" },
      { exitCode: 4, match: null },
      { failure: { code: "COMMAND_NOT_ALLOWED", detail: "another SHA-256" } },
      { absent: true },
    ]);
  });

  itOnEngine("end a program that does not end, or that prints without end", () => {
    const pid = join(folder, "pid").replaceAll("\\", "/");
    const found = findings([
      command(`require('fs').writeFileSync('${pid}', String(process.pid)); setInterval(() => 0, 1000)`, {
        timeoutSeconds: 1,
      }),
      command("setInterval(() => console.log('x'.repeat(10000)), 1)", { timeoutSeconds: 20 }),
    ]);
    expect(found).to.deep.equal([
      { failure: { code: "COMMAND_TIMEOUT", detail: "1 s" } },
      { failure: { code: "OUTPUT_TOO_LONG", detail: "" } },
    ]);
    expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).to.throw("ESRCH");
  });
});
