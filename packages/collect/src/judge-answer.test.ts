import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { answerModelled } from "@kijun/agent/modelled";
import { KijunError } from "@kijun/core";
import { declaredAreas, readingFrom } from "@kijun/provider/live";
import type { KeptReading } from "@kijun/provider/live";
import { readingOf } from "@kijun/settings";
import { machine } from "@kijun/settings/states";
import { expect } from "chai";
import fc from "fast-check";

import { answerOf, declared, FIXTURE_SYSTEM, sealed } from "./collected.fixture.test.js";
import { ControllerKey } from "./controller-key.js";
import { judgeAnswer } from "./judge-answer.js";
import type { JudgedAnswer, JudgeOptions } from "./judge-answer.js";
import type { AnswerFile } from "./open-answer.js";
import { packFolder } from "./pack-folder.js";

const AREAS = {
  accountLockout: { thresholdAttempts: 5 },
  services: { Spooler: "start disabled", "*": "absent" },
  listeningPorts: { "tcp 1521": "absent", "*": "absent" },
  yarai: { mode: "block via registry key 'HKLM\\SOFTWARE\\Vendor', value Mode" },
};
const PACKED = "2026-01-14T00:00:00.000Z";
const AT = "2026-01-14T01:00:00.1234567Z";
const NOW = new Date("2026-01-14T03:00:00Z");
const GUID = machine().machineGuid;

describe("an answer to a folder", () => {
  let home: string;
  let folder: string;
  let key: ControllerKey;
  const state = machine({ computerName: "KITA-T001" });

  before(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-collect-"));
    key = ControllerKey.made(home);
    folder = packed("0.1.0", GUID);
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  function packed(release: string, machineGuid?: string, replaced = false): string {
    const place = mkdtempSync(join(home, "folder-"));
    const machines = [
      { entry: declared("KITA-T001", AREAS), machineGuid, replaced },
      { entry: declared("KITA-T002", AREAS) },
    ];
    return packFolder(place, machines, { release, key, now: new Date(PACKED) }).folder;
  }

  const judge = (file: AnswerFile, changes: Partial<JudgeOptions> = {}): JudgedAnswer =>
    judgeAnswer(file, { key, release: "0.1.0", now: NOW, maxAgeDays: 14, kept: () => ({ kind: "none" }), ...changes });

  function refusal(file: AnswerFile, changes: Partial<JudgeOptions> = {}): string {
    try {
      judge(file, changes);
    } catch (error) {
      if (error instanceof KijunError) return `${error.code}: ${error.message} -> ${error.hint}`;
      throw error;
    }
    throw new Error("the answer was not refused");
  }

  const keptOf = (machineGuid: string): KeptReading => {
    const { reading } = judge(sealed(answerOf(folder, state, { at: AT })));
    const identity = { ...reading.answer.identity, machineGuid };
    return { kind: "kept", digest: "", content: { ...reading, answer: { ...reading.answer, identity } } };
  };

  it("gives the canonical areas of a reading over the line of the same state, byte for byte", () => {
    const entry = declared("KITA-T001", AREAS);
    const { reading } = judge(sealed(answerOf(folder, state, { at: AT })));
    const areas = declaredAreas(entry).map((area) => readingOf(area, entry.areas[area.property] ?? {}));
    const online = answerModelled(state, "snapshot", { expected: { computerName: "KITA-T001" }, areas });
    const requests = Object.fromEntries(areas.map(({ id, request }) => [id, request]));
    const live = { ...reading, source: "live" as const, requests, answer: online };
    expect(JSON.stringify(readingFrom(reading, entry))).to.equal(JSON.stringify(readingFrom(live, entry)));
    expect(JSON.stringify(readingFrom(reading, entry)))
      .to.not.include("ANSWER_INVALID")
      .and.to.not.include("ASKED_");
    expect(reading).to.include({ host: "KITA-T001", source: "collected", observedAt: "2026-01-14T01:00:00.123Z" });
  });

  it("shows between which bounds the machine's clock is off", () => {
    const { clockOffsetSeconds } = judge(sealed(answerOf(folder, state, { at: AT })));
    expect(clockOffsetSeconds).to.deep.equal({ atLeast: -7200, atMost: 3600 });
  });

  it("is refused when any one byte of it has changed, was added or is missing", () => {
    const { bytes } = sealed(answerOf(folder, state, { at: AT }));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ change;
        expect(refusal({ name: "a.json", bytes: other })).to.match(/^ANSWER_REFUSED: a\.json is refused: it /);
      }),
      { numRuns: 300 },
    );
    for (const other of [
      bytes.slice(0, -1),
      bytes.slice(1),
      Buffer.concat([bytes, Buffer.from("\n")]),
      Buffer.alloc(0),
    ])
      expect(refusal({ name: "a.json", bytes: other })).to.include("ANSWER_REFUSED");
  });

  it("is refused where another controller has packed its folder, or its manifest was made up", () => {
    const other = ControllerKey.made(mkdtempSync(join(home, "other-")));
    expect(refusal(sealed(answerOf(folder, state, { at: AT })), { key: other })).to.include(
      `not signed by the key of this controller, ${other.fingerprint}`,
    );
    const answer = answerOf(folder, state, { at: AT });
    const manifest = Buffer.from(String(answer["manifest"]), "base64").toString().replaceAll("KITA-T002", "KITA-T001");
    expect(refusal(sealed({ ...answer, manifest: Buffer.from(manifest).toString("base64") }))).to.include("not signed");
  });

  it("is refused where it is another machine's, by its name, by its MachineGuid, or by what is known since", () => {
    const second = machine({ computerName: "KITA-T002" });
    expect(refusal(sealed(answerOf(folder, second, { host: "KITA-T001", at: AT })))).to.include(
      "WRONG_MACHINE: KITA-T001.answer.json is refused: KITA-T002 has answered, not KITA-T001",
    );
    const answer = answerOf(folder, second, { at: AT });
    expect(refusal(sealed({ ...answer, host: "MINA-T001" }))).to.match(/^WRONG_MACHINE: .*not packed for MINA-T001/);
    const rebuilt = machine({ computerName: "KITA-T001", machineGuid: "new" });
    expect(refusal(sealed(answerOf(folder, rebuilt, { at: AT })))).to.match(/^WRONG_MACHINE: .*MachineGuid is new/);
    expect(refusal(sealed(answer), { kept: () => keptOf("earlier") })).to.match(
      /^WRONG_MACHINE: .*that of the kept reading is earlier -> .*--replaced/,
    );
    const replaced = packed("0.1.0", GUID, true);
    expect(
      judge(sealed(answerOf(replaced, rebuilt, { at: AT })), { kept: () => keptOf("earlier") }).reading.answer.identity,
    ).to.include({ machineGuid: "new" });
  });

  it("is refused where areas of two machines are put together", () => {
    const answer = answerOf(folder, state, { at: AT });
    const foreign = answerOf(folder, machine({ computerName: "KITA-T001", serialNumber: "OTHER" }), { at: AT });
    const answers = [...(answer["answers"] as unknown[]).slice(1), (foreign["answers"] as unknown[])[0]];
    expect(refusal(sealed({ ...answer, answers }))).to.include("more than one machine has answered");
  });

  it("is refused where it is too old, from before its folder or still to come, with both times", () => {
    const at = (time: string): AnswerFile => sealed(answerOf(folder, state, { at: time }));
    const late = new Date("2026-02-01T00:00:00Z");
    expect(refusal(at(AT), { now: late })).to.include(`${AT} by the machine's clock, older than 14 days`);
    expect(judge(at(AT), { now: late, maxAgeDays: 30 }).pack).to.match(/^20260114-/);
    expect(refusal(at("2026-01-13T23:50:00Z"))).to.include("before its folder was packed (2026-01-14T00:00:00.000Z)");
    expect(judge(at("2026-01-13T23:56:00Z")).unread).to.deep.equal([]);
    expect(refusal(at("2026-01-14T03:06:00Z"))).to.include("still to come (now 2026-01-14T03:00:00.000Z)");
  });

  it("is refused where its folder is of another release, or of other scripts of the same one", () => {
    const file = sealed(answerOf(packed("0.0.9", GUID), state, { at: AT }));
    expect(refusal(file)).to.match(
      /its folder is of release 0\.0\.9, and this is 0\.1\.0 -> Take it in with the release/,
    );
    const answer = answerOf(folder, state, { at: AT });
    const manifest = Buffer.from(String(answer["manifest"]), "base64").toString();
    const changed = Buffer.from(manifest.replace(/("agent\.ps1": ")[0-9a-f]{64}/, `$1${"0".repeat(64)}`));
    const signature = Buffer.from(key.sign(changed).toString("base64")).toString("base64");
    expect(refusal(sealed({ ...answer, manifest: changed.toString("base64"), signature }))).to.include(
      "agent.ps1 of its folder is not the one that this release packs",
    );
  });

  it("is refused where it does not answer what was asked, with every reason", () => {
    const answer = answerOf(folder, state, { at: AT });
    const [first, second, ...more] = answer["answers"] as { id: string; answer: object }[];
    const answers = [second, second, { ...first, id: "printers" }, ...more];
    const text = refusal(sealed({ ...answer, answers, rehearsal: true }));
    for (const reason of [
      `${first?.id ?? ""} was asked for and is not answered`,
      "printers was not asked for",
      `${second?.id ?? ""} is answered twice`,
      "the answer to printers is of another area",
      "rehearsal: scripts stood in for Windows",
    ])
      expect(text).to.include(reason);
    expect(refusal(sealed({ ...answer, request: Buffer.from('{"areas":[]}').toString("base64") }))).to.include(
      "does not answer what folder",
    );
    expect(refusal(sealed({ ...answer, system: { ...FIXTURE_SYSTEM, platform: "Unix" } }))).to.include("Windows");
    const silent = (answer["answers"] as { id: string }[]).map(({ id }) => ({ id, code: "NO_ANSWER" }));
    expect(refusal(sealed({ ...answer, answers: silent }))).to.include("nobody knows which machine it is");
  });

  it("is refused with the place where it has another shape", () => {
    const answer = answerOf(folder, state, { at: AT });
    expect(refusal(sealed({ ...answer, observedAt: "soon", more: 1 })))
      .to.include("observedAt: must be a time")
      .and.to.include("more");
    expect(refusal(sealed({ ...answer, schema: "kijun.answer/2" }))).to.include("schema: ");
  });

  it("says which areas could not be read, and keeps the others", () => {
    const answer = answerOf(folder, state, { at: AT });
    const answers = (answer["answers"] as { id: string }[]).map((given) =>
      given.id === "services" ? { id: "services", code: "NO_ANSWER" } : given,
    );
    const { unread, reading } = judge(sealed({ ...answer, answers }));
    expect(unread).to.deep.equal([{ area: "services", code: "NO_ANSWER" }]);
    const { areas } = readingFrom(reading, declared("KITA-T001", AREAS));
    expect(areas["services"]).to.equal("unreadable: NO_ANSWER");
    expect(areas["accountLockout"]).to.deep.equal({ thresholdAttempts: 5 });
  });
});
