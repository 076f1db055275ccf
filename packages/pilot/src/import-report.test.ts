import { answerModelled } from "@kijun/agent/modelled";
import { KijunError } from "@kijun/core";
import { everyArea, pilotReading, readingOf } from "@kijun/settings";
import { machine } from "@kijun/settings/states";
import { expect } from "chai";

import { evidenceOf, NO_EVIDENCE } from "./evidence.js";
import { judgeReport, withReport } from "./import-report.js";
import type { JudgedReport } from "./import-report.js";
import { knownClaims } from "./known-claims.js";
import { fileOf, FIXTURE_SYSTEM, fixtureReport, RELEASE } from "./pilot-report.fixture.test.js";
import type { PilotReport } from "./report-schema.js";

const SUBNET = "firewall-rules/subnet-as-mask";
const STARTS = "node-winrm/starts";
const STATE = "management-line/established-state";
const GROUPS = "local-groups/english-names";

function judged(changes: Partial<PilotReport> = {}, readings?: ReturnType<typeof fileOf>): JudgedReport {
  return judgeReport(fileOf(fixtureReport(changes)), readings, RELEASE);
}

function refusalOf(document: unknown, release = RELEASE): KijunError {
  try {
    judgeReport(fileOf(document), undefined, release);
  } catch (error) {
    if (error instanceof KijunError) return error;
    throw error;
  }
  throw new Error("the report was not refused");
}

function stateOf(id: string, report: JudgedReport): string {
  const claim = knownClaims().find((candidate) => candidate.id === id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return evidenceOf(claim, withReport(NO_EVIDENCE, report)).state;
}

describe("a pilot report", () => {
  const claims: PilotReport["claims"] = [
    { id: STARTS, answer: true },
    { id: SUBNET, answer: false },
    { id: STATE, answer: 5 },
    { id: GROUPS, answer: "Administratoren" },
    { id: "event-log/missing-log", skipped: "no-such-thing" },
    { id: "devices/hub-drivers", failure: "READ_FAILED" },
  ];

  it("makes claims seen and contradicted, each by what the claim expects", () => {
    const report = judged({ claims });
    expect(report.results.map(({ outcome }) => outcome)).to.deep.equal([
      ...["seen", "contradicted", "seen", "contradicted", "skipped", "failed"],
    ]);
    expect([STARTS, SUBNET, GROUPS].map((id) => stateOf(id, report))).to.deep.equal([
      ...["seen", "contradicted", "contradicted"],
    ]);
  });

  it("leaves a claim believed that could not be seen or failed", () => {
    const report = judged({ claims });
    for (const id of ["event-log/missing-log", "devices/hub-drivers", "services/per-user-services"])
      expect(stateOf(id, report), id).to.equal("believed");
  });

  it("takes an answer of another kind for another answer", () => {
    expect(stateOf(STATE, judged({ claims: [{ id: STATE, answer: "5" }] }))).to.equal("contradicted");
    expect(stateOf(STARTS, judged({ claims: [{ id: STARTS, answer: 1 }] }))).to.equal("contradicted");
  });

  it("leaves nothing in the evidence but outcome, build, edition, language, day and release", () => {
    const evidence = withReport(NO_EVIDENCE, judged({ claims, protection: ["Product of somebody"] }));
    for (const { witnesses } of Object.values(evidence.claims))
      for (const witness of witnesses)
        expect(Object.keys(witness).sort()).to.deep.equal([
          ...["build", "day", "edition", "language", "outcome", "release"],
        ]);
    expect(JSON.stringify(evidence)).to.not.match(/Administratoren|somebody/);
  });

  it("is refused when it is a rehearsal, or when no Windows PowerShell 5.1 on Windows has made it, with every reason", () => {
    const system = {
      ...FIXTURE_SYSTEM,
      platform: "Unix",
      process: "pwsh",
      powershell: "7.4.1",
      build: "6.18",
      edition: "",
    };
    const { code, message } = refusalOf(fixtureReport({ rehearsal: true, system }));
    expect(code).to.equal("PILOT_REPORT_INVALID");
    for (const reason of [
      "rehearsal: scripts stood in for Windows",
      'system.platform = "Unix": it was not made on Windows',
      'system.process = "pwsh": it was not made by powershell.exe',
      'system.powershell = "7.4.1": it was not made by PowerShell 5.1',
      'system.build = "6.18": it is no build of Windows 10 or later',
      'system.edition = "": it is no edition of Windows',
    ])
      expect(message).to.include(reason);
  });

  it("is refused for each of these signs alone", () => {
    const one = (changes: Partial<PilotReport["system"]>) =>
      fixtureReport({ system: { ...FIXTURE_SYSTEM, ...changes } });
    for (const report of [
      fixtureReport({ rehearsal: true }),
      one({ platform: "Unix" }),
      one({ process: "pwsh-bench" }),
      one({ powershell: "7.5.0" }),
      one({ powershellEdition: "Core" }),
      one({ build: "9600.1" }),
      one({ language: "" }),
      fixtureReport({ day: "2026-02-30" }),
    ])
      expect(refusalOf(report).message.split("\n")).to.have.lengthOf(2);
  });

  it("is refused when another release, or a changed script, has made it", () => {
    expect(refusalOf(fixtureReport(), "0.2.0").message).to.include('release = "0.1.0": this is 0.2.0');
    const files = { ...fixtureReport().files, "agent.ps1": "1".repeat(64) };
    const { message, hint } = refusalOf(fixtureReport({ files }));
    expect(message).to.include("files.agent.ps1: it is not the file that this release packs");
    expect(hint).to.include("with the sources that packed the kit");
  });

  it("is refused when it answers what nobody asked, or the same twice", () => {
    const strange = [{ id: "no/claim", answer: true }, ...claims, { id: STARTS, answer: false }];
    const { message } = refusalOf(fixtureReport({ claims: strange }));
    expect(message).to.include("claims: there is no no/claim").and.to.include(`claims: ${STARTS} is answered twice`);
  });

  it("is refused with the place and the value where it has another shape", () => {
    expect(refusalOf("{").message).to.include("report.json is not JSON");
    expect(refusalOf({ schema: "kijun.run/1" }).message).to.include("schema: it is no report.json of a pilot kit");
    const { message } = refusalOf({ ...fixtureReport(), complete: "yes", more: 1, claims: [{ id: STARTS }] });
    expect(message)
      .to.match(/complete = "yes": .*boolean/)
      .and.to.include("more")
      .and.to.include("claims.0 = ");
  });

  describe("with its readings", () => {
    const state = { ...machine(), serialNumber: "R9NR0001" };
    const areas = everyArea.flatMap((area) => {
      const desired = pilotReading(area);
      const answer = answerModelled(state, "snapshot", {
        expected: { computerName: "" },
        areas: [readingOf(area, desired)],
      });
      return [{ id: area.id, desired, answer }];
    });
    const readings = (changed = areas) =>
      fileOf({ schema: "kijun.pilot-readings/1", release: RELEASE, areas: changed }, "readings.json");
    const judgedWith = (changed = areas): JudgedReport =>
      judged({ readings: readings(changed).sha256 }, readings(changed));

    it("says of every area whether its answer was understood", () => {
      const { results } = judgedWith();
      expect(results.map(({ claim }) => claim.id)).to.deep.equal(everyArea.map(({ id }) => `${id}/reads`));
      const failed = results.filter(({ outcome }) => outcome === "failed").map(({ claim }) => claim.owner);
      const modelled = areas.filter(({ id, answer }) => answer.areas[id]?.failure !== undefined).map(({ id }) => id);
      expect(failed).to.deep.equal(modelled);
      expect(results.filter(({ outcome }) => outcome === "seen")).to.have.lengthOf(everyArea.length - failed.length);
    });

    it("contradicts the read of an area whose answer has another shape, with the place", () => {
      const changed = areas.map((area) =>
        area.id === "account-lockout"
          ? {
              ...area,
              answer: { ...area.answer, areas: { [area.id]: { facts: { LockoutBadCount: "many" }, milliseconds: 1 } } },
            }
          : area,
      );
      const result = judgedWith(changed).results.find(({ claim }) => claim.id === "account-lockout/reads");
      expect(result?.outcome).to.equal("contradicted");
      expect(result?.reason).to.match(/^LockoutBadCount: /);
    });

    it("keeps nothing of what was read", () => {
      const text = JSON.stringify(withReport(NO_EVIDENCE, judgedWith()));
      for (const own of [state.computerName, state.machineGuid, state.serialNumber]) expect(text).to.not.include(own);
    });

    it("is refused with the readings of another run", () => {
      expect(() => judged({}, readings())).to.throw(KijunError, "they are not the readings of this report");
    });
  });
});
