import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readHarvest } from "./harvest-file.js";

describe("what is kept of a machine's logs", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-harvest-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is whole when several harvests of the machine end at the same moment", async () => {
    const module = new URL("./harvest-file.js", import.meta.url).href;
    const script = join(folder, "harvest.mjs");
    writeFileSync(
      script,
      `import { appendHarvest } from ${JSON.stringify(module)};
      const [folder, second] = process.argv.slice(2);
      for (let minute = 10; minute < 30; minute++)
        appendHarvest(folder, {
          host: "KITA-T001",
          receivedAt: "2026-01-14T01:" + minute + ":0" + second + "Z",
          answer: { areas: { "logon-failures": { facts: { groups: "x".repeat(100_000) } } } },
        });`,
    );
    const ends = ["1", "2", "3"].map((second) => once(fork(script, [folder, second]), "exit"));
    for (const [code] of await Promise.all(ends)) expect(code).to.equal(0);
    const { kept, damaged } = readHarvest(folder, "KITA-T001");
    expect(damaged).to.equal(0);
    expect(new Set(kept.map(({ receivedAt }) => receivedAt)).size).to.equal(60);
  }).timeout(60_000);
});
