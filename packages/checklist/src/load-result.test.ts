import { KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { judgedMachine } from "./build-result.js";
import { anyResult, header, live, machine, result } from "./check-result.fixture.test.js";
import type { CheckResult } from "./check-result.js";
import type { ReadingSource } from "./judge-machine.js";
import {
  attestation,
  context,
  item,
  looked,
  measured,
  observed,
  terminal,
  waiver,
} from "./judged-machine.fixture.test.js";
import { loadResults } from "./load-result.js";
import { resultText } from "./result-text.js";

const good = result(
  [machine("T1"), machine("T2", "fail"), machine("T3", "pass", { isApproved: false }), machine("T4", "error")],
  {
    answers: {
      attestations: [attestation({ item: "端末10", host: "T1" })],
      waivers: [waiver({ item: "端末2", hosts: ["T2"] })],
      retirements: [],
    },
  },
);

/** The text of the good result after a person has edited it. */
function edited(edit: (text: string) => string): string {
  const text = resultText(good);
  const changed = edit(text);
  expect(changed).to.not.equal(text);
  return changed;
}

function editedJson(edit: (document: Editable) => void): string {
  return edited((text) => {
    const document = JSON.parse(text) as Editable;
    edit(document);
    return JSON.stringify(document);
  });
}

/** What a person sees of a result in an editor. */
interface Editable {
  [name: string]: unknown;
  readings: Record<string, unknown>[];
  findings: { status: string; host: string; parts: Record<string, unknown>[] }[];
}

function issuesOf(...texts: readonly string[]): readonly Issue[] {
  try {
    loadResults(texts.map((text, index) => ({ name: `${String(index + 1)}.json`, text })));
  } catch (error) {
    expect(error).to.be.instanceOf(KijunError).with.property("code", "RESULT_INVALID");
    return (error as KijunError).issues;
  }
  return [];
}

function pathsOf(text: string): string[] {
  return issuesOf(text).map(({ path }) => path);
}

describe("loadResults", () => {
  it("reads what was written", () => {
    fc.assert(
      fc.property(anyResult, (one) => {
        const [read] = loadResults([{ name: "1.json", text: resultText(one) }]);
        expect(read).to.deep.equal(JSON.parse(JSON.stringify(one)) as CheckResult);
      }),
    );
  });

  const statuses: readonly [from: string, host: string][] = [
    ["fail", "T2"],
    ["unknown", "T3"],
    ["error", "T4"],
  ];
  for (const [from, host] of statuses) {
    it(`refuses ${from} that was altered to pass, of the item and of the part`, () => {
      const at = good.findings.findIndex((finding) => finding.host === host && finding.item === "端末2");
      const path = `findings[${String(at)}]`;
      const [item] = issuesOf(
        editedJson(({ findings }) => {
          Object.assign(findings[at] ?? {}, { status: "pass" });
        }),
      );
      expect(item).to.deep.include({ file: "1.json", path: `${path}.status`, value: '"pass"' });
      expect(item?.message).to.include(`must be ${from}, the worst of its parts`);
      const altered = editedJson(({ findings }) => {
        Object.assign(findings[at] ?? {}, { status: "pass" });
        Object.assign(findings[at]?.parts[0] ?? {}, { status: "pass" });
      });
      expect(pathsOf(altered)).to.deep.equal([`${path}.parts[0].status`]);
    });
  }

  it("refuses a status that no answer stands behind", () => {
    const unanswered = good.findings.findIndex(({ host, item }) => host === "T2" && item === "端末10");
    const altered = editedJson(({ findings }) => {
      Object.assign(findings[unanswered] ?? {}, { status: "pass" });
      Object.assign(findings[unanswered]?.parts[0] ?? {}, { status: "pass", because: undefined });
    });
    expect(pathsOf(altered)).to.deep.equal([`findings[${String(unanswered)}].status`]);
  });

  it("refuses a retirement that nobody has said, and a waiver that nobody has granted", () => {
    const retired = editedJson(({ findings }) => {
      Object.assign(findings[1] ?? {}, { status: "notapplicable" });
      const part = {
        status: "notapplicable",
        because: "RETIRED 2025-12-01",
        observations: [],
        evidence: { source: "none" },
      };
      Object.assign(findings[1]?.parts[0] ?? {}, part);
    });
    expect(pathsOf(retired)).to.deep.equal(["findings[1].parts[0].status"]);
    const waived = edited((text) => text.replace('"approvedBy": "システム課"', '"approvedBy": "委託先"'));
    expect(pathsOf(waived)).to.deep.equal(["findings[1].status"]);
  });

  it("refuses an altered status also where another role or a later day retires", () => {
    for (const retirement of [
      { role: "communication-server", on: "2025-12-01", reason: "更改" },
      { role: "terminal", on: "2026-01-15", reason: "更改" },
    ] as const) {
      const answers = { attestations: [], waivers: [], retirements: [retirement] };
      const text = resultText(result([machine("T2", "fail")], { answers }));
      expect(pathsOf(text)).to.deep.equal([]);
      expect(pathsOf(text.replaceAll('"status": "fail"', '"status": "pass"'))).to.deep.equal([
        "findings[0].parts[0].status",
      ]);
    }
  });

  it("takes of a declaration that it does not answer everything, and of a machine nothing of the kind", () => {
    const items = [
      item([measured([], { answeredByDeclaration: false }), measured([], { id: "none" })], "端末2"),
      item([measured([observed("pass")], { areas: ["lockout", "shares"] }), looked], "端末10"),
    ];
    const judge = (reading: ReadingSource) =>
      resultText(
        result([judgedMachine(items, terminal({ host: "T1", isLive: false }), context({ reading }), "run-1")]),
      );
    const declared = judge({ source: "declaration" });
    expect(declared).to.include("NEEDS_MACHINE").and.include("NOT_DECLARED").and.include("NO_OBSERVATION");
    expect(pathsOf(declared)).to.deep.equal([]);
    expect(pathsOf(declared.replaceAll('"source": "declaration"', '"source": "live"'))).to.deep.equal([
      ...["findings[0].parts[0].status", "findings[1].parts[0].status"],
    ]);
  });

  it("knows items of other roles that no machine of the result has", () => {
    const items = [...header.items, { id: "CS1", role: "communication-server", title: "三" }] as const;
    expect(pathsOf(resultText(result([machine("T1")], { header: { ...header, items } })))).to.deep.equal([]);
  });

  it("refuses any other edit by the digest", () => {
    for (const [from, to] of [
      ['"release": "0.1.0"', '"release": "0.1.1"'],
      ['"asOf": "2026-01-14"', '"asOf": "2026-01-15"'],
      ['"question": "何回でロックアウトしますか。"', '"question": ""'],
    ] as const) {
      expect(pathsOf(edited((text) => text.replace(from, to)))).to.deep.equal(["digest"]);
    }
  });

  it("refuses a finding that stands twice, one that is missing and a machine that stands twice", () => {
    const doubled = editedJson(({ findings }) => findings.push(...findings.slice(0, 1)));
    expect(pathsOf(doubled)).to.deep.equal([`findings[${String(good.findings.length)}]`]);
    expect(issuesOf(editedJson(({ findings }) => findings.splice(0, 1)))[0]?.value).to.equal('"端末2 T1"');
    const twice = editedJson(({ readings }) => readings.push(...readings.slice(0, 1)));
    expect(pathsOf(twice)).to.include("readings[4].host");
    const thrice = editedJson(({ findings }) => findings.push(...findings.slice(0, 1), ...findings.slice(0, 1)));
    for (const { message } of issuesOf(thrice)) expect(message).to.equal("stands already in findings[0]");
  });

  it("refuses findings that belong to no machine or item of the result, and parts that belong elsewhere", () => {
    const strange = editedJson(({ findings }) => Object.assign(findings[0] ?? {}, { item: "端末99" }));
    expect(issuesOf(strange)[0]).to.include({ path: "findings[0]", value: '"端末99 T1"' });
    const unread = editedJson(({ readings }) => readings.splice(0, 1));
    expect(issuesOf(unread)[0]?.message).to.include("no such item of such a machine");
    for (const part of [{ item: "端末10" }, { host: "T2" }]) {
      const moved = editedJson(({ findings }) => Object.assign(findings[0]?.parts[0] ?? {}, part));
      expect(issuesOf(moved)[0]).to.include({ path: "findings[0].parts[0]", message: "belongs elsewhere" });
    }
  });

  it("refuses evidence of another year", () => {
    const old = editedJson(({ readings }) => {
      Object.assign(readings[0] ?? {}, { observedAt: "2025-03-31T14:59:59Z" });
    });
    expect(issuesOf(old)[0]?.message).to.include("evidence for R7");
    const noDay = editedJson(({ readings }) => {
      Object.assign(readings[0] ?? {}, { observedAt: "2026-02-30T00:00:00Z" });
    });
    expect(issuesOf(noDay)[0]?.message).to.include("no day of the calendar");
  });

  it("names what is wrong in all files at once", () => {
    const wrong = editedJson((document) => {
      document["fiscalYear"] = "R7";
      document["asof"] = "2026-01-14";
    });
    const issues = issuesOf(wrong, "{", resultText(result([machine("T9", "pass", { reading: live() })])));
    expect(issues.map(({ file, path }) => `${file} ${path}`)).to.have.members([
      "1.json fiscalYear",
      "1.json asof",
      "2.json ",
    ]);
    expect(issues.find(({ path }) => path === "asof")?.message).to.include("did you mean asOf?");
  });

  it("keeps what was read of a machine that did not answer an error", () => {
    const off = result([machine("T1", "pass", { reading: { source: "none", code: "WINRM_TIMEOUT" } })]);
    const text = resultText(off);
    expect(issuesOf(text)).to.deep.equal([]);
    expect(pathsOf(text.replaceAll('"status": "error"', '"status": "notapplicable"'))).to.include(
      "findings[0].parts[0].status",
    );
  });
});
