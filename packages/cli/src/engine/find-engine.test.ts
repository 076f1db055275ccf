import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { KijunError } from "@kijun/core";
import { expect } from "chai";
import { engineBinDirectory, findEngine, requireEngine } from "./find-engine.js";

const WINDOWS = process.platform === "win32";

describe("findEngine", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-engine-"));
    // The fakes are scripts: they need the system's own shell, and nothing else that may hold a real engine.
    const system = WINDOWS ? { ComSpec: process.env["ComSpec"], SystemRoot: process.env["SystemRoot"] } : {};
    env = { ...system, PULUMI_HOME: join(folder, "home"), PATH: join(folder, "first") };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function place(directory: string, name: string, output: string, exitCode = 0): string {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, WINDOWS ? `${name}.cmd` : name);
    writeFileSync(
      file,
      WINDOWS
        ? `@echo off\r\necho ${output}\r\nexit /b ${String(exitCode)}\r\n`
        : `#!/bin/sh\necho "${output}"\nexit ${String(exitCode)}\n`,
    );
    chmodSync(file, 0o755);
    return file;
  }

  function placeCompanions(directory: string): void {
    place(directory, "pulumi-language-nodejs", "");
    place(directory, "pulumi-resource-pulumi-nodejs", "");
  }

  it("takes the engine on PATH before the one in the engine home", async () => {
    const command = place(join(folder, "first"), "pulumi", "v3.250.1");
    placeCompanions(join(folder, "first"));
    place(engineBinDirectory(env), "pulumi", "v3.248.0");
    placeCompanions(engineBinDirectory(env));

    const { engine, rejected } = await findEngine(env);

    expect(engine).to.deep.equal({ command, binDirectory: join(folder, "first"), version: "3.250.1", source: "path" });
    expect(rejected).to.deep.equal([]);
  });

  it("passes over an engine on PATH that is too old", async () => {
    const old = place(join(folder, "first"), "pulumi", "v3.247.9");
    place(engineBinDirectory(env), "pulumi", "v3.248.0");
    placeCompanions(engineBinDirectory(env));

    const { engine, rejected } = await findEngine(env);

    expect(engine).to.include({ source: "home", version: "3.248.0", binDirectory: engineBinDirectory(env) });
    expect(rejected).to.have.lengthOf(1);
    expect(rejected[0]).to.include({ place: old, source: "path", reason: "too-old" });
    expect(rejected[0]?.detail).to.contain("3.247.9");
  });

  it("rejects a next major version", async () => {
    place(join(folder, "first"), "pulumi", "v4.0.0-alpha.1");
    const { rejected } = await findEngine(env);
    expect(rejected.map(({ reason }) => reason)).to.deep.equal(["missing", "too-new"]);
  });

  it("names the companion that is missing", async () => {
    place(join(folder, "first"), "pulumi", "v3.248.0");
    place(join(folder, "first"), "pulumi-resource-pulumi-nodejs", "");
    const { rejected } = await findEngine(env);
    const incomplete = rejected.find(({ reason }) => reason === "incomplete");
    expect(incomplete?.detail).to.equal("pulumi-language-nodejs is neither beside it nor on PATH");
  });

  it("accepts companions that lie elsewhere on PATH", async () => {
    env["PATH"] = [join(folder, "first"), join(folder, "second")].join(delimiter);
    place(join(folder, "first"), "pulumi", "v3.248.0");
    placeCompanions(join(folder, "second"));
    expect((await findEngine(env)).engine?.binDirectory).to.equal(join(folder, "first"));
  });

  it("says what a broken engine printed", async () => {
    place(join(folder, "first"), "pulumi", "this is no version");
    place(engineBinDirectory(env), "pulumi", "", 3);
    const { rejected } = await findEngine(env);
    expect(rejected.map(({ reason }) => reason)).to.deep.equal(["broken", "broken"]);
    expect(rejected[0]?.detail).to.contain('"this is no version"');
    expect(rejected[1]?.detail).to.match(/^"pulumi version" failed: /);
  });

  it("calls the engine home by its name when that is on PATH", async () => {
    env["PATH"] = engineBinDirectory(env);
    place(engineBinDirectory(env), "pulumi", "v3.248.0");
    placeCompanions(engineBinDirectory(env));
    expect((await findEngine(env)).engine?.source).to.equal("home");
  });

  it("follows a link to the folder that holds the companions", async function () {
    if (WINDOWS) return this.skip();
    const real = place(join(folder, "real"), "pulumi", "v3.248.0");
    placeCompanions(join(folder, "real"));
    mkdirSync(join(folder, "first"));
    symlinkSync(real, join(folder, "first", "pulumi"));
    expect((await findEngine(env)).engine?.binDirectory).to.equal(join(folder, "first"));
  });

  describe("requireEngine", () => {
    const failure = async (): Promise<KijunError> => {
      try {
        await requireEngine(env);
      } catch (error) {
        if (error instanceof KijunError) return error;
        throw error;
      }
      throw new Error("requireEngine found an engine");
    };

    it("names both places and the next step when there is no engine", async () => {
      const error = await failure();
      expect(error.code).to.equal("ENGINE_MISSING");
      expect(error.message).to.contain("PATH: there is no executable named pulumi");
      expect(error.message).to.contain(`${engineBinDirectory(env)}: there is no executable named pulumi`);
      expect(error.hint).to.contain("npm run engine").and.to.contain(engineBinDirectory(env));
    });

    it("says that the engine is too old when it is", async () => {
      const old = place(join(folder, "first"), "pulumi", "v3.100.0");
      const error = await failure();
      expect(error.code).to.equal("ENGINE_TOO_OLD");
      expect(error.message).to.contain(`${old}: its version is 3.100.0`);
    });
  });
});
