import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { answered, silent } from "./host-readings.fixture.test.js";
import { RunLog } from "./run-log.js";

describe("RunLog", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-log-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function written(write: (log: RunLog) => void, environment: NodeJS.ProcessEnv = {}): string[] {
    const log = new RunLog(folder, environment);
    write(log);
    return readFileSync(log.path, "utf8").trimEnd().split("\n");
  }

  it("begins with what ran on what, and for which machines", () => {
    const selection = { machines: [{ name: "KITA-T001", site: "kita" }], areas: ["account-lockout"] };
    const lines = written((log) => {
      log.start({
        command: "status",
        version: "0.1.0",
        engine: "3.248.0",
        project: "sapporo",
        stack: "dev",
        selection,
      });
    }).join("\n");
    expect(lines)
      .to.include("start command=status kijun=0.1.0 node=")
      .and.to.include("engine version=3.248.0")
      .and.to.include("project name=sapporo stack=dev")
      .and.to.include("selection machines=KITA-T001 areas=account-lockout");
  });

  it("tells of shells that killed processes have left, where there were any", () => {
    const lines = written((log) => {
      log.leftShells({ found: 0, deleted: 0 });
      log.leftShells({ found: 3, deleted: 2 });
    });
    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.match(/ warn shells left open=3 deleted=2$/);
  });

  it("has one line per event in the order of time, with its code", () => {
    const lines = written((log) => {
      log.journal("preview", [
        { ...silent("KITA-T002"), at: "2026-01-14T10:00:02.000Z" },
        { ...answered("KITA-T001", "unreadable: ACCESS_DENIED (x)"), at: "2026-01-14T10:00:01.000Z" },
        { kind: "span", part: "wire", host: "KITA-T001", start: 0, end: 1 },
        { kind: "applied", host: "A", results: [{ path: "a.b", outcome: "failed", code: "NOT_EFFECTIVE" }] },
        { kind: "apply-failed", host: "B", code: "WINRM_TIMEOUT", message: "gone", hint: "" },
      ]);
    });
    expect(lines.slice(1).sort()).to.deep.equal([
      "2026-01-14T10:00:01.000Z warn KITA-T001 read build= accountLockout=unreadable: ACCESS_DENIED (x)",
      "2026-01-14T10:00:02.000Z warn KITA-T002 not read WINRM_CONNECT_TIMEOUT no answer last=never",
      ...lines
        .slice(1)
        .filter((line) => line.includes(" error "))
        .sort(),
    ]);
    expect(lines.join("\n"))
      .to.include("A applied changed=0 failed=1; a.b NOT_EFFECTIVE")
      .and.to.include("B not applied WINRM_TIMEOUT gone");
  });

  it("keeps an event on one line and secrets out of it, and only its owner may read it", () => {
    const lines = written(
      (log) => {
        log.error(new KijunError("ENGINE_FAILED", "first\nwith canary-value", { hint: "Look." }));
        log.start({ version: "0.1.0", engineArguments: ["--config", "x:token=canary-other"] });
        log.end({ code: 1, reasons: ["internal"] }, "preview");
      },
      { PULUMI_CONFIG_PASSPHRASE: "canary-value" },
    );
    expect(lines[0]).to.match(/^\S+Z error ENGINE_FAILED first\\nwith \[redacted\] next=Look\.$/);
    expect(lines.at(-1)).to.match(/ warn end command=preview exit=1 reasons=internal$/);
    expect(lines.join("\n")).to.not.include("canary");
    if (process.platform !== "win32") expect(statSync(join(folder, "kijun.log")).mode & 0o077).to.equal(0);
  });
});
