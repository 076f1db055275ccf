import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { expect } from "chai";
import { engineBinDirectory, engineEnvironment, engineHome, locateExecutable } from "./engine-home.js";

describe("engineHome", () => {
  it("is the folder that Pulumi's own variable names", () => {
    expect(engineHome({ PULUMI_HOME: "engines" })).to.equal(resolve("engines"));
  });

  it("is a folder of the person otherwise", () => {
    expect(engineHome({ PULUMI_HOME: "" })).to.equal(join(homedir(), ".kijun", "pulumi"));
  });

  it("keeps each version in a folder of its own", () => {
    expect(engineBinDirectory({ PULUMI_HOME: "home" })).to.equal(resolve("home", "versions", "3.248.0", "bin"));
  });
});

describe("engineEnvironment", () => {
  it("puts the engine first on PATH", () => {
    expect(engineEnvironment({ binDirectory: "engine" }, { PATH: ["a", "b"].join(delimiter) })).to.deep.equal({
      PATH: ["engine", "a", "b"].join(delimiter),
    });
  });

  it("keeps the spelling of the variable", () => {
    expect(engineEnvironment({ binDirectory: "engine" }, { Path: "a" })).to.have.all.keys("Path");
  });
});

describe("locateExecutable", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-engine-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds the .exe before the .cmd on Windows", () => {
    for (const name of ["pulumi", "pulumi.cmd", "pulumi.exe"]) writeFileSync(join(folder, name), "");
    expect(locateExecutable("pulumi", [folder], "win32")).to.equal(join(folder, "pulumi.exe"));
  });

  it("passes over a folder of that name", () => {
    mkdirSync(join(folder, "pulumi"));
    expect(locateExecutable("pulumi", [folder], "linux")).to.equal(undefined);
  });

  it("passes over a file that may not be executed", function () {
    if (process.platform === "win32") return this.skip();
    writeFileSync(join(folder, "pulumi"), "", { mode: 0o644 });
    expect(locateExecutable("pulumi", [folder], "linux")).to.equal(undefined);
  });
});
