import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { assumed, KijunError } from "@kijun/core";
import { compileSettings } from "@kijun/settings";
import { expect } from "chai";

import { completeReading, fleetEntry } from "../fleet-entry.fixture.test.js";
import type { BaselineSettings } from "./compile-fleet.js";
import { approvedReadings, learnedReadings } from "./learned-readings.js";
import type { ApprovedSettings, LearnedReadings } from "./learned-readings.js";

const at = (head: string, name: string): string => `${head} via registry key HKLM\\Vendor, value ${name}`;
const declared = {
  accountLockout: { thresholdAttempts: 5 },
  vendorSoftware: { Backup: { version: at("to-be-confirmed", "V"), port: "to-be-confirmed", guarded: at("1", "G") } },
  yarai: { mode: at("block", "M"), version: at("at least 3.4", "Y"), settings: { a: at("1", "A") } },
};
const live = {
  accountLockout: { thresholdAttempts: 3 },
  vendorSoftware: {
    Backup: { version: at("19.0", "V"), port: "to-be-confirmed", guarded: "unreadable: ACCESS_DENIED (x)" },
  },
  yarai: {
    mode: at("log-output", "M"),
    version: at("3.6.1", "Y"),
    settings: { a: at("mixed: 1 for a, 2 for b", "A") },
  },
};

function learn(areas: Parameters<typeof completeReading>[0] = live): LearnedReadings {
  const reading = completeReading(areas);
  if (reading.kind !== "complete") throw new Error("not complete");
  return learnedReadings(fleetEntry({ areas: declared }), reading, ["vendor-software", "yarai"]);
}

const approval = { by: "札幌市 情報システム担当", on: "2026-01-20", reference: "承認書 3" };

describe("learned readings", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-learned-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function approved(document: unknown): ApprovedSettings {
    const path = join(folder, "learned.json");
    writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document, null, 2));
    return approvedReadings(pathToFileURL(path));
  }

  function issuesOf(document: unknown): string[] {
    try {
      approved(document);
    } catch (error) {
      if (error instanceof KijunError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  }

  it("hold what was found of the probes that are asked for, and say why something is missing", () => {
    const { host, areas, unread, approval: empty } = learn();
    expect(host).to.equal("KITA-T001");
    expect(areas).to.deep.equal({
      vendorSoftware: { Backup: { version: at("19.0", "V") } },
      yarai: { mode: at("log-output", "M"), version: at("3.6.1", "Y") },
    });
    expect(unread).to.have.deep.members([
      { path: "vendorSoftware.Backup.guarded", code: "ACCESS_DENIED", detail: "x" },
      { path: "vendorSoftware.Backup.port", code: "PLACE_UNKNOWN", detail: "" },
      { path: "yarai.settings.a", code: "NOT_ONE_VALUE", detail: live.yarai.settings.a },
    ]);
    expect(empty).to.deep.equal({ by: "", on: "", reference: "" });
  });

  it("name each probe of an area that could not be read as a whole", () => {
    const { unread } = learn({ ...live, yarai: "unreadable: READ_FAILED" });
    expect(unread.filter(({ path }) => path.startsWith("yarai.")).map(({ code }) => code)).to.deep.equal([
      ...["READ_FAILED", "READ_FAILED", "READ_FAILED"],
    ]);
  });

  it("are refused until a person has approved them", () => {
    const learned = learn();
    expect(issuesOf(learned)).to.have.lengthOf(3);
    expect(issuesOf(learned)[0]).to.match(/^approval\.by: must be filled in/);
    expect(issuesOf({ ...learned, approval: { ...approval, on: "2026-02-30" } })[0]).to.match(/^approval\.on: /);
    expect(issuesOf({ ...learned, approval })).to.deep.equal([]);
  });

  it("are refused when they are not those that were read", () => {
    const learned = { ...learn(), approval };
    const changed = { ...learned, areas: { ...learned.areas, yarai: { mode: at("block", "M") } } };
    expect(issuesOf(changed)[0]).to.match(/^digest: is not that of these readings/);
    expect(issuesOf({ ...learned, host: "KITA-T002" })[0]).to.match(/^digest: /);
    expect(issuesOf("{")[0]).to.include("cannot be read as JSON");
    expect(issuesOf({ ...learned, schema: "kijun.run/1" })[0]).to.match(/^schema: /);
  });

  it("become settings of a baseline, each with who approved it, by what, and the machine it was read from", () => {
    const settings = approved({ ...learn(), approval });
    const { areas, provenanceOf, declaredIn } = compileSettings(settings, "baseline.ts", "", []);
    expect(areas["yarai"]).to.deep.equal({ mode: at("log-output", "M"), version: at("3.6.1", "Y") });
    const provenance = provenanceOf("vendorSoftware.Backup.version");
    expect(provenance).to.include({ kind: "city-instruction", date: "2026-01-20" });
    expect(provenance?.reference).to.include("承認書 3, 札幌市 情報システム担当").and.to.include("KITA-T001");
    expect(declaredIn("yarai.mode")).to.match(/learned\.json$/);
  });

  it("can be taken over in part", () => {
    const learned = approved({ ...learn(), approval });
    const own: BaselineSettings = { yarai: { ...learned.yarai, licence: assumed("to-be-confirmed", "?") } };
    const { areas } = compileSettings(own, "baseline.ts", "", []);
    expect(Object.keys(areas["yarai"] ?? {})).to.have.members(["mode", "version", "licence"]);
  });
});
