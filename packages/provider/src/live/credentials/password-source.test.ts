import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import type { DeclaredCredential, PasswordSource } from "./credential-file.js";
import { passwordOf } from "./password-source.js";

const CANARY = "canary-value";
const node = process.execPath;

describe("passwordOf", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-source-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const from = (source: PasswordSource): DeclaredCredential => ({
    place: { reference: "admin", file: "/home/someone/credentials.json" },
    username: "operator",
    source,
    secretVariables: ["OTHER_PASSWORD"],
  });
  const program = (code: string, ...args: string[]): PasswordSource => ({
    kind: "command",
    program: node,
    args: ["-e", code, "--", ...args],
  });

  function ask(source: PasswordSource, over: Partial<Parameters<typeof passwordOf>[1]> = {}): Promise<string> {
    return passwordOf(from(source), { environment: process.env, limitMs: 10_000, platform: "linux", ...over });
  }

  async function refusal(...asked: Parameters<typeof ask>): Promise<string> {
    const error: unknown = await ask(...asked).catch((reason: unknown) => reason);
    if (!(error instanceof KijunError)) throw new Error("no refusal");
    const text = `${error.message} | ${error.hint}`;
    expect(error.code).to.equal("CREDENTIAL_MISSING");
    expect(text).to.include('"admin"').and.to.include("credentials.json").and.not.to.include(CANARY);
    return text;
  }

  describe("with a command", () => {
    it("takes the first line of what it prints", async () => {
      expect(await ask(program("console.log(process.argv[1] + '\\r\\nsecond')", CANARY))).to.equal(CANARY);
    });

    it("never repeats what it prints when it fails", async () => {
      const text = await refusal(program(`console.log("${CANARY}"); console.error("${CANARY}"); process.exit(3)`));
      expect(text).to.include("ended with code 3").and.to.include("by hand");
    });

    it("names a program that is not there, and one that prints nothing or too much", async () => {
      const missing = { kind: "command", program: join(folder, "missing"), args: [] } as const;
      expect(await refusal(missing)).to.include("cannot be run (ENOENT)");
      expect(await refusal(program(""))).to.include("empty password");
      expect(await refusal(program("process.stdout.write('x'.repeat(1e6))"))).to.include("more than 64 KiB");
    });

    it("ends one that hangs, with what it has started", async function () {
      if (process.platform === "win32") this.skip();
      const pidFile = join(folder, "pid");
      const script = `sleep 600 & echo $! > "${pidFile}.new"; mv "${pidFile}.new" "${pidFile}"; wait`;
      const source = { kind: "command", program: "sh", args: ["-c", script] } as const;
      expect(await refusal(source, { limitMs: 1_000 })).to.include("sh did not end within 1 s");
      const pid = Number(readFileSync(pidFile, "utf8"));
      while (isRunning(pid)) await delay(20);
    });

    it("keeps other secrets out of its environment", async () => {
      const environment = { ...process.env, OTHER_PASSWORD: CANARY, PULUMI_CONFIG_PASSPHRASE: CANARY, KEPT: "kept" };
      const code = `const e = process.env; console.log([e.OTHER_PASSWORD, e.PULUMI_CONFIG_PASSPHRASE, e.KEPT].join())`;
      expect(await ask(program(code), { environment })).to.equal(",,kept");
    });
  });

  describe("with a keychain", function () {
    before(function () {
      // The tools are played by shell scripts.
      if (process.platform === "win32") this.skip();
    });

    const entry: PasswordSource = { kind: "keychain", service: "kijun" };

    /** Plays the system's tool; PATH holds nothing else but the shell's own programs. */
    function tool(name: string, script: string): { environment: NodeJS.ProcessEnv } {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o700);
      return { environment: { PATH: `${folder}:/bin:/usr/bin` } };
    }

    it("asks secret-tool on Linux for service and account", async () => {
      const found = tool("secret-tool", `echo "$*" > "${folder}/asked"; echo ${CANARY}`);
      expect(await ask(entry, found)).to.equal(CANARY);
      expect(readFileSync(join(folder, "asked"), "utf8")).to.equal("lookup service kijun account operator\n");
      await ask({ ...entry, account: "other" }, found);
      expect(readFileSync(join(folder, "asked"), "utf8")).to.include("account other");
    });

    it("asks security on macOS", async () => {
      const found = {
        ...tool("security", `echo "$*" > "${folder}/asked"; echo ${CANARY}`),
        platform: "darwin",
      } as const;
      expect(await ask(entry, found)).to.equal(CANARY);
      expect(readFileSync(join(folder, "asked"), "utf8")).to.equal("find-generic-password -s kijun -a operator -w\n");
    });

    it("asks the Credential Manager on Windows without showing the entry on the command line", async () => {
      const secret = Buffer.from(`${CANARY}-日本`).toString("base64");
      const found = tool(
        "powershell.exe",
        `echo "$*" > "${folder}/asked"; echo "$KIJUN_VAULT_TARGET" >&2; echo ${secret}`,
      );
      expect(await ask(entry, { ...found, platform: "win32" })).to.equal(`${CANARY}-日本`);
      expect(readFileSync(join(folder, "asked"), "utf8")).to.match(/^-NoProfile -NonInteractive -EncodedCommand \w+/);
    });

    it("tells an entry that is not there from a keychain that is locked", async () => {
      expect(await refusal(entry, tool("secret-tool", "exit 1"))).to.include('no entry with service "kijun"');
      expect(await refusal(entry, tool("secret-tool", "echo 'Cannot get secret of a locked object' >&2; exit 1")))
        .to.include("the keychain is locked")
        .and.to.include("Unlock the login keyring");
      const mac = { platform: "darwin" } as const;
      expect(await refusal(entry, { ...tool("security", "exit 44"), ...mac })).to.include("no entry");
      expect(await refusal(entry, { ...tool("security", "exit 36"), ...mac })).to.include("unlock-keychain");
    });

    it("takes no answer in time for a lock whose dialogue nobody sees", async () => {
      expect(await refusal(entry, { ...tool("secret-tool", "sleep 600"), limitMs: 200 }))
        .to.include("did not answer within 0.2 s; it may be locked")
        .and.to.include("Unlock");
    });

    it("says nothing of what a failing tool prints, and names a missing one", async () => {
      const failing = tool("secret-tool", `echo ${CANARY}; echo "no bus: ${CANARY}" >&2; exit 1`);
      expect(await refusal(entry, failing)).to.include("secret-tool ended with code 1");
      expect(await refusal(entry, { environment: { PATH: join(folder, "empty") } }))
        .to.include("secret-tool cannot be run (ENOENT)")
        .and.to.include("libsecret");
      expect(await refusal(entry, { platform: "aix" })).to.include("no keychain on aix");
    });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
