import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { checkState, hasState } from "./state-file.js";

const WHOLE = '{"version":3,"checkpoint":{"stack":"organization/fixture/dev"}}';

describe("checkState", () => {
  let backend: string;
  let state: string;
  let backups: string;
  const problem = (): KijunError | undefined => {
    try {
      checkState({ backend, project: "fixture", stack: "dev" });
      return undefined;
    } catch (error) {
      return error instanceof KijunError ? error : expect.fail(String(error));
    }
  };

  beforeEach(() => {
    backend = mkdtempSync(join(tmpdir(), "kijun-state-"));
    const stacks = join(backend, ".pulumi", "stacks", "fixture");
    backups = join(backend, ".pulumi", "backups", "fixture", "dev");
    for (const folder of [stacks, backups]) mkdirSync(folder, { recursive: true });
    state = join(stacks, "dev.json");
  });
  afterEach(() => {
    rmSync(backend, { recursive: true, force: true });
  });

  it("accepts a state, and a stack that has none yet", () => {
    expect(problem()).to.equal(undefined);
    expect(hasState({ backend, project: "fixture", stack: "dev" })).to.equal(false);
    writeFileSync(state, WHOLE);
    expect(problem()).to.equal(undefined);
    expect(hasState({ backend, project: "fixture", stack: "dev" })).to.equal(true);
  });

  it("refuses what the engine would refuse, and what it would take for an empty state", () => {
    for (const text of ["", WHOLE.slice(0, 20), "[]", '{"a":1}', '{"version":3,"checkpoint":{}}']) {
      writeFileSync(state, text);
      expect(problem(), text).to.include({ code: "STATE_CORRUPTED" });
      expect(problem()?.message, text).to.include(state);
    }
  });

  it("names the newest backup that is whole", () => {
    writeFileSync(state, "");
    expect(problem()?.hint).to.include("backup of your own");
    for (const [name, text] of [
      ["dev.1.json", WHOLE],
      ["dev.2.json", WHOLE],
      ["dev.2.json.attrs", "{}"],
      ["dev.3.json", ""],
    ] as const) {
      writeFileSync(join(backups, name), text);
    }
    expect(problem()?.hint).to.include(join(backups, "dev.2.json")).and.to.include("pulumi stack export --stack dev");
  });
});
