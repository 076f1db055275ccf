import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { SilentMachines } from "./silent-machines.js";

const NOW = Date.parse("2026-01-15T09:00:00.000Z");
const MINUTE_MS = 60_000;

describe("SilentMachines", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-silent-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const silence = (code: string) => ({ kind: "unreachable", code, message: "no answer", hint: "look" }) as const;

  function note(host: string, reading: object, ageMs = 0): void {
    const line = { at: new Date(NOW - ageMs).toISOString(), kind: "reading", host, reading, known: true };
    appendFileSync(join(folder, "journal-1.ndjson"), JSON.stringify(line) + "\n");
  }

  it("knows the cause that cost the preview a limit, whatever the case of the name", () => {
    note("KITA-T001", silence("WINRM_TIMEOUT"));
    note("KITA-T002", silence("WINRM_CONNECT_TIMEOUT"));
    const silent = new SilentMachines(folder);
    expect(silent.reading("kita-t001", NOW)).to.deep.equal(silence("WINRM_TIMEOUT"));
    expect(silent.reading("KITA-T002", NOW)).to.deep.equal(silence("WINRM_CONNECT_TIMEOUT"));
  });

  it("knows nothing of machines that answered, refused at once, were not asked, or were cut short", () => {
    note("KITA-T001", { kind: "complete", areas: {} });
    for (const [index, code] of [
      "WINRM_CONNECT_REFUSED",
      "WINRM_AUTH_FAILED",
      "WRONG_MACHINE",
      "WINRM_CANCELLED",
    ].entries())
      note(`KITA-T00${String(index + 2)}`, silence(code));
    const silent = new SilentMachines(folder);
    for (let number = 1; number < 8; number++)
      expect(silent.reading(`KITA-T00${String(number)}`, NOW)).to.equal(undefined);
  });

  it("goes by a machine's last answer", () => {
    note("KITA-T001", silence("WINRM_TIMEOUT"));
    note("KITA-T001", { kind: "complete", areas: {} });
    expect(new SilentMachines(folder).reading("KITA-T001", NOW)).to.equal(undefined);
  });

  it("relies on nothing that is older than a few minutes, or from another clock", () => {
    fc.assert(
      fc.property(fc.integer({ min: -90 * MINUTE_MS, max: 90 * MINUTE_MS }), (ageMs) => {
        note("KITA-T001", silence("WINRM_TIMEOUT"), ageMs);
        const isFresh = ageMs >= 0 && ageMs <= 3 * MINUTE_MS;
        expect(new SilentMachines(folder).reading("KITA-T001", NOW) !== undefined).to.equal(isFresh);
      }),
    );
  });

  it("knows nothing where no preview went before, or its files are gone", () => {
    expect(new SilentMachines(undefined).reading("KITA-T001")).to.equal(undefined);
    expect(new SilentMachines(join(folder, "gone")).reading("KITA-T001")).to.equal(undefined);
  });
});
