import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createRunFolder } from "./run-folders.js";

describe("createRunFolder", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-runs-"))));
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("names a run after its second and its process", () => {
    const { id, path } = createRunFolder(home, new Date("2026-01-14T10:32:05.678Z"), 4711);
    expect(id).to.equal("20260114T103205Z-4711");
    expect(path).to.equal(join(home, "runs", id));
  });

  it("gives a second run of the same second and process a folder of its own", () => {
    const runs = [1, 2, 3].map(() => createRunFolder(home, new Date("2026-01-14T10:32:05.678Z"), 4711).id);
    expect(runs).to.deep.equal(["20260114T103205Z-4711", "20260114T103205Z-4711_2", "20260114T103205Z-4711_3"]);
  });

  it("keeps the last twenty runs", () => {
    const created = Array.from({ length: 23 }, (_, minute) => {
      const folder = createRunFolder(home, new Date(Date.UTC(2026, 0, 14, 10, minute)), 1);
      writeFileSync(join(folder.path, "journal-1.ndjson"), "");
      return folder.id;
    });
    expect(readdirSync(join(home, "runs")).sort()).to.deep.equal(created.slice(3));
  });
});
