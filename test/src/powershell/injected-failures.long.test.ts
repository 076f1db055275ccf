import { answerModelled } from "@kijun/agent/modelled";
import { parseUnreadable } from "@kijun/core";
import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { sessionOf } from "./bench-machine.js";
import { injectedCases } from "./injected-cases.js";
import { statusDuring } from "./injected-finding.js";
import { faultsOf, isAnswered, liveIn } from "./injected-judgement.js";
import { runInjections } from "./injected-run.js";
import type { InjectedOutcome, Injection } from "./injected-run.js";
import { seed } from "./machine-cases.js";

/** Areas to look at, where not all are asked for: KIJUN_AREAS=services,event-log. */
const chosenAreas = process.env["KIJUN_AREAS"]?.split(",");

/** What went wrong of these outcomes, each with what failed. */
type Complaint = (outcome: InjectedOutcome, injection: Injection) => readonly string[];

describe(`what Windows is asked, and how it can fail, seed ${String(seed)}`, () => {
  let outcomes: readonly InjectedOutcome[] = [];

  before(async function () {
    this.timeout(900_000);
    const run = await runInjections(injectedCases(chosenAreas));
    if ("pending" in run) {
      this.test?.parent?.eachTest((test) => (test.title += ` (pending: ${run.pending})`));
      this.skip();
    }
    outcomes = run;
  });

  /** Everything that the complaint finds, at most a screenful. */
  function expectNone(complaint: Complaint): void {
    const all = outcomes.flatMap((outcome) =>
      outcome.injections.flatMap((injection) =>
        complaint(outcome, injection).map((text) => `${nameOf(outcome, injection)}: ${text}`),
      ),
    );
    expect(all.slice(0, 40), `${String(all.length)} in all`).to.deep.equal([]);
  }

  it("reads as the model does while nothing fails", () => {
    for (const { given, ordinary } of outcomes) {
      const modelled = JSON.stringify(answerModelled(structuredClone(given.state), "snapshot", sessionOf(given)).areas);
      if (given.meanwhile !== undefined) continue;
      for (const asked of given.asked.filter((one) => one !== undefined))
        expect([...liveIn(ordinary, asked)], `${given.name}, ${asked.area.id}`).to.deep.equal([
          ...liveIn(modelled, asked),
        ]);
    }
  });

  it("fails everything that an area asks Windows for, and all that any can come to ask for", () => {
    const failed = new Set(outcomes.flatMap(({ injections }) => injections.map(({ name }) => name)));
    const never = outcomes.flatMap(({ given, reach }) =>
      reach.filter((name) => !failed.has(name)).map((name) => `${given.asked[0].area.id}: ${name}`),
    );
    const spared = outcomes.flatMap(({ given, sources, injections }) =>
      sources
        .filter((source) => !injections.some((injection) => injection.source === source))
        .map((source) => `${given.name}: ${source}`),
    );
    expect(spared).to.deep.equal([]);
    // What several areas have in common need not be asked for by each of them.
    if (chosenAreas !== undefined) return;
    expect([...new Set(never)]).to.deep.equal([]);
    const reading = outcomes.map(({ given }) => given.asked[0].area.id);
    expect(everyArea.filter(({ id }) => !reading.includes(id)).map(({ id }) => id)).to.deep.equal([]);
  });

  it("makes what failed unreadable, and nothing another value, absent or empty", function () {
    if (this.test !== undefined) this.test.title += `: ${countsOf(outcomes)}`;
    expectNone(faultsOf);
  });

  it("is judged `error` by the checklist, and never `pass`", function () {
    const counts = new Map<string, number>();
    expectNone((outcome, injection) => {
      const [first] = outcome.given.asked;
      const [before, during] = [liveIn(outcome.ordinary, first), [...liveIn(injection.answer, first)]];
      if (!during.some(([, value]) => isUnreadable(value))) return [];
      const status = statusDuring(outcome, injection);
      counts.set(status, (counts.get(status) ?? 0) + 1);
      // Of what was found, others may be named now.
      const mayFail = during.some(([path, value]) => !isUnreadable(value) && value !== before.get(path));
      return status === "error" || (status === "fail" && mayFail) ? [] : [status];
    });
    if (this.test !== undefined) this.test.title += `: ${countText(counts)}, pass ${String(counts.get("pass") ?? 0)}`;
  });

  it("leaves the area that is read behind it as it is", () => {
    expectNone(({ given, ordinary }, { answer, shared }) => {
      const [, second] = given.asked;
      if (second === undefined || shared || !isAnswered(answer, second)) return [];
      const during = liveIn(answer, second);
      return [...liveIn(ordinary, second)].flatMap(([path, value]) =>
        during.get(path) === value ? [] : [`${second.area.id} ${path}`],
      );
    });
  });

  it("leaves the registry as it was, but for a hive that cannot be unloaded, which is reported", () => {
    expectNone(({ given }, { answer, changed }) =>
      changed && given.meanwhile === undefined && !answer.includes("HIVE_NOT_UNLOADED") ? ["changed"] : [],
    );
  });

  it("tells nothing in the language of the machine", () => {
    expectNone((_, { answer }) => (answer.includes("操作は完了しませんでした") ? ["text of Windows"] : []));
  });
});

function nameOf({ given }: InjectedOutcome, { source, kind, member }: Injection): string {
  return `${given.name}, ${source}, ${kind}${member === null ? "" : ` ${member}`}`;
}

/** How many of what became what; where a finding stands or a member says nothing of what is asked, all is as before. */
function countsOf(outcomes: readonly InjectedOutcome[]): string {
  const all = outcomes.flatMap((outcome) => outcome.injections.map((injection) => ({ outcome, injection })));
  const unread = all.filter(({ outcome: { given }, injection: { answer } }) =>
    [...liveIn(answer, given.asked[0]).values()].some(isUnreadable),
  );
  const faults = all.flatMap(({ outcome, injection }) => faultsOf(outcome, injection));
  const reads = new Set(
    outcomes.flatMap(({ given, sources }) => sources.map((id) => `${given.asked[0].area.id} ${id}`)),
  );
  const areas = new Set(outcomes.map(({ given }) => given.asked[0].area.id));
  const kinds = new Map<string, number>();
  for (const { injection } of all) kinds.set(injection.kind, (kinds.get(injection.kind) ?? 0) + 1);
  const [values, passes] = ["became", "meets"].map((word) => faults.filter((fault) => fault.includes(word)).length);
  return [
    `${String(all.length)} failures (${countText(kinds)}) injected into ${String(reads.size)} reads of ${String(areas.size)} areas`,
    `${String(unread.length)} unreadable, ${String(all.length - unread.length)} as before`,
    `${String(values)} values, ${String(passes)} passes`,
  ].join(": ");
}

function isUnreadable(value: unknown): boolean {
  return parseUnreadable(value) !== undefined;
}

function countText(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(", ");
}
