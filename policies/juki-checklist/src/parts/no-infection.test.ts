import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { noInfection } from "./no-infection.js";

describe("infection", () => {
  const probe = { probe: "registry", key: "HKLM\\SOFTWARE\\V", value: "Mode" } as const;
  const line = (word: string): string => `${word} via registry key HKLM\\SOFTWARE\\V, value Mode, words 1=block`;
  const part = new JudgedPart(noInfection, {
    malwareDetections: { periodDays: 366, detections: "none", unresolved: "none" },
    defender: {
      ...{ realTimeProtection: true, behaviorMonitoring: true, ioavProtection: true, scriptScanning: true },
      ...{
        exclusionPaths: ["c:\\app", "d:\\data"],
        exclusionExtensions: [],
        exclusionProcesses: [],
        scanTime: "12:15",
      },
    },
    yarai: {
      mode: { ...probe, words: { "1": "block" }, expect: "block" },
      version: { ...probe, expect: "to-be-confirmed" },
    },
  });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails what was found, in the period and beyond", () => {
    for (const name of ["detections", "unresolved"]) {
      const held = { "malware-detections": { [name]: "1 of Virus:Test" } };
      expect(part.found({ held })).to.deep.equal([`fail malware-detections ${name}`]);
    }
    const held = { "malware-detections": { periodDays: "unreadable: LOG_TOO_SHORT" } };
    expect(part.found({ held })).to.deep.equal(["error malware-detections periodDays"]);
  });

  it("has to look for something", () => {
    for (const name of ["detections", "unresolved"]) {
      expect(part.found({ declared: { "malware-detections": { [name]: undefined } } })).to.deep.equal([
        `unknown malware-detections ${name}`,
      ]);
    }
  });

  it("fails a Defender that does not look", () => {
    for (const name of ["realTimeProtection", "behaviorMonitoring", "ioavProtection", "scriptScanning"]) {
      expect(part.found({ held: { defender: { [name]: false } } }), name).to.deep.equal([`fail defender ${name}`]);
      expect(part.found({ declared: { defender: { [name]: false } }, isLive: false })).to.deep.equal([
        `fail defender ${name}`,
      ]);
    }
  });

  it("fails exclusions beyond the declared ones, and no fewer ones", () => {
    const exclusion = (name: string, text: string) => part.found({ held: { defender: { [name]: text } } });
    expect(exclusion("exclusionPaths", "c:\\app")).to.deep.equal([]);
    expect(exclusion("exclusionPaths", "c:\\app | c:\\users")).to.deep.equal(["fail defender exclusionPaths"]);
    expect(exclusion("exclusionPaths", "*")).to.deep.equal(["fail defender exclusionPaths"]);
    expect(exclusion("exclusionExtensions", "exe")).to.deep.equal(["fail defender exclusionExtensions"]);
    expect(exclusion("exclusionProcesses", "c:\\x.exe")).to.deep.equal(["fail defender exclusionProcesses"]);
    expect(exclusion("exclusionPaths", "unreadable: ACCESS_DENIED")).to.deep.equal(["error defender exclusionPaths"]);
  });

  it("asks nothing about the hour of a scan and about versions", () => {
    expect(part.found({ held: { defender: { scanTime: "03:00" } } })).to.deep.equal([]);
    expect(part.found({ held: { yarai: { version: "3.4 via x" } } })).to.deep.equal([]);
  });

  it("fails a yarai that does not block", () => {
    expect(part.found({ held: { yarai: { mode: line("absent") } } })).to.deep.equal(["fail yarai mode"]);
    expect(part.found({ declared: { yarai: { mode: "to-be-confirmed" } } })).to.deep.equal(["unknown yarai mode"]);
  });
});
