import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { parseCellRef, readXlsx, writeXlsx } from "hucre/xlsx";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";

const CHECKLIST = `
const text = (ja) => ({ ja, en: ja });
const item = (id, role, requirement) => ({
  id, role, title: id + "の確認", requirement, areas: [],
  parts: [{ id: "seen", kind: "attested", title: text(id), severity: "medium", remediation: text("直す"), question: text(requirement) }],
});
export const checklist = [item("端末12", "terminal", "付箋がないこと。"), item("端末13", "terminal", "画面が見えないこと。"),
  item("CS12", "communication-server", "メモがないこと。")];
`;

describe("kijun attest", function () {
  this.timeout(60_000);
  this.slow(5_000);
  let project: FixtureProject;
  let data: string;
  let out: string;
  beforeEach(() => {
    project = new FixtureProject();
    project.write(
      "package.json",
      '{ "type": "module", "kijun": { "baseline": "./baseline.js", "checklist": "./checklist.js" } }',
    );
    project.write("checklist.js", CHECKLIST);
    data = join(project.home, "data", "fixture");
    out = join(project.folder, "sheets");
  });
  afterEach(() => {
    project.dispose();
  });

  const run = (command: string, asOf = "2026-01-20"): Finished =>
    kijun(["attest", ...command.split(" ")], {
      cwd: project.folder,
      env: { KIJUN_HOME: project.home, KIJUN_AS_OF: asOf },
    });
  const json = ({ stdout }: Finished): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;
  const kept = (): { host: string; answer: string; item: string; note?: string; evidenceDigest: string }[] =>
    (JSON.parse(readFileSync(join(data, "attestations.json"), "utf8")) as { attestations: never[] }).attestations;

  /** Writes into an issued sheet as a person does. */
  async function fill(name: string, values: Readonly<Record<string, string | null>>, worksheet = 0): Promise<void> {
    const file = join(out, name);
    const { sheets } = await readXlsx(readFileSync(file));
    for (const [cell, value] of Object.entries(values)) {
      const { row, col } = parseCellRef(cell);
      const cells = sheets[worksheet]?.rows[row];
      if (cells !== undefined) cells[col] = value;
    }
    writeFileSync(file, await writeXlsx({ sheets: sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows })) }));
  }

  describe("sheet", () => {
    it("writes one sheet for each site and records it with its rows", () => {
      const { code, stdout } = run("sheet --out sheets");
      expect(code).to.equal(0);
      expect(stdout).to.include(
        "R7 (2025-04-01 - 2026-03-31), machines of 2026-01-20: 2 sheet(s), 3 machine(s), 5 answer(s)",
      );
      expect(readdirSync(out).sort()).to.deep.equal(["R7-annex.1.xlsx", "R7-kita.1.xlsx"]);
      const record = JSON.parse(readFileSync(join(data, "attestation-sheets", "R7-kita.1.json"), "utf8")) as {
        sections: { hosts: { host: string }[] }[];
      };
      expect(record.sections.map(({ hosts }) => hosts.map(({ host }) => host))).to.deep.equal([
        ["KITA-T001", "KITA-T002"],
      ]);
    });

    it("chooses sites by id or name, and the machines of a day", () => {
      const sheets = json(run("sheet --site 北区役所 --as-of 2026-01-09 --out sheets --json"))["sheets"];
      expect(sheets).to.deep.equal([
        {
          form: "R7-kita",
          issue: 1,
          isNew: true,
          site: "kita",
          file: join(out, "R7-kita.1.xlsx"),
          rows: 1,
          answers: 2,
        },
      ]);
    });

    it("is the same issue when it runs again, and another one when a machine has come or it is told to", () => {
      run("sheet --site kita --as-of 2026-01-09 --out sheets");
      const bytes = readFileSync(join(out, "R7-kita.1.xlsx"));
      rmSync(join(out, "R7-kita.1.xlsx"));
      expect(run("sheet --site kita --as-of 2026-01-08 --out sheets").stdout).to.include("issue 1,");
      expect(readFileSync(join(out, "R7-kita.1.xlsx")).equals(bytes)).to.equal(true);
      expect(run("sheet --site kita --out sheets").stdout).to.include("issue 2 (new; earlier issues count no more)");
      expect(run("sheet --site kita --out sheets --new-issue").stdout).to.include("issue 3 (new; ");
    });

    it("writes over no sheet that holds answers", async () => {
      run("sheet --site kita --out sheets");
      await fill("R7-kita.1.xlsx", { C13: "○" });
      const { code, stderr } = run("sheet --site kita --out sheets");
      expect(code).to.equal(2);
      expect(stderr).to.include(join(out, "R7-kita.1.xlsx"));
    });

    it("refuses what cannot be meant, with the next step", () => {
      expect(run("sheet").stderr).to.include("--out");
      expect(run("sheet --out sheets --year 7").stderr).to.include('"7" is no fiscal year');
      expect(run("sheet --out sheets --year R8").stderr).to.include("outside R8").and.include("--as-of");
      expect(run("sheet --out sheets --site nowhere").stderr).to.include("--site nowhere");
      expect(run("sheet --out sheets --as-of 2026-02-30").stderr).to.include('--as-of "2026-02-30"');
      project.write("checklist.js", "export const checklist = [];");
      expect(run("sheet --out sheets").stderr)
        .to.include("no machine in service there on 2026-01-20")
        .and.include("attested");
      expect(existsSync(out)).to.equal(false);
    });
  });

  describe("import", () => {
    const answers = {
      B6: "令和8年1月14日",
      B7: "担当者A",
      C13: "○",
      D13: "×",
      G13: "向きを変える",
      C14: "○",
      D14: "○",
    };

    beforeEach(() => {
      run("sheet --out sheets");
    });

    it("records the answers and keeps the sheet", async () => {
      await fill("R7-kita.1.xlsx", answers);
      const { code, stdout } = run("import sheets/R7-kita.1.xlsx");
      expect([code, stdout]).to.deep.equal([
        0,
        [
          "4 new, 0 corrected, 0 known already",
          "answered with a cross:",
          "  KITA-T001 端末13/seen: 向きを変える",
          `recorded in ${join(data, "attestations.json")}`,
          "",
        ].join("\n"),
      ]);
      expect(kept().map(({ host, item, answer }) => `${host} ${item} ${answer}`)).to.deep.equal([
        ...["KITA-T001 端末12 pass", "KITA-T001 端末13 fail", "KITA-T002 端末12 pass", "KITA-T002 端末13 pass"],
      ]);
      const copy = join(data, "evidence", `${kept()[0]?.evidenceDigest ?? ""}.xlsx`);
      expect(readFileSync(copy).equals(readFileSync(join(out, "R7-kita.1.xlsx")))).to.equal(true);
      if (process.platform !== "win32") expect(statSync(join(data, "attestations.json")).mode & 0o077).to.equal(0);
    });

    it("changes nothing when the same sheet comes again", async () => {
      await fill("R7-kita.1.xlsx", answers);
      run("import sheets/R7-kita.1.xlsx");
      const text = readFileSync(join(data, "attestations.json"), "utf8");
      expect(run("import sheets/R7-kita.1.xlsx").stdout).to.include(
        "0 new, 0 corrected, 4 known already\nnothing new to record",
      );
      expect(readFileSync(join(data, "attestations.json"), "utf8")).to.equal(text);
    });

    it("lists what is not answered, machine by machine, and takes the rest", async () => {
      await fill("R7-kita.1.xlsx", { ...answers, C14: null, D14: null, G14: "移設中" });
      const { code, stdout } = run("import sheets/R7-kita.1.xlsx sheets/R7-annex.1.xlsx");
      expect(code).to.equal(12);
      expect(stdout).to.include("2 new").and.include("3 not answered:\n  R7-kita.1 KITA-T002 端末12, 端末13: 移設中\n");
      expect(stdout)
        .to.include("\n  R7-annex.1 ANNEX-CS1 CS12\n")
        .and.match(/exit 12 \(attestation\)\n$/);
      await fill("R7-kita.1.xlsx", { C14: "○", D14: "○", C13: null, D13: null, G13: null, G14: null });
      expect(run("import sheets/R7-kita.1.xlsx").code).to.equal(0);
      expect(kept()).to.have.length(4);
    });

    it("takes in nothing of any file where one place is wrong, and names file, sheet and cell", async () => {
      await fill("R7-kita.1.xlsx", answers);
      await fill("R7-annex.1.xlsx", { B6: "10/1", B7: "担当者A", C12: "○" });
      const { code, stdout } = run("import sheets/R7-kita.1.xlsx sheets/R7-annex.1.xlsx");
      expect(code).to.equal(2);
      expect(stdout).to.include(
        '1 problem(s); nothing was recorded\n  sheets/R7-annex.1.xlsx ＣＳ!B6 "10/1": is no day',
      );
      expect(readdirSync(data)).to.deep.equal(["attestation-sheets"]);
      const record = json(run("import sheets/R7-kita.1.xlsx sheets/R7-annex.1.xlsx --json"));
      expect(record).to.deep.include({
        schema: "kijun.attest-import/1",
        exit: { code: 2, reasons: ["configuration"] },
        added: [],
      });
      expect(record["issues"]).to.have.nested.property("[0].code", "day-unreadable");
    });

    it("records nothing in a dry run", async () => {
      await fill("R7-kita.1.xlsx", answers);
      expect(run("import sheets/R7-kita.1.xlsx --dry-run").stdout)
        .to.include("4 new")
        .and.include("nothing was recorded");
      expect(readdirSync(data)).to.deep.equal(["attestation-sheets"]);
    });

    it("lets an answer about the same day be corrected only when told to", async () => {
      await fill("R7-kita.1.xlsx", answers);
      run("import sheets/R7-kita.1.xlsx");
      await fill("R7-kita.1.xlsx", { D13: "○", G13: null });
      const refused = run("import sheets/R7-kita.1.xlsx");
      expect([refused.code, kept()[1]?.answer]).to.deep.equal([2, "fail"]);
      expect(refused.stdout).to.include("統合端末!D13").and.include("× 担当者A 向きを変える").and.include("--correct");
      expect(run("import sheets/R7-kita.1.xlsx --correct").stdout).to.include("0 new, 1 corrected, 3 known already");
      expect(kept()[1]).to.include({ host: "KITA-T001", item: "端末13", answer: "pass" });
    });

    it("refuses an older issue once a newer one was given out", async () => {
      await fill("R7-kita.1.xlsx", answers);
      run("sheet --site kita --out sheets --new-issue");
      expect(run("import sheets/R7-kita.1.xlsx").stdout).to.include("統合端末!B3").and.include("older issue");
    });

    it("refuses last year's sheets, whose answers would not count any more", async () => {
      await fill("R7-kita.1.xlsx", answers);
      expect(run("import sheets/R7-kita.1.xlsx", "2026-04-01").stdout).to.include('統合端末!B2 "R7-kita/terminal"');
    });

    it("names files that cannot be read, another data folder, and damaged answers", () => {
      const missing = run("import a.xlsx b.xlsx");
      expect([missing.code, missing.stdout]).to.deep.equal([2, ""]);
      expect(missing.stderr).to.include("a.xlsx").and.include("b.xlsx");
      mkdirSync(join(project.folder, "other"));
      expect(run("import sheets/R7-kita.1.xlsx --data other").stderr)
        .to.include("no sheet was ever given out")
        .and.include("--data");
      writeFileSync(join(data, "attestations.json"), '{ "schema": "kijun.attestations/1" }');
      const damaged = run("import sheets/R7-kita.1.xlsx");
      expect(damaged.stderr).to.include("ANSWERS_INVALID").and.include("attestations.json: attestations");
    });

    it("speaks Japanese where that is asked for", async () => {
      await fill("R7-kita.1.xlsx", { ...answers, C13: "△" });
      const { stdout } = run("import sheets/R7-kita.1.xlsx --lang ja");
      expect(stdout)
        .to.include("誤り1か所。何も記録していません。")
        .and.include('統合端末!C13 "△": 判定の記号ではない');
    });
  });
});
