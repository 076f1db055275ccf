import { isDeepStrictEqual } from "node:util";

import { MANAGEMENT_LINE } from "@kijun/settings";
import { areaStates } from "@kijun/settings/states";
import type { MachineCase } from "@kijun/settings/states";
import { expect } from "chai";

import { runOnEngine, runOnModel } from "./differential-run.js";
import type { EngineOutcome, Outcome } from "./differential-run.js";
import { brokenSecedit, casesOf, generatedStates, seed, sessionCases, stuckHive } from "./machine-cases.js";
import { managementLineCases } from "./management-line-cases.js";

/** Areas to compare, where not all are asked for: KIJUN_AREAS=services,event-log. */
const chosenAreas = process.env["KIJUN_AREAS"]?.split(",");

/** How a run is repeated, as differences name it. */
const repeat = `KIJUN_SEED=${String(seed)} KIJUN_STATES=${String(generatedStates)}`;

describe(`agent script and modelled machine, ${repeat}`, () => {
  const groups = new Map([
    ...areaStates
      .filter(({ area }) => chosenAreas?.includes(area.id) ?? true)
      .map((states) => [states.area.id, casesOf(states)] as const),
    [MANAGEMENT_LINE, managementLineCases()],
    ["session", sessionCases()],
  ]);
  let outcomes: ReadonlyMap<string, EngineOutcome> = new Map();

  before(async function () {
    this.timeout(600_000);
    console.log(`  ${repeat}`);
    const run = await runOnEngine([...[...groups.values()].flat(), stuckHive, brokenSecedit]);
    if ("pending" in run) {
      this.test?.parent?.eachTest((test) => (test.title += ` (pending: ${run.pending})`));
      this.skip();
    }
    outcomes = run.outcomes;
  });

  function outcomeOf({ name }: MachineCase): EngineOutcome {
    const outcome = outcomes.get(name);
    if (outcome === undefined) throw new Error(`the engine did not answer ${name}`);
    return outcome;
  }

  const models = new Map<MachineCase, Outcome>();
  function modelOf(given: MachineCase): Outcome {
    const model = models.get(given) ?? runOnModel(given);
    models.set(given, model);
    return model;
  }

  /** Fails with the names of all cases in which the two differ in a part of their outcome, and how the first of them do. */
  function compare(group: string, parts: readonly (keyof Outcome)[]): void {
    const differing: { name: string; part: string; onEngine: unknown; onModel: unknown }[] = [];
    for (const given of groups.get(group) ?? []) {
      const [onEngine, onModel] = [outcomeOf(given), modelOf(given)];
      const part = parts.find((candidate) => !isDeepStrictEqual(onEngine[candidate], onModel[candidate]));
      if (part !== undefined)
        differing.push({ name: given.name, part, onEngine: onEngine[part], onModel: onModel[part] });
    }
    const [first] = differing;
    const names = differing.map(({ name, part }) => `${name}, ${part}`).join("; ");
    expect(first?.onEngine, `${repeat}: ${String(differing.length)} differ: ${names}`).to.deep.equal(first?.onModel);
  }

  for (const group of groups.keys()) {
    describe(group, () => {
      it("answer the same facts and the same identity", () => {
        compare(group, ["snapshot"]);
      });

      it("report the same failures of a write, and the same facts before and after it", () => {
        compare(group, ["apply", "again"]);
      });

      it("leave the same registry, hives, security policy and other stores behind", () => {
        compare(group, ["registry", "securityPolicy", "stores"]);
      });
    });
  }

  it("read back after a write what the next session reads", () => {
    for (const given of [...groups.values()].flat()) {
      const { apply, again } = outcomeOf(given);
      for (const [area, { facts, failure }] of Object.entries(apply.areas)) {
        if (failure === undefined) expect(again.areas[area]?.facts, given.name).to.deep.equal(facts);
      }
    }
  });

  it("leave no hive loaded", () => {
    for (const given of [...groups.values()].flat()) expect(outcomeOf(given).loadedHives, given.name).to.deep.equal([]);
  });

  it("read nothing of a wrong machine", () => {
    const wrong = (groups.get("session") ?? []).filter((given) => outcomeOf(given).snapshot.wrongMachine);
    expect(wrong).to.have.lengthOf(3);
    for (const given of wrong) {
      const { calls, snapshot, apply } = outcomeOf(given);
      expect(calls, given.name).to.deep.equal([]);
      expect([snapshot.areas, apply.areas], given.name).to.deep.equal([{}, {}]);
    }
  });

  it("report a hive that cannot be unloaded", () => {
    const { snapshot, loadedHives } = outcomeOf(stuckHive);
    expect(loadedHives).to.have.length.greaterThan(0);
    expect(JSON.stringify(snapshot.areas)).to.include("HIVE_NOT_UNLOADED");
  });

  it("lose no area to another one that fails", () => {
    const { areas } = outcomeOf(brokenSecedit).snapshot;
    expect(areas["account-lockout"]?.failure).to.deep.equal({ code: "SECEDIT_FAILED", detail: "exit code 1" });
    expect(areas["screen-saver"]).to.have.nested.property("facts.profiles.default.policy");
  });
});
