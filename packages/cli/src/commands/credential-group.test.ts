import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";

describe("kijun credential", function () {
  this.slow(2_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-credential-"));
    mkdirSync(join(folder, "latch"), { mode: 0o700 });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, env: NodeJS.ProcessEnv = {}): Finished =>
    kijun(["credential", ...command.split(" ")], { cwd: folder, env: { KIJUN_HOME: folder, ...env } });

  /** Entries as provider processes leave them. */
  function hold(
    ...entries: { authority: string; account: string; when?: string; until?: string; machine?: string }[]
  ): void {
    entries.forEach((entry, index) => {
      const content = { when: `2026-11-26T01:02:0${index}.000Z`, ...entry };
      writeFileSync(join(folder, "latch", String(index).repeat(64)), JSON.stringify(content), { mode: 0o600 });
    });
  }

  const domain = { authority: "corp", account: "corp\\admin" };
  const local = { authority: "192.0.2.1", account: "kijun-agent" };
  const elsewhere = { authority: "192.0.2.20", account: "kijun-agent" };
  const held = (): string[] => readdirSync(join(folder, "latch")).map((name) => name.slice(0, 1));

  function references(): NodeJS.ProcessEnv {
    const path = join(folder, "credentials.json");
    // The source cannot be asked and need not be: who the account is, is enough.
    const terminal = { username: "Kijun-Agent", command: ["/nonexistent"] };
    const content = { terminal, corp: { username: "admin", domain: "CORP", environment: "NONE" }, unused: terminal };
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    return { KIJUN_CREDENTIALS: path };
  }

  it("lists who is held back since when and why, oldest first, with the next step", () => {
    hold(domain, local, { ...elsewhere, until: "2999-01-01T00:00:00.000Z", machine: "192.0.2.20" });
    const { code, stdout, stderr } = run("list");
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.split("\n").slice(0, 4)).to.deep.equal([
      "3 credential(s) held back",
      "  corp        corp\\admin   2026-11-26T01:02:00.000Z  rejected",
      "  192.0.2.1   kijun-agent  2026-11-26T01:02:01.000Z  rejected",
      "  192.0.2.20  kijun-agent  2026-11-26T01:02:02.000Z  no answer from 192.0.2.20, held until 2999-01-01T00:00:00.000Z",
    ]);
    expect(stdout).to.include("next: correct the password").and.to.include("kijun credential retry AUTHORITY");
    expect(JSON.parse(run("list --json").stdout)).to.deep.include({
      held: [
        { ...domain, when: "2026-11-26T01:02:00.000Z" },
        { ...local, when: "2026-11-26T01:02:01.000Z" },
        { ...elsewhere, when: "2026-11-26T01:02:02.000Z", until: "2999-01-01T00:00:00.000Z", machine: "192.0.2.20" },
      ],
    });
  });

  it("says when nothing is held back", () => {
    expect(run("list")).to.deep.equal({ code: 0, stdout: "no credential is held back\n", stderr: "" });
    expect(run("list --lang ja").stdout).to.equal("保留中の資格情報はありません。\n");
    expect(JSON.parse(run("list --json").stdout)).to.deep.equal({ held: [] });
    expect(run("retry --all")).to.include({ code: 0, stdout: "no credential is held back\n" });
  });

  it("releases one authority, whatever the case of its letters, and says what", () => {
    hold(domain, local, elsewhere);
    expect(run("retry CORP")).to.deep.equal({
      code: 0,
      stdout: "released: corp: corp\\admin\nthe next run tries it once\n",
      stderr: "",
    });
    expect(held()).to.deep.equal(["1", "2"]);
  });

  it("releases what a reference stands for without asking for its password", () => {
    hold(domain, local, elsewhere);
    const { stdout } = run("retry terminal --json", references());
    expect(JSON.parse(stdout)).to.have.property("released").that.has.length(2);
    expect(held()).to.deep.equal(["0"]);
  });

  it("releases everything", () => {
    hold(domain, local, elsewhere);
    expect(run("retry --all --lang ja").stdout).to.include("解除: corp: corp\\admin\n").and.to.include("192.0.2.20");
    expect(held()).to.deep.equal([]);
  });

  it("releases nothing for a name that matches nothing, and suggests", () => {
    hold(domain, local);
    const { code, stdout, stderr } = run("retry corpp", references());
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr)
      .to.include('ARGUMENT_INVALID: no credential is held back for "corpp"')
      .and.to.include("next: Held back: corp, terminal, unused, 192.0.2.1. `kijun credential list` lists all.");
    expect(held()).to.have.length(2);
    rmSync(join(folder, "latch"), { recursive: true });
    expect(run("retry corp").stderr).to.include("next: Nothing is held back");
  });

  it("asks for a name or --all, and not for both", () => {
    hold(domain);
    for (const command of ["retry", "retry corp --all"]) {
      const { code, stderr } = run(command);
      expect(code, command).to.equal(2);
      expect(stderr, command).to.include("or say --all").and.to.include("Held back: corp");
    }
    expect(held()).to.have.length(1);
  });
});
