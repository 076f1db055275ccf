import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { recordedShells } from "@kijun/provider/run";
import type { JournalEntry } from "@kijun/provider/run";
import { expect } from "chai";

import { clearLeftShells } from "./clear-left-shells.js";

describe("clearLeftShells", () => {
  const before = process.env["KIJUN_HOME"];
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-left-"));
    mkdirSync(join(home, "shells"));
  });
  afterEach(() => {
    if (before === undefined) delete process.env["KIJUN_HOME"];
    else process.env["KIJUN_HOME"] = before;
    rmSync(home, { recursive: true });
  });

  const { pid: dead } = spawnSync(process.execPath, ["--version"]);

  /** As a process leaves it. No credential file names the reference, so no machine is ever asked. */
  function leave(host: string, pid: number): void {
    const where = { host, address: "192.0.2.1", port: 5985, transport: "http", credential: "unknown" };
    const record = { ...where, shellId: `SHELL-${host}`, pid, computer: hostname() };
    writeFileSync(join(home, "shells", `${String(pid)}-${record.shellId}.json`), JSON.stringify(record));
  }

  it("tries those of dead processes, and neither those in use nor those of machines that do not answer", async () => {
    leave("KITA-T001", dead);
    leave("KITA-T002", process.pid);
    leave("KITA-T003", dead);
    leave("KITA-T004", dead);
    const failure = { code: "WINRM_TIMEOUT", message: "m", hint: "h" };
    const journal: JournalEntry[] = [
      { kind: "reading", host: "KITA-T003", known: true, reading: { kind: "unreachable", ...failure } },
      { kind: "apply-failed", host: "KITA-T004", ...failure },
    ];
    const environment = { KIJUN_HOME: home, KIJUN_CREDENTIALS: join(home, "none.json") };
    expect(await clearLeftShells(environment, journal)).to.deep.equal({ found: 1, deleted: 0 });
    expect(process.env["KIJUN_HOME"]).to.equal(home);
    expect(recordedShells().map(({ host }) => host)).to.have.members(["KITA-T002", "KITA-T003", "KITA-T004"]);
  });
});
