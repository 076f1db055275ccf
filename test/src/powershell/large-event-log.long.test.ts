import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { agentScript } from "@kijun/agent";
import { failureMinutes, logonFailureReading } from "@kijun/settings";
import { expect } from "chai";

import { engineCandidates } from "./powershell-engine.js";

/** What Windows would answer for a log of many failed logons, a new one every few minutes, made as they are asked for. */
const BENCH = `
param([string]$Agent, [string]$Answer, [int]$Entries, [string]$Limit, [int]$Value)
. $Agent
if ($Limit) { $HistoryLimit[$Limit] = $Value }
class Entry { [datetime]$TimeCreated; [int]$Id; [string]$Xml; [string] ToXml() { return $this.Xml } [void] Dispose() { } }
class Reader {
    [int]$At = 0; [int]$Entries; [datetime]$Now; [System.Random]$Random = (New-Object System.Random 7)
    [object] ReadEvent() {
        if ($this.At -ge $this.Entries) { return $null }
        $number = $this.At; $this.At++
        $entry = New-Object Entry
        $entry.Id = 4625
        $this.Now = $this.Now.AddSeconds(-$this.Random.Next(1000))
        $entry.TimeCreated = $this.Now
        $name, $seat = "user$($this.Random.Next(30))", $this.Random.Next(40)
        $entry.Xml = "<Event><System><EventID>4625</EventID></System><EventData><Data Name='TargetUserName'>$name</Data>" +
            "<Data Name='TargetDomainName'>TERMINAL-01</Data><Data Name='Status'>0xc000006d</Data><Data Name='SubStatus'>0xc000006a</Data>" +
            "<Data Name='LogonType'>3</Data><Data Name='WorkstationName'>SEAT-$seat</Data><Data Name='ProcessId'>0x$number</Data>" +
            "<Data Name='ProcessName'>C:\\Windows\\System32\\svchost.exe</Data><Data Name='IpAddress'>192.0.2.$seat</Data>" +
            "<Data Name='IpPort'>$number</Data></EventData></Event>"
        return $entry
    }
    [void] Dispose() { }
}
$now = [datetime]'2026-01-15T00:00:00Z'
function Get-UtcNow { $now.ToUniversalTime() }
function Open-EventReader { param($Channel, $XPath, $NewestFirst) [Reader]@{ Entries = $(if ($XPath -eq '*') { 1 } else { $Entries }); Now = (Get-UtcNow) } }
function New-EventLogConfiguration { param($Name) Add-Member -InputObject ([pscustomobject]@{ IsEnabled = $true; LogMode = 0 }) ScriptMethod Dispose { } -PassThru }
function Get-EventLogInformation { [pscustomobject]@{ OldestRecordNumber = 1; IsLogFull = $false } }
function Get-FirstInstallation { $null }
function Get-UtcOffsetMinute { 540 }
function Test-DomainController { $false }
function Get-LocalPrincipal { foreach ($at in 0..29) { [pscustomobject]@{ Name = "user$at"; SID = "S-1-5-21-1-2-3-$(1000 + $at)" } } }
$facts = Read-LogonFailures ([pscustomobject]@{ days = 400; cleared = $false })
[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json -InputObject $facts -Depth 8 -Compress))
`;

describe("logs of many entries", function () {
  this.timeout(300_000);
  const [engine] = engineCandidates();
  const pending = engine === undefined ? " (pending: no PowerShell engine, KIJUN_PWSH)" : "";
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-history-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function readingOf(entries: number, limit = "", value = 0) {
    const [bench, agent, answer] = ["bench.ps1", "agent.ps1", "answer.json"].map((name) => join(folder, name)) as [
      ...[string, string, string],
    ];
    writeFileSync(bench, BENCH);
    writeFileSync(agent, agentScript(["logon-failures"]));
    const about = ["-Agent", agent, "-Answer", answer, "-Entries", String(entries), "-Limit", limit];
    const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", bench, ...about];
    const { status, stdout, stderr } = spawnSync(engine ?? "", [...args, "-Value", String(value)], {
      encoding: "utf8",
    });
    expect(status, stdout + stderr).to.equal(0);
    const text = readFileSync(answer, "utf8");
    return { text, reading: logonFailureReading.parse(JSON.parse(text)) };
  }

  function itOnEngine(title: string, run: () => void): void {
    it(`${title}${pending}`, function () {
      if (engine === undefined) this.skip();
      run();
    });
  }

  itOnEngine("fit into an answer with 60,000 failures of many accounts from many places, each with its minute", () => {
    const { text, reading } = readingOf(60_000, "seconds", 3600);
    expect(text.length).to.be.lessThan(320 * 1024);
    expect(gzipSync(text).toString("base64").length).to.be.lessThan(256 * 1024);
    expect(reading.security.readUntil).to.equal(null);
    expect(reading.groups).to.have.lengthOf(201);
    const minutes = reading.groups.map((group) => failureMinutes(reading, group));
    expect(minutes.map(({ length }) => length)).to.deep.equal(reading.groups.map(({ count }) => count));
    expect(minutes.flat()).to.have.lengthOf(60_000);
  });

  itOnEngine("are read as far as their number allows, and say how far that was", () => {
    const { reading } = readingOf(20, "entries", 15);
    expect(reading.groups.reduce((sum, { count }) => sum + count, 0)).to.equal(15);
    const oldest = reading.groups.map(({ first }) => first).sort()[0] ?? "";
    expect((reading.security.readUntil ?? "") < oldest).to.equal(true);
    expect(readingOf(15, "entries", 15).reading.security.readUntil).to.equal(null);
  });

  itOnEngine("are read no longer than the time for them allows", () => {
    const { reading } = readingOf(20, "seconds", 0);
    expect(reading.groups).to.deep.equal([]);
    expect(reading.security.readUntil).to.not.equal(null);
  });
});
