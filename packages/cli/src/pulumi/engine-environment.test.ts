import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { backendFolder, engineVariables } from "./engine-environment.js";
import type { EngineSetting } from "./engine-environment.js";

describe("engineVariables", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun 100% #"))));
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const variables = (
    environment: NodeJS.ProcessEnv = {},
    more: Partial<EngineSetting> = {},
  ): Record<string, string> => {
    const engine = {
      command: join("engine", "pulumi"),
      binDirectory: "engine",
      version: "3.248.0",
      source: "home",
    } as const;
    return engineVariables({ engine, home, stacks: undefined, fleet: undefined, environment, ...more });
  };

  it("makes a state folder that the backend's URL leads back to", () => {
    const found = variables();
    expect(backendFolder(found)).to.equal(join(home, "state"));
    expect(existsSync(join(home, "state"))).to.equal(true);
  });

  it("makes one passphrase that only its owner may read, and keeps it", () => {
    const file = variables()["PULUMI_CONFIG_PASSPHRASE_FILE"] ?? "";
    const passphrase = readFileSync(file, "utf8");
    expect(passphrase.trim()).to.have.length(43);
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o600);
    variables();
    expect(readFileSync(file, "utf8")).to.equal(passphrase);
  });

  it("keeps a backend of one's own, and never repeats one that may hold a password", () => {
    expect(variables({ PULUMI_BACKEND_URL: "file:///srv/state" })["PULUMI_BACKEND_URL"]).to.equal("file:///srv/state");
    expect(JSON.stringify(variables({ PULUMI_BACKEND_URL: "postgres://user:secret@db/state" }))).not.to.contain(
      "secret",
    );
    expect(existsSync(join(home, "state"))).to.equal(false);
  });

  it("keeps a passphrase of one's own, also an empty one, and never repeats it", () => {
    const found = variables({ PULUMI_CONFIG_PASSPHRASE: "" });
    expect(found).not.to.have.any.keys("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE");
    expect(variables({ PULUMI_CONFIG_PASSPHRASE_FILE: "own" })).not.to.have.any.keys("PULUMI_CONFIG_PASSPHRASE_FILE");
    expect(existsSync(join(home, "passphrase"))).to.equal(false);
  });

  it("makes no new passphrase for a stack that was encrypted with a lost one", () => {
    writeFileSync(join(home, "Pulumi.dev.yaml"), "encryptionsalt: v1:abc=\n");
    for (const stacks of [{ folder: home }, { folder: home, stack: "dev" }]) {
      expect(() => variables({}, { stacks }))
        .to.throw(KijunError, "Pulumi.dev.yaml needs a passphrase")
        .with.property("code", "PASSPHRASE_MISSING");
    }
    expect(variables({}, { stacks: { folder: home, stack: "other" } })).to.have.any.keys(
      "PULUMI_CONFIG_PASSPHRASE_FILE",
    );
  });

  it("keeps the engine's memory small, unless the person has said how large it may grow", () => {
    expect(variables()["GOGC"]).to.equal("50");
    expect(variables({ GOGC: "200" })["GOGC"]).to.equal("200");
  });

  it("puts the engine first on PATH once, however often it is loaded", () => {
    const once = variables({ PATH: ["a", "b"].join(delimiter) });
    expect(once["PATH"]).to.equal(["engine", "a", "b"].join(delimiter));
    expect(variables(once)["PATH"]).to.equal(once["PATH"]);
  });

  it("names the simulated fleet only while it runs", () => {
    expect(variables()).not.to.have.any.keys("KIJUN_ROUTES", "KIJUN_CREDENTIALS", "KIJUN_AS_OF");
    const fleet = { routes: "r.json", credentials: "c.json", asOf: "2026-01-14" };
    expect(variables({}, { fleet })).to.include({
      KIJUN_ROUTES: "r.json",
      KIJUN_CREDENTIALS: "c.json",
      KIJUN_AS_OF: "2026-01-14",
    });
  });
});

describe("backendFolder", () => {
  it("knows no folder for a backend that is none, or that only the engine can resolve", () => {
    expect(backendFolder({ PULUMI_BACKEND_URL: "s3://bucket" })).to.equal(undefined);
    expect(backendFolder({ PULUMI_BACKEND_URL: "file://~/state" })).to.equal(undefined);
    expect(backendFolder({ PULUMI_BACKEND_URL: "file:///srv/state?metadata=skip" })).to.equal(resolve("/srv/state"));
  });
});
