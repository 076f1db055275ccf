import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { answerModelled } from "@kijun/agent/modelled";
import { everyArea, readingOf } from "@kijun/settings";
import { machine } from "@kijun/settings/states";
import { expect } from "chai";
import fc from "fast-check";

import { fleetEntry } from "../fleet-entry.fixture.test.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { canonicalAreas } from "./canonical-areas.js";
import { declaredAreas } from "./host-session.js";
import { keepReading, keptReading, liveReading, readingFrom } from "./kept-readings.js";
import type { ReadingContent } from "./kept-readings.js";

const HOST = "KITA-T001";
const state = machine({ computerName: HOST });

const entry: FleetFileEntry = fleetEntry({
  areas: {
    accountLockout: { thresholdAttempts: 5 },
    services: { Spooler: "start disabled", "*": "absent" },
    shares: { "*": "absent" },
    listeningPorts: { "tcp 1521": "absent", "*": "absent" },
  },
});

function answered(at: string, of: FleetFileEntry = entry): ReadingContent {
  const areas = declaredAreas(of).map((area) => readingOf(area, of.areas[area.property] ?? {}));
  return liveReading(of, answerModelled(state, "snapshot", { expected: { computerName: HOST }, areas }), at);
}

const AT = "2026-01-14T01:00:00.000Z";

const AGE_PROBE = {
  ...{ probe: "text-log", file: "C:\\V.log", encoding: "utf-8", pattern: "^(?<time>.{10}) done$", read: "age-days" },
  ...{ example: "2026/01/11 done", timeFormat: "yyyy/MM/dd" },
};

describe("a kept reading", () => {
  let home: string;
  let environment: NodeJS.ProcessEnv;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-kept-"));
    environment = { KIJUN_HOME: home };
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });
  const pathOf = (): string => join(home, "readings", readdirSync(join(home, "readings"))[0] ?? "");

  it("comes back as it was kept, whatever the case of the name and the order of its names", async () => {
    const { host, source, observedAt, receivedAt, requests, answer } = answered(AT);
    expect(await keepReading({ answer, requests, receivedAt, observedAt, source, host }, environment)).to.equal("kept");
    const kept = keptReading("kita-t001", environment);
    expect(kept.kind === "kept" && kept.content).to.deep.equal(answered(AT));
  });

  it("is the newest one of the machine, from wherever it came, and the same one again changes nothing", async () => {
    const times = fc.constantFrom("2026-01-14T01:00:00Z", "2026-01-14T01:00:00.500Z", "2026-01-15T01:00:00.000Z");
    const sources = fc.constantFrom("live" as const, "collected" as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ observedAt: times, source: sources }), { minLength: 1 }), async (all) => {
        rmSync(join(home, "readings"), { recursive: true, force: true });
        let newest = all[0]?.observedAt ?? "";
        for (const given of all) {
          const outcome = await keepReading({ ...answered(AT), ...given }, environment);
          const isOlder = Date.parse(given.observedAt) < Date.parse(newest);
          expect(outcome === "older").to.equal(isOlder);
          if (!isOlder) newest = given.observedAt;
          const kept = keptReading(HOST, environment);
          expect(kept.kind === "kept" && kept.content.observedAt).to.equal(newest);
          if (!isOlder) expect(await keepReading({ ...answered(AT), ...given }, environment)).to.equal("same");
        }
      }),
      { numRuns: 20 },
    );
  });

  it("gives the areas that a reading over the line gives, byte for byte", () => {
    const content = answered(AT);
    const reading = readingFrom(content, entry);
    expect(JSON.stringify(reading.areas)).to.equal(JSON.stringify(canonicalAreas(entry, content.answer)));
    expect(reading).to.include({ kind: "complete", readAt: AT });
    expect(reading.identity).to.deep.equal(content.answer.identity);
  });

  it("is judged against the declaration of the day, and is not read where that asks for something else", () => {
    const changed = { ...entry, areas: { ...entry.areas, services: { Spooler: "start automatic", "*": "absent" } } };
    const fresh = readingFrom(answered(AT, changed), changed);
    expect(readingFrom(answered(AT), changed).areas).to.deep.equal(fresh.areas);
    const more = {
      ...entry,
      areas: { ...entry.areas, services: { Spooler: "start disabled", WinRM: "start automatic" } },
    };
    const { areas } = readingFrom(answered(AT), more);
    expect(areas["services"]).to.match(/^unreadable: ASKED_OTHERWISE /);
    expect(areas["shares"]).to.deep.equal(readingFrom(answered(AT), entry).areas["shares"]);
    const added = { ...entry, areas: { ...entry.areas, printers: { "*": "absent" } } };
    expect(readingFrom(answered(AT), added).areas["printers"]).to.match(/^unreadable: ASKED_OTHERWISE /);
  });

  it("tells ages as they were when it was made", () => {
    const probing = everyArea.find(({ id }) => id === "vendor-software");
    const desired = probing?.format({ v: { updated: { ...AGE_PROBE, expect: { atMost: 7 } } } }) ?? {};
    const dated = { ...entry, areas: { vendorSoftware: desired } };
    const logged = machine({ computerName: HOST, clock: AT });
    Object.assign(logged, { probed: { files: { "C:\\V.log": { lines: ["2026/01/11 done"] } } } });
    const areas = declaredAreas(dated).map((area) => readingOf(area, desired));
    const answer = answerModelled(logged, "snapshot", { expected: { computerName: HOST }, areas });
    const live = readingFrom(liveReading(dated, answer, AT), dated).areas["vendorSoftware"];
    expect(JSON.stringify(live)).to.match(/"updated":"[23] via /);
  });

  it("is read still where a request says when it was asked", () => {
    const clocked = { ...entry, areas: { machine: { clockAheadSeconds: "at least -60 and at most 60" } } };
    const { areas } = readingFrom(answered(AT, clocked), clocked);
    expect(areas["machine"]).to.have.keys("clockAheadSeconds");
  });

  it("is nothing that anybody relies on where a byte of its file has changed", async () => {
    await keepReading(answered(AT), environment);
    const text = readFileSync(pathOf(), "utf8");
    fc.assert(
      fc.property(fc.nat(text.length - 1), (at) => {
        const other = text[at] === "0" ? "1" : "0";
        writeFileSync(pathOf(), text.slice(0, at) + other + text.slice(at + 1));
        expect(keptReading(HOST, environment)).to.deep.include({ kind: "invalid", problem: "damaged" });
      }),
      { numRuns: 60 },
    );
    writeFileSync(pathOf(), text.slice(0, -9));
    expect(keptReading(HOST, environment).kind).to.equal("invalid");
    expect(await keepReading(answered(AT), environment)).to.equal("kept");
  });

  it("is none of another machine, none from the future, and none before there was one", async () => {
    expect(keptReading(HOST, environment)).to.deep.equal({ kind: "none" });
    await keepReading({ ...answered(AT), observedAt: "2999-01-01T00:00:00Z" }, environment);
    expect(keptReading(HOST, environment)).to.include({ kind: "invalid", problem: "future" });
    await keepReading(answered(AT), environment);
    writeFileSync(join(home, "readings", "other.json"), readFileSync(pathOf(), "utf8"));
    expect(keptReading("OTHER", environment)).to.include({ kind: "invalid", problem: "damaged" });
  });
});
