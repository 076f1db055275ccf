import fc from "fast-check";

import { buildResult, judgedMachine } from "./build-result.js";
import type { JudgedMachine, ResultMaterial } from "./build-result.js";
import type { CheckResult, ResultHeader } from "./check-result.js";
import type { ReadingSource } from "./judge-machine.js";
import type { Observation } from "./finding.js";
import {
  APPROVED,
  attestation,
  context,
  item,
  looked,
  measured,
  observed,
  terminal,
  waiver,
} from "./judged-machine.fixture.test.js";

export const header: ResultHeader = {
  subject: "machines",
  judgedBy: { checklist: "住基ネット点検", version: "1", release: "0.1.0", parameters: { attemptsAtMost: 10 } },
  fleet: "example",
  fiscalYear: 2025,
  items: [
    { id: "端末2", role: "terminal", title: "一" },
    { id: "端末10", role: "terminal", title: "二" },
  ],
};

export const run = {
  id: "run-1",
  controller: "CTRL-A",
  startedAt: "2026-01-14T01:00:00Z",
  finishedAt: "2026-01-14T02:00:00Z",
};

export function live(observedAt = "2026-01-14T01:00:00Z"): ReadingSource {
  return { source: "live", observedAt, receivedAt: observedAt };
}

/** A terminal whose one setting was observed so: item 端末2 measured, 端末10 answered by a person. */
export function machine(
  host: string,
  outcome: Observation["outcome"] = "pass",
  { reading = live(), id = "run-1", isApproved = true } = {},
): JudgedMachine {
  const items = [item([measured([observed(outcome)])], "端末2"), item([looked], "端末10")];
  const subject = terminal({ host, ...(reading.source === "none" ? { held: {} } : {}) });
  const provenanceOf = () =>
    isApproved ? APPROVED : ({ kind: "assumed", reference: "何回でロックアウトしますか。" } as const);
  return judgedMachine(items, subject, context({ reading, provenanceOf }), id);
}

export function result(machines: readonly JudgedMachine[], rest: Partial<ResultMaterial> = {}): CheckResult {
  const answers = { attestations: [], waivers: [], retirements: [] };
  return buildResult({ header, asOf: "2026-01-14", runs: [run], machines, answers, ...rest });
}

const anyMachine = fc
  .record({
    host: fc.constantFrom("T1", "T2", "T10"),
    outcome: fc.constantFrom("pass", "fail", "error"),
    reading: fc.constantFrom<ReadingSource>(
      live("2026-01-14T01:00:00Z"),
      live("2026-01-15T01:00:00Z"),
      live("2026-01-15T01:00:00.5Z"),
      { source: "none", code: "WINRM_TIMEOUT" },
    ),
    id: fc.constantFrom("run-1", "run-2"),
    isApproved: fc.boolean(),
  })
  .map(({ host, outcome, ...rest }) => machine(host, outcome, rest));

const anyAnswers = fc.record({
  attestations: fc.array(
    fc
      .record({
        host: fc.constantFrom("T1", "T2"),
        answer: fc.constantFrom("pass", "fail"),
        observedOn: fc.constantFrom("2026-01-10", "2026-01-13"),
        validUntil: fc.constantFrom("2026-01-14", "2026-01-20"),
      })
      .map((rest) => attestation({ item: "端末10", ...rest })),
    { maxLength: 3 },
  ),
  waivers: fc.array(
    fc
      .record({
        hosts: fc.constantFrom(["T1"], ["T2", "T1"], ["T1", "T2"]),
        from: fc.constantFrom("2026-01-01", "2026-01-15"),
        until: fc.constantFrom("2026-01-14", "2026-01-20"),
      })
      .map((rest) => waiver({ item: "端末2", ...rest })),
    { maxLength: 3 },
  ),
  retirements: fc.constantFrom([], [{ role: "terminal", on: "2026-01-16", reason: "更改" } as const]),
});

const anyRun = fc.record({
  id: fc.constantFrom("run-1", "run-2"),
  controller: fc.constantFrom("CTRL-A", "CTRL-B"),
  startedAt: fc.constantFrom("2026-01-14T01:00:00Z", "2026-01-14T00:00:00Z"),
  finishedAt: fc.constantFrom("2026-01-14T02:00:00Z", "2026-01-14T03:00:00Z"),
});

/** A result as any controller may bring it on any day of a campaign. */
export const anyResult = fc
  .record({
    machines: fc.array(anyMachine, { maxLength: 4 }),
    answers: anyAnswers,
    asOf: fc.constantFrom("2026-01-14", "2026-01-15", "2026-01-16"),
    runs: fc.array(anyRun, { maxLength: 2 }),
  })
  .map(({ machines, ...rest }) => result(machines, rest));
