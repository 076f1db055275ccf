import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { forgetShell, recordedShells, recordShell } from "./shell-records.js";

const machine = {
  host: "KITA-T001",
  address: "192.0.2.1",
  port: 5985,
  transport: "http",
  credential: "terminal-admin",
} as const;
const ID = "7C2A1F0E-0000-4000-8000-000000000001";

describe("records of shells", () => {
  const before = process.env["KIJUN_HOME"];
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-shells-"));
    process.env["KIJUN_HOME"] = home;
  });
  afterEach(() => {
    if (before === undefined) delete process.env["KIJUN_HOME"];
    else process.env["KIJUN_HOME"] = before;
    rmSync(home, { recursive: true });
  });

  const files = (): string[] => readdirSync(join(home, "shells")).map((name) => join(home, "shells", name));

  it("last as long as the shell, also that of an old host with a colon in its id", () => {
    expect(recordedShells()).to.deep.equal([]);
    recordShell(machine, ID);
    recordShell(machine, `uuid:${ID}`);
    expect(recordedShells().map(({ shellId }) => shellId)).to.have.members([ID, `uuid:${ID}`]);
    expect(recordedShells()[0]).to.include({ ...machine, pid: process.pid });
    forgetShell({ shellId: `uuid:${ID}`, pid: process.pid });
    expect(recordedShells().map(({ shellId }) => shellId)).to.deep.equal([ID]);
    forgetShell({ shellId: ID, pid: process.pid });
    forgetShell({ shellId: ID, pid: process.pid });
    expect(files()).to.deep.equal([]);
  });

  it("say nothing when their process did not come to write them, or runs on another computer", () => {
    recordShell(machine, ID);
    const [file = ""] = files();
    const text = readFileSync(file, "utf8");
    for (const other of [
      text.slice(0, -10),
      "",
      "null",
      JSON.stringify({ ...JSON.parse(text), computer: "another" }),
    ]) {
      writeFileSync(file, other);
      expect(recordedShells(), other).to.deep.equal([]);
    }
  });

  it("are removed once the shell must have ended by itself", () => {
    recordShell(machine, ID);
    const [file = ""] = files();
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(file, twoHoursAgo, twoHoursAgo);
    expect(recordedShells()).to.deep.equal([]);
    expect(files()).to.deep.equal([]);
  });

  it("are done without when they cannot be written", () => {
    writeFileSync(join(home, "shells"), "");
    recordShell(machine, ID);
    forgetShell({ shellId: ID, pid: process.pid });
    expect(recordedShells()).to.deep.equal([]);
  });
});
