import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Attestation, KnownSubjects } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { keepAttestations, keptAttestations, merged, otherwise } from "./kept-attestations.js";

const text = { ja: "x", en: "x" };
const KNOWN: KnownSubjects = {
  items: ["端末12", "端末13"].map((id) => ({
    ...{ id, role: "terminal" as const, title: id, requirement: id, areas: [] },
    parts: [{ id: "seen", kind: "attested", title: text, severity: "low", remediation: text, question: text }],
  })),
  machines: ["A", "B"].map((host) => ({ host, role: "terminal" as const })),
};

const said: fc.Arbitrary<Attestation> = fc.record({
  item: fc.constantFrom("端末12", "端末13"),
  part: fc.constant("seen"),
  host: fc.constantFrom("A", "B"),
  answer: fc.constantFrom("pass" as const, "fail" as const),
  by: fc.constantFrom("担当者A", "担当者B"),
  observedOn: fc.constantFrom("2026-01-14", "2026-01-15"),
  receivedAt: fc.constantFrom("2026-01-20T03:00:00Z", "2026-01-21T03:00:00Z"),
  validUntil: fc.constant("2026-03-31"),
  note: fc.constantFrom("位置を直す", "見えた"),
  evidenceDigest: fc.constantFrom("a".repeat(64), "b".repeat(64)),
});
const place = ({ host, item, observedOn }: Attestation): string => [host, item, observedOn].join(" ");

describe("attestations of a data folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-attestations-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("hold each machine, part and day once, the newer answer in place of the earlier one", () => {
    const once = fc.uniqueArray(said, { selector: place, maxLength: 8 });
    fc.assert(
      fc.property(once, once, (kept, fresh) => {
        const { all, added, known, corrected } = merged(kept, fresh);
        expect(new Set(all.map(place)).size).to.equal(all.length);
        expect(all).to.have.length(kept.length + added.length);
        expect(added.length + known.length + corrected.length).to.equal(fresh.length);
        expect(all).to.include.members([...added, ...corrected]);
        expect(fresh.filter((attestation) => otherwise(kept, attestation))).to.deep.equal(corrected);
        expect(merged(all, fresh)).to.deep.include({ all, added: [], corrected: [] });
      }),
    );
  });

  it("are read back as they were kept", () => {
    const once = fc.uniqueArray(said, { selector: place, maxLength: 8 });
    fc.assert(
      fc.property(once, (fresh) => {
        const { all } = merged([], fresh);
        expect(keepAttestations(keptAttestations(folder, KNOWN), all, KNOWN)).to.equal(true);
        expect(keptAttestations(folder, KNOWN).attestations).to.deep.equal(all);
      }),
      { numRuns: 20 },
    );
  });

  it("are not written over when somebody has written meanwhile", () => {
    const [attestation] = fc.sample(said, 1);
    const kept = keptAttestations(folder, KNOWN);
    writeFileSync(kept.file, '{ "schema": "kijun.attestations/1", "attestations": [] }');
    expect(keepAttestations(kept, attestation === undefined ? [] : [attestation], KNOWN)).to.equal(false);
    expect(keptAttestations(folder, KNOWN).attestations).to.deep.equal([]);
  });

  it("are not written where they would not be read again", () => {
    const [attestation] = fc.sample(said, 1);
    const kept = keptAttestations(folder, KNOWN);
    const wrong = attestation === undefined ? [] : [{ ...attestation, host: "GONE" }];
    expect(() => keepAttestations(kept, wrong, KNOWN))
      .to.throw(KijunError, "GONE")
      .with.property("code", "ANSWERS_INVALID");
    expect(existsSync(kept.file)).to.equal(false);
  });

  it("are refused where the file is damaged, and left as they are", () => {
    writeFileSync(join(folder, "attestations.json"), "{");
    expect(() => keptAttestations(folder, KNOWN)).to.throw(KijunError, "attestations.json");
    expect(readFileSync(join(folder, "attestations.json"), "utf8")).to.equal("{");
  });
});
