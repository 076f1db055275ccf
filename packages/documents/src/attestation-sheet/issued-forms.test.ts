import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { IssuedForms } from "./issued-forms.js";
import { rowCode } from "./row-code.js";
import { sampleForm } from "./sheet-samples.fixture.test.js";

describe("the sheets that were given out", () => {
  let folder: string;
  let forms: IssuedForms;
  const issuing = { asOf: "2026-01-10", issuedAt: "2026-01-10T00:00:00Z", again: false };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-issued-"));
    forms = new IssuedForms(join(folder, "attestation-sheets"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are numbered from 1, each with a record of its own", () => {
    expect(forms.newest("R7-kita-ward")).to.equal(0);
    const { form, isNew } = forms.issue(sampleForm(), issuing);
    expect([form.issue, isNew, forms.newest("R7-kita-ward")]).to.deep.equal([1, true, 1]);
    expect(new IssuedForms(forms.folder).find("R7-kita-ward", 1)).to.deep.equal(form);
    expect(forms.find("R7-kita-ward", 2)).to.equal(undefined);
    expect(forms.find("../R7-kita-ward", 1)).to.equal(undefined);
  });

  it("stay the same issue where they would print the same, on another day too", () => {
    const first = forms.issue(sampleForm(), issuing);
    const again = forms.issue(sampleForm(), { ...issuing, asOf: "2026-01-12", issuedAt: "2026-01-12T00:00:00Z" });
    expect(again).to.deep.equal({ ...first, isNew: false });
  });

  it("get a new number where a machine has come, or where that is wanted", () => {
    forms.issue(sampleForm(3), issuing);
    expect(forms.issue(sampleForm(4), issuing).form.issue).to.equal(2);
    expect(forms.issue(sampleForm(4), { ...issuing, again: true }).form.issue).to.equal(3);
    expect(forms.find("R7-kita-ward", 1)?.sections[0]?.hosts).to.have.length(3);
  });

  it("are none for a site whose id cannot name a file", () => {
    for (const id of ["北区", "../kita", "kita ward"]) {
      const form = { ...sampleForm(), id: `R7-${id}`, site: { id, name: "北区" } };
      expect(() => forms.issue(form, issuing))
        .to.throw(KijunError, id)
        .with.property("code", "BASELINE_INVALID");
    }
  });

  it("keep one key for the codes of all rows, for its owner only and out of every record", () => {
    expect(forms.existingKey()).to.equal(undefined);
    const key = forms.key();
    forms.issue(sampleForm(), issuing);
    expect(Buffer.from(forms.key()).equals(Buffer.from(key))).to.equal(true);
    const names = readdirSync(forms.folder).sort();
    expect(names).to.deep.equal(["R7-kita-ward.1.json", "row-codes.key"]);
    if (process.platform !== "win32") expect(statSync(join(forms.folder, "row-codes.key")).mode & 0o077).to.equal(0);
    const record = readFileSync(join(forms.folder, "R7-kita-ward.1.json"), "utf8");
    expect(record).to.not.include(Buffer.from(key).toString("hex"));
  });

  it("are not guessed from a record that is damaged or of another issue", () => {
    forms.issue(sampleForm(), issuing);
    const file = join(forms.folder, "R7-kita-ward.1.json");
    const text = readFileSync(file, "utf8");
    for (const damaged of [text.slice(0, 100), "{}", text.replace('"issue": 1', '"issue": 2')]) {
      writeFileSync(file, damaged);
      expect(() => forms.find("R7-kita-ward", 1))
        .to.throw(KijunError, file)
        .with.property("code", "STATE_CORRUPTED");
    }
    writeFileSync(join(forms.folder, "row-codes.key"), "00\n");
    expect(() => forms.existingKey()).to.throw(KijunError, "row-codes.key");
  });
});

describe("the code of a row", () => {
  it("differs with key, form, issue and machine", () => {
    const key = new Uint8Array(32).fill(1);
    const form = { id: "R7-kita-ward", issue: 1 };
    const codes = [
      rowCode(key, form, "KITA-T001"),
      rowCode(key, form, "KITA-T002"),
      rowCode(key, { ...form, issue: 2 }, "KITA-T001"),
      rowCode(key, { ...form, id: "R8-kita-ward" }, "KITA-T001"),
      rowCode(new Uint8Array(32).fill(2), form, "KITA-T001"),
    ];
    expect(new Set(codes)).to.have.length(5);
    for (const code of codes) expect(code).to.match(/^[0-9a-f]{8}$/);
    expect(rowCode(key, form, "KITA-T001")).to.equal(codes[0]);
  });
});
