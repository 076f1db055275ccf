import type { JournalEntry } from "@kijun/provider/run";
import { expect } from "chai";

import { coveredMs, timingOf } from "./timing.js";

function span(part: "call" | "wire", start: number, end: number): JournalEntry {
  return { kind: "span", part, host: "H", start, end };
}

describe("coveredMs", () => {
  it("counts what happens at the same time once", () => {
    expect(
      coveredMs([
        { start: 10, end: 30 },
        { start: 0, end: 20 },
        { start: 12, end: 14 },
        { start: 50, end: 51 },
      ]),
    ).to.equal(31);
    expect(coveredMs([])).to.equal(0);
  });
});

describe("timingOf", () => {
  it("splits the wall time so that the parts add up", () => {
    const journal = [span("call", 100, 400), span("wire", 150, 350), span("wire", 160, 380), span("call", 500, 520)];
    const timing = timingOf(
      2_000,
      [
        { start: 0, end: 1_000 },
        { start: 1_200, end: 1_700 },
      ],
      journal,
    );
    expect(timing).to.deep.equal({ wallMs: 2_000, engineMs: 1_180, providerMs: 90, wireMs: 230, restMs: 500 });
  });

  it("counts waiting that no call asked for as waiting", () => {
    const timing = timingOf(100, [{ start: 0, end: 100 }], [span("wire", 10, 60), span("call", 40, 70)]);
    expect(timing).to.deep.include({ wireMs: 50, providerMs: 10, engineMs: 40 });
  });
});
