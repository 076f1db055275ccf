import type { ItemPart, JudgedItem, Observation, Subject } from "@kijun/checklist";
import { expect } from "chai";

import { Dispositions, withDispositions } from "./disposed-groups.js";
import type { Disposition } from "./disposition-file.js";
import { isChosen } from "./group-choice.js";

const LINE = '"4625|gyomu|||3||" 4 from 2026-01-01T00:00:00Z to 2026-01-10T00:00:00Z';

function disposition(changes: Partial<Disposition> = {}): Disposition {
  return {
    ...{ host: "T1", area: "logon-failures", key: "4625|gyomu|||3||", upTo: "2026-01-10T00:00:00Z" },
    ...{ verdict: "harmless", by: "a person", at: "2026-01-12T00:00:00Z", reason: "typing errors" },
    ...changes,
  };
}

function judged(
  live: string | number,
  dispositions: readonly Disposition[],
  {
    area = "logon-failures",
    path = "burst",
    outcome = "fail",
  }: Partial<Pick<Observation, "area" | "path" | "outcome">> = {},
): Observation | undefined {
  const text = { ja: "x", en: "x" };
  const item: JudgedItem = {
    ...{ id: "端末6", role: "terminal", title: "t", requirement: "r", areas: [area] },
    parts: [
      {
        ...{ id: "p", kind: "no-trace", title: text, severity: "high", remediation: text, areas: [area] },
        answeredByDeclaration: false,
        judge: () => [{ outcome, area, path, live }],
      },
    ],
  };
  const subject: Subject = { host: "T1", role: "terminal", held: {}, declared: {}, parameters: {}, isLive: true };
  const [part] = withDispositions([item], new Dispositions(dispositions))[0]?.parts ?? [];
  return part === undefined || part.kind === "attested" ? undefined : part.judge(subject)[0];
}

describe("withDispositions", () => {
  it("makes what nobody has decided about unknown, and what is harmless a pass", () => {
    expect(judged(LINE, [])?.outcome).to.equal("unknown");
    expect(judged(LINE, [disposition()])?.outcome).to.equal("pass");
    expect(judged(LINE, [disposition({ host: "t1" })])?.outcome).to.equal("pass");
  });

  it("opens a group again that has an entry which the person did not know of", () => {
    expect(judged(LINE, [disposition({ upTo: "2026-01-09T23:59:59Z" })])?.outcome).to.equal("unknown");
  });

  it("keeps a decision to its machine, its area and its group", () => {
    for (const other of [{ host: "T2" }, { area: "malware-detections" }, { key: "4625|hoshu|||3||" }])
      expect(judged(LINE, [disposition(other)])?.outcome).to.equal("unknown");
  });

  it("goes by the latest decision, and an incident fails whatever else is harmless", () => {
    const incident = disposition({ verdict: "incident", at: "2026-01-13T00:00:00Z" });
    expect(judged(LINE, [incident, disposition()])?.outcome).to.equal("fail");
    expect(judged(LINE, [incident, disposition({ at: "2026-01-14T00:00:00Z" })])?.outcome).to.equal("pass");
    const other = LINE.replace("gyomu", "hoshu");
    expect(judged(`${LINE}, ${other}`, [incident])?.outcome).to.equal("fail");
    expect(judged(`${LINE}, ${other}`, [disposition()])?.outcome).to.equal("unknown");
  });

  it("never takes groups that a line only counts for decided about", () => {
    expect(judged(`${LINE}, and 3 more`, [disposition()])?.outcome).to.equal("unknown");
  });

  it("leaves a detection of malware a failure until somebody has found it harmless, and what is not dealt with in any case", () => {
    const found = '"Virus:DOS/EICAR_Test_File|{A}" 1 from 2026-01-01T00:00:00Z to 2026-01-10T00:00:00Z';
    const area = "malware-detections";
    const harmless = disposition({ area, key: "Virus:DOS/EICAR_Test_File|{A}" });
    const open = judged(found, [], { area, path: "detections" });
    expect(open?.outcome).to.equal("fail");
    expect(open?.reason?.en).to.equal("1 group has not been reviewed: kijun review");
    expect(judged(found, [harmless], { area, path: "detections" })?.outcome).to.equal("pass");
    expect(judged(`${found}, and 3 more`, [harmless], { area, path: "detections" })?.outcome).to.equal("fail");
    expect(judged(found, [harmless], { area, path: "unresolved" })?.outcome).to.equal("fail");
  });

  it("leaves areas alone in which nobody decides, and lines that name no group", () => {
    expect(judged(LINE, [disposition()], { area: "shares" })?.outcome).to.equal("fail");
    for (const live of ["some", 5]) expect(judged(live, [disposition()])?.outcome).to.equal("fail");
  });

  it("answers nothing but a failure", () => {
    for (const outcome of ["error", "unknown", "pass"] as const)
      expect(judged(LINE, [disposition()], { outcome })).to.deep.include({ outcome, live: LINE });
    const incident = disposition({ verdict: "incident" });
    expect(judged(LINE, [incident], { outcome: "error" })).to.not.have.property("reason");
  });

  it("says who has decided what, or how many groups are open", () => {
    const reason = (line: string, ...given: Disposition[]) => judged(line, given)?.reason?.en;
    const other = LINE.replace("gyomu", "hoshu");
    expect(reason(LINE, disposition())).to.equal("reviewed: a person: typing errors");
    expect(reason(LINE)).to.match(/^1 group /);
    expect(reason(`${LINE}, ${other}`)).to.match(/^2 groups /);
    expect(reason(`${LINE}, ${other}`, disposition({ verdict: "incident" }))).to.equal(
      "reviewed: a person: typing errors",
    );
  });

  it("leaves alone what a person confirms on the spot", () => {
    const text = { ja: "x", en: "x" };
    const part: ItemPart = {
      ...{ id: "p", title: text, severity: "high", remediation: text, question: text },
      kind: "attested",
    };
    const item: JudgedItem = { id: "端末13", role: "terminal", title: "t", requirement: "r", areas: [], parts: [part] };
    expect(withDispositions([item], new Dispositions([]))).to.deep.equal([item]);
  });
});

describe("isChosen", () => {
  const group = {
    ...{ host: "T1", area: "logon-failures", key: "4625|gyomu|terminal-01|192.0.2.7||3|0xc000006a|" },
    ...{ rules: ["burst"], count: 1, first: "2026-01-01T00:00:00Z", last: "2026-01-01T00:00:00Z" },
  };

  it("knows keys, what groups speak against, and keys with a star, in which nothing else has a meaning", () => {
    expect(isChosen(group, { group: [group.key] })).to.equal(true);
    expect(isChosen(group, { rule: "burst" })).to.equal(true);
    expect(isChosen(group, { rule: "4625|GYOMU|*|0xc000006a|" })).to.equal(true);
    expect(isChosen(group, { rule: "4625|gyom.|*" })).to.equal(false);
    expect(isChosen(group, { rule: "4625|gyomu" })).to.equal(false);
    expect(isChosen(group, {})).to.equal(false);
  });
});
