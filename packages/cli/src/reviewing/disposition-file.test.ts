import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { addDispositions, readDispositions } from "./disposition-file.js";
import type { Disposition } from "./disposition-file.js";

const DECISION: Disposition = {
  ...{ host: "T1", area: "logon-failures", key: "4625|gyomu|||3||", upTo: "2026-01-10T00:00:00Z" },
  ...{ verdict: "harmless", by: "a person", at: "2026-01-12T00:00:00Z", reason: "typing errors" },
};

describe("decisions of a data folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-dispositions-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are all kept when several people decide at the same moment", async () => {
    const module = new URL("./disposition-file.js", import.meta.url).href;
    const script = join(folder, "decide.mjs");
    writeFileSync(
      script,
      `import { addDispositions } from ${JSON.stringify(module)};
      const [folder, who] = process.argv.slice(2);
      for (let round = 0; round < 20; round++)
        addDispositions(folder, [{ ...${JSON.stringify(DECISION)}, by: who, key: "4625|" + String(round) }]);`,
    );
    const people = ["a", "b", "c", "d"];
    const ends = people.map((who) => once(fork(script, [folder, who]), "exit"));
    for (const [code] of await Promise.all(ends)) expect(code).to.equal(0);
    const kept = readDispositions(folder).map(({ by, key }) => `${by} ${key}`);
    const made = people.flatMap((who) => Array.from({ length: 20 }, (_, round) => `${who} 4625|${String(round)}`));
    expect(kept).to.have.members(made);
  }).timeout(60_000);

  it("are kept once, however often the same is said", () => {
    const other = { ...DECISION, verdict: "incident", at: "2026-01-13T00:00:00Z" } as const;
    for (const said of [DECISION, other, DECISION]) addDispositions(folder, [said]);
    expect(readDispositions(folder)).to.deep.equal([DECISION, other]);
  });

  it("are none where nobody has decided, and of a draft that a killed process left", () => {
    expect(readDispositions(folder)).to.deep.equal([]);
    addDispositions(folder, [DECISION]);
    writeFileSync(join(folder, "dispositions", "x.json.4711.draft"), "{");
    expect(readDispositions(folder)).to.deep.equal([DECISION]);
  });

  it("are refused where files are damaged, every wrong place of all of them named, and left as they are", () => {
    addDispositions(folder, [DECISION]);
    const [kept = ""] = readdirSync(join(folder, "dispositions"));
    const path = join(folder, "dispositions", kept);
    writeFileSync(path, readFileSync(path, "utf8").replace("harmless", "harmles").replace('"a person"', '" "'));
    writeFileSync(join(folder, "dispositions", "2.json"), "{");
    try {
      readDispositions(folder);
      expect.fail("they were taken");
    } catch (error) {
      expect(error).to.be.instanceOf(KijunError).with.property("code", "ANSWERS_INVALID");
      const places = (error as KijunError).issues.map((issue) => [issue.file, issue.path, issue.value]);
      expect(places).to.deep.equal([
        [join(folder, "dispositions", "2.json"), "", undefined],
        [path, "dispositions[0].verdict", '"harmles"'],
        [path, "dispositions[0].by", '" "'],
      ]);
    }
    expect(readFileSync(join(folder, "dispositions", "2.json"), "utf8")).to.equal("{");
  });
});
