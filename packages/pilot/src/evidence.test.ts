import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { evidenceOf, NO_EVIDENCE, readEvidence, withWitness, writeEvidence } from "./evidence.js";
import type { Evidence, Witness } from "./evidence.js";
import { evidenceCounts, evidenceWords } from "./evidence-words.js";
import { claimDigest, knownClaims } from "./known-claims.js";
import type { KnownClaim } from "./known-claims.js";

const claims = knownClaims().slice(0, 6);
const [claim] = claims as [KnownClaim];

const witness = (changes: Partial<Witness> = {}): Witness => ({
  ...{ build: "99999.1", edition: "KijunTestFixture", language: "ja-JP", outcome: "seen" },
  ...{ day: "2026-01-20", release: "0.1.0" },
  ...changes,
});

const anyWitness: fc.Arbitrary<Witness> = fc
  .record({
    build: fc.constantFrom("99998.7", "99999.1"),
    language: fc.constantFrom("ja-JP", "en-US"),
    outcome: fc.constantFrom("seen", "contradicted"),
    day: fc.constantFrom("2026-01-20", "2026-03-01"),
  })
  .map(witness);

const anyAnswers = fc.array(fc.tuple(fc.constantFrom(...claims), anyWitness), { maxLength: 12 });

const all = (answers: readonly (readonly [KnownClaim, Witness])[]): Evidence =>
  answers.reduce((evidence, [answered, by]) => withWitness(evidence, answered, by), NO_EVIDENCE);

describe("evidence", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "kijun-evidence-"))));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("comes back from its file as it was written, and leaves no other file", () => {
    const file = join(folder, "evidence.json");
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        writeEvidence(all(answers), file);
        expect(readEvidence(file)).to.deep.equal(all(answers));
      }),
      { numRuns: 30 },
    );
    expect(readdirSync(folder)).to.deep.equal(["evidence.json"]);
  });

  it("is the same when the same answers are taken in again", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const last = new Map(
          answers.map(([answered, by]) => [JSON.stringify([answered.id, { ...by, day: "" }]), [answered, by] as const]),
        );
        expect(all([...answers, ...answers])).to.deep.equal(all([...last.values()]));
      }),
    );
  });

  it("calls a claim contradicted that one machine contradicts, whatever others have seen", () => {
    fc.assert(
      fc.property(fc.array(anyWitness, { minLength: 1, maxLength: 6 }), (witnesses) => {
        const { state } = evidenceOf(claim, all(witnesses.map((by) => [claim, by])));
        expect(state).to.equal(witnesses.some(({ outcome }) => outcome === "contradicted") ? "contradicted" : "seen");
      }),
    );
  });

  it("stops counting when the words of the claim or what answers it have changed", () => {
    const evidence = withWitness(NO_EVIDENCE, claim, witness());
    expect(evidenceOf({ ...claim, en: `${claim.en} Or not.` }, evidence)).to.deep.equal({
      state: "believed",
      witnesses: [],
    });
    expect(evidenceOf({ ...claim, ja: "別の言い方" }, evidence).state).to.equal("seen");
    const checked = knownClaims().find(({ way }) => way === "check") as KnownClaim;
    expect(claimDigest({ ...checked, check: "$true" })).to.not.equal(claimDigest(checked));
    expect(claimDigest({ ...checked, expect: false })).to.not.equal(claimDigest(checked));
    const renewed = withWitness(
      { ...evidence, claims: { [claim.id]: { digest: "0".repeat(16), witnesses: [witness()] } } },
      claim,
      witness({ language: "en-US" }),
    );
    expect(renewed.claims[claim.id]?.witnesses).to.have.lengthOf(1);
  });

  it("says in words on which builds", () => {
    const seen = evidenceOf(claim, all([[claim, witness()]]));
    expect(evidenceWords(seen).en).to.equal("seen on build 99999.1 (KijunTestFixture, ja-JP)");
    const both = evidenceOf(
      claim,
      all([
        [claim, witness()],
        [claim, witness({ build: "99998.7", outcome: "contradicted" })],
      ]),
    );
    expect(evidenceWords(both).en).to.equal(
      "contradicted on build 99998.7 (KijunTestFixture, ja-JP); seen on build 99999.1 (KijunTestFixture, ja-JP)",
    );
    expect(evidenceWords(both).ja).to.match(/^相違: ビルド99998\.7.*。実機で確認: ビルド99999\.1/);
    expect(evidenceCounts([seen, both, both, evidenceOf(claim, NO_EVIDENCE)]).en).to.equal(
      "2 contradicted, 1 believed, 1 seen",
    );
  });

  it("names the file and the place where it is none, and where it cannot be written", () => {
    const file = join(folder, "broken.json");
    for (const [text, place] of [
      ["{", "JSON"],
      [
        JSON.stringify({ schema: "kijun.evidence/1", claims: { a: { digest: "x", witnesses: [] } } }),
        "claims.a.digest",
      ],
      [JSON.stringify({ ...withWitness(NO_EVIDENCE, claim, witness({ day: "2026-02-30" })) }), "must be a day"],
      [
        JSON.stringify({ ...withWitness(NO_EVIDENCE, claim, { ...witness(), computerName: "X" } as Witness) }),
        "computerName",
      ],
    ] as const) {
      writeFileSync(file, text);
      expect(() => readEvidence(file), text)
        .to.throw(file)
        .with.property("message")
        .that.includes(place);
    }
    expect(() => readEvidence(join(folder, "none.json")))
      .to.throw("ENOENT")
      .with.property("code", "EVIDENCE_INVALID");
    expect(() => {
      writeEvidence(NO_EVIDENCE, join(folder, "no", "folder.json"));
    }).to.throw("cannot be written");
  });
});
