import { KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";
import { expect } from "chai";

import { jsonSchemaOf } from "./data-file.js";
import type { DataFile } from "./data-file.js";
import { attestation, item, looked, measured, waiver } from "./judged-machine.fixture.test.js";
import { loadAnswers } from "./load-answers.js";
import type { KnownSubjects } from "./known-subjects.js";
import { attestationsFileSchema, waiversFileSchema } from "./attestation.js";

const known: KnownSubjects = {
  items: [
    item([measured([]), looked], "端末7"),
    item([measured([])], "端末8"),
    item([looked], "端末13"),
    { ...item([looked], "CS12"), role: "communication-server" },
  ],
  machines: [
    { host: "KITA-T001", role: "terminal" },
    { host: "KITA-T002", role: "terminal" },
  ],
};

function attestationsFile(attestations: readonly unknown[], rest: object = {}): DataFile {
  return { name: "attestations.json", text: JSON.stringify({ schema: "kijun.attestations/1", attestations, ...rest }) };
}

function waiversFile(waivers: readonly unknown[], rest: object = {}): DataFile {
  return { name: "waivers.json", text: JSON.stringify({ schema: "kijun.waivers/1", waivers, ...rest }) };
}

function issuesOf(attestations: readonly DataFile[], waivers: readonly DataFile[] = []): readonly Issue[] {
  try {
    loadAnswers({ attestations, waivers }, known);
  } catch (error) {
    if (!(error instanceof KijunError)) throw error;
    expect(error.code).to.equal("ANSWERS_INVALID");
    expect(error.hint).to.not.equal("");
    for (const { file, path } of error.issues) expect(error.message).to.include(`${file}: ${path}`);
    return error.issues;
  }
  return [];
}

function without<Said extends object>(said: Said, name: keyof Said): object {
  return Object.fromEntries(Object.entries(said).filter(([own]) => own !== name));
}

describe("loadAnswers", () => {
  it("reads what is right, also with a schema for editors and a byte order mark", () => {
    const file = attestationsFile([attestation()], { $schema: "../attestations.schema.json" });
    const retirements = [{ role: "active-directory-server", on: "2025-12-01", reason: "更改" }];
    const answers = loadAnswers(
      { attestations: [{ ...file, text: `\ufeff${file.text}` }], waivers: [waiversFile([waiver()], { retirements })] },
      known,
    );
    expect(answers).to.deep.equal({ attestations: [attestation()], waivers: [waiver()], retirements });
  });

  it("reads nothing where there is nothing", () => {
    expect(loadAnswers({ attestations: [], waivers: [] }, known)).to.deep.equal({
      ...{ attestations: [], waivers: [], retirements: [] },
    });
    expect(issuesOf([attestationsFile([])], [waiversFile([])])).to.deep.equal([]);
  });

  const wrong: readonly [what: string, said: object, path: string, value: string | undefined, message: string][] = [
    ["an unknown item", attestation({ item: "端末14" }), "item", '"端末14"', "the nearest known one is 端末13"],
    ["an item in full width", attestation({ item: "ＣＳ１２" }), "item", '"ＣＳ１２"', "the nearest known one is CS12"],
    ["another number of a section", attestation({ item: "CS8" }), "item", '"CS8"', "the nearest known one is CS12"],
    ["an unknown section", attestation({ item: "XX7" }), "item", '"XX7"', "known are 端末7, 端末8, 端末13, CS12"],
    ["an unknown part", attestation({ part: "seats" }), "part", '"seats"', "did you mean seat? (known are seat)"],
    [
      "a part of an item that machines answer alone",
      attestation({ item: "端末8", part: "seat" }),
      "part",
      '"seat"',
      "端末8 has no part that a person answers",
    ],
    ["a measurable part", attestation({ part: "settings" }), "part", '"settings"', "never attested"],
    [
      "a machine that does not exist",
      attestation({ host: "KITA-T003" }),
      "host",
      '"KITA-T003"',
      "no machine of that name",
    ],
    ["an item of another role", attestation({ item: "CS12" }), "host", '"KITA-T001"', "communication-server"],
    ["a status that is none", { ...attestation(), answer: "適" }, "answer", '"適"', 'must be one of ["pass","fail"]'],
    ["a fail without words", attestation({ answer: "fail" }), "note", undefined, "a fail needs words"],
    ["a blank name", attestation({ by: " " }), "by", '" "', "Who looked"],
    ["nobody", without(attestation(), "by"), "by", undefined, "it is missing: Who looked"],
    ["a day that does not exist", attestation({ validUntil: "2026-02-29" }), "validUntil", '"2026-02-29"', "calendar"],
    [
      "a day in people's words",
      attestation({ observedOn: "令和8年1月10日" }),
      "observedOn",
      '"令和8年1月10日"',
      "YYYY-MM-DD",
    ],
    [
      "an instant that does not exist",
      attestation({ receivedAt: "2026-02-30T00:00:00Z" }),
      "receivedAt",
      '"2026-02-30T00:00:00Z"',
      "calendar",
    ],
    ["a local time", attestation({ receivedAt: "2026-01-12T12:00:00+09:00" }), "receivedAt", undefined, "in UTC"],
    [
      "what was seen after it came in",
      attestation({ observedOn: "2026-01-13" }),
      "observedOn",
      '"2026-01-13"',
      "2026-01-12",
    ],
    [
      "evidence that had expired",
      attestation({ validUntil: "2026-01-11" }),
      "validUntil",
      '"2026-01-11"',
      "had expired",
    ],
    ["a digest that is none", attestation({ evidenceDigest: "ABC" }), "evidenceDigest", '"ABC"', "SHA-256"],
    [
      "a property that nobody knows",
      { ...attestation(), vaildUntil: 1 },
      "vaildUntil",
      "1",
      "did you mean validUntil?",
    ],
  ];
  for (const [what, said, path, value, message] of wrong) {
    it(`refuses an attestation with ${what}, naming the place and what would be right`, () => {
      const issues = issuesOf([attestationsFile([attestation({ item: "端末13" }), said])]);
      expect(issues).to.have.length(1);
      expect(issues[0]).to.include({ file: "attestations.json", path: `attestations[1].${path}` });
      if (value !== undefined) expect(issues[0]?.value).to.equal(value);
      expect(issues[0]?.message).to.include(message);
    });
  }

  const waivers: readonly [what: string, said: object, path: string, message: string][] = [
    ["no end", without(waiver(), "until"), "until", "none is without an end"],
    ["no approver", without(waiver(), "approvedBy"), "approvedBy", "Who of the customer"],
    ["no machines", waiver({ hosts: [] }), "hosts", "at least one"],
    ["an unknown machine", waiver({ hosts: ["KITA-T001", "KITA-T02"] }), "hosts[1]", "did you mean"],
    ["a machine twice", waiver({ hosts: ["KITA-T001", "kita-t001"] }), "hosts[1]", "hosts[0]"],
    ["an unknown item", waiver({ item: "端末6", part: "settings" }), "item", "the nearest known one is 端末7"],
    ["an unknown part", waiver({ part: "setting" }), "part", "did you mean settings?"],
    ["an end before its beginning", waiver({ until: "2025-11-30" }), "until", "2025-12-01"],
    ["an end that does not exist, before its beginning", waiver({ until: "2025-02-30" }), "until", "calendar"],
    ["an end that does not exist", waiver({ until: "2026-04-31" }), "until", "calendar"],
    ["a whole year as its end", waiver({ until: "1y" }), "until", "YYYY-MM-DD"],
  ];
  for (const [what, said, path, message] of waivers) {
    it(`refuses a waiver with ${what}`, () => {
      const issues = issuesOf([], [waiversFile([said])]);
      expect(issues).to.have.length(1);
      expect(issues[0]).to.include({ file: "waivers.json", path: `waivers[0].${path}` });
      expect(issues[0]?.message).to.include(message);
    });
  }

  it("takes what came in on the day on which it was seen and counts for no other, and a waiver of one day", () => {
    const day = { observedOn: "2026-01-12", validUntil: "2026-01-12" };
    expect(issuesOf([attestationsFile([attestation(day)])], [waiversFile([waiver({ until: "2025-12-01" })])])).to.be
      .empty;
  });

  it("takes a waiver of one part of an item", () => {
    expect(issuesOf([], [waiversFile([waiver({ part: "settings" }), waiver({ part: "seat" })])])).to.deep.equal([]);
  });

  it("says of a name that is near to none that there is no such machine, and no more", () => {
    const [issue] = issuesOf([attestationsFile([attestation({ host: "ZZZ" })])]);
    expect(issue?.message).to.equal("there is no machine of that name in the fleet");
  });

  it("says what two waivers speak of", () => {
    const [issue] = issuesOf([], [waiversFile([waiver(), waiver()])]);
    expect(issue).to.include({ path: "waivers[1]", value: '"端末7 kita-t001 2025-12-01"' });
  });

  it("refuses two answers about the same on one day, also in two files", () => {
    const second = attestation({ host: "kita-t001", answer: "fail", note: "見える" });
    const issues = issuesOf([attestationsFile([attestation()]), { ...attestationsFile([second]), name: "late.json" }]);
    expect(issues.map(({ file, path }) => [file, path])).to.deep.equal([["late.json", "attestations[0]"]]);
    expect(issues[0]?.message).to.include("attestations.json: attestations[0]");
    expect(issuesOf([attestationsFile([attestation(), attestation({ observedOn: "2026-01-11" })])])).to.deep.equal([]);
  });

  it("names everything that is wrong in all files at once", () => {
    const issues = issuesOf(
      [attestationsFile([attestation({ item: "端末1" }), attestation({ host: "X" })]), { name: "cut.json", text: "{" }],
      [
        waiversFile([without(waiver(), "until")], {
          retirements: [{ role: "terminal", on: "2025-02-29", reason: "x" }],
        }),
      ],
    );
    expect(issues.map(({ file, path }) => `${file} ${path}`)).to.have.members([
      "cut.json ",
      "waivers.json waivers[0].until",
      "waivers.json retirements[0].on",
      "attestations.json attestations[0].item",
      "attestations.json attestations[1].host",
    ]);
  });

  it("says of a file of another kind that it is one, and of no JSON that it is none", () => {
    const [kind] = issuesOf([
      { name: "a.json", text: JSON.stringify({ schema: "kijun.waivers/1", attestations: [] }) },
    ]);
    expect(kind).to.include({ path: "schema", message: 'must be "kijun.attestations/1"' });
    expect(issuesOf([{ name: "a.json", text: "" }])[0]?.message).to.include("not JSON");
    for (const text of ["[]", "null", "5"])
      expect(issuesOf([{ name: "a.json", text }])[0]?.message).to.include("object");
  });
});

describe("the JSON Schemas of answers", () => {
  it("say what each property means, so that an editor can show it", () => {
    for (const schema of [attestationsFileSchema, waiversFileSchema]) {
      const text = JSON.stringify(jsonSchemaOf(schema));
      expect(text).to.include("draft-07").and.to.include("Asia/Tokyo");
    }
  });
});
