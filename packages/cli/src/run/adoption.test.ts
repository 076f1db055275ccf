import { PassThrough } from "node:stream";

import type { RunRecord } from "@kijun/report";
import { expect } from "chai";

import { Output } from "../command-line/output.js";
import { adoptionOf, reportAdoption } from "./adoption.js";

const RECORD: RunRecord = {
  ...{ schema: "kijun.run/1", run: "r", tool: { name: "kijun", version: "0" }, command: "adopt", stack: "dev" },
  ...{ baseline: { fleet: "f", asOf: "2026-01-14" }, startedAt: "", finishedAt: "" },
  ...{ areas: [], hosts: [], changes: [], membership: { joining: [], leaving: [] } },
  exit: { code: 11, reasons: ["unreadable"] },
  unreadable: ["C", "D"].map((host) => ({
    host,
    code: "WINRM_TIMEOUT",
    message: `${host} is silent`,
    hint: "Switch on.",
  })),
  timing: { wallMs: 0, engineMs: 0, providerMs: 0, wireMs: 0, restMs: 0 },
};

const CHOSEN = ["A", "B", "C", "D", "E"].map((name) => ({ name, site: "kita" }));

const ADOPTION = adoptionOf(RECORD, CHOSEN, { before: new Set(["a"]), after: new Set(["a", "b"]) });

describe("an adoption", () => {
  it("tells new machines from known ones and from those that are still unknown, and why they are", () => {
    expect(ADOPTION).to.deep.include({ recorded: ["B"], known: ["A"], exit: { code: 11, reasons: ["unreadable"] } });
    expect(ADOPTION.notReached.map(({ host, code }) => [host, code])).to.deep.equal([
      ["C", "WINRM_TIMEOUT"],
      ["D", "WINRM_TIMEOUT"],
      ["E", "NOT_READ"],
    ]);
  });

  it("is told to people with machines of one cause together", () => {
    const stdout = new PassThrough({ encoding: "utf8" });
    const streams = { stdout, stderr: new PassThrough(), color: { stdout: false, stderr: false } };
    reportAdoption(ADOPTION, false, new Output({ ...streams, language: "en" }));
    const text = String(stdout.read());
    expect(text).to.include("recorded in the stack dev: 1 machine(s); nothing was written to them\n  B\n");
    expect(text).to.include("  C D\n    cause: WINRM_TIMEOUT C is silent (and 1 like it)\n    next: Switch on.\n");
    expect(text).to.include("exit 11 (unreadable)");
  });
});
