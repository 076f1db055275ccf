import { judgeMachine } from "@kijun/checklist";
import type { FindingStatus } from "@kijun/core";

import { canonicalIn, liveIn } from "./injected-judgement.js";
import type { InjectedOutcome, Injection } from "./injected-run.js";

const NOTHING = { ja: "-", en: "-" };
const TIME = "2026-01-15T00:10:30Z";

/** What the checklist says of the area while something failed, on a machine that was as declared before. */
export function statusDuring(
  { given, ordinary }: InjectedOutcome,
  { answer }: Pick<Injection, "answer">,
): FindingStatus {
  const [first] = given.asked;
  const id = first.area.id;
  const during = liveIn(answer, first);
  const part = {
    ...({ id: "area", kind: "unchanged", areas: [id], answeredByDeclaration: true, severity: "high" } as const),
    ...{ title: NOTHING, remediation: NOTHING },
    judge: () =>
      [...liveIn(ordinary, first)].map(([path, value]) => {
        const live = during.get(path);
        return {
          outcome: live === value ? "pass" : "fail",
          area: id,
          path,
          ...(live === undefined ? {} : { live }),
        } as const;
      }),
  };
  const [finding] = judgeMachine(
    [{ id: "item", role: "terminal", title: "-", requirement: "-", areas: [], parts: [part] }],
    {
      ...{ host: "TERMINAL-01", role: "terminal", declared: {}, parameters: {}, isLive: true },
      held: { [id]: canonicalIn(answer, first) },
    },
    {
      ...{ asOf: "2026-01-15", reading: { source: "live", observedAt: TIME, receivedAt: TIME } },
      ...{
        provenanceOf: () => ({ kind: "city-instruction", reference: "-", date: "2025-10-01" }),
        attestations: [],
        waivers: [],
        retirements: [],
      },
    },
  );
  if (finding === undefined) throw new Error("nothing was judged");
  return finding.status;
}
