import { answerModelled } from "@kijun/agent/modelled";
import type { WindowsState } from "@kijun/settings/live";
import type { MachineCase } from "@kijun/settings/states";
import { expect } from "chai";
import { z } from "zod";

import { engineCase, sessionOf } from "./bench-machine.js";
import { runOnBench } from "./engine-bench.js";
import { liveIn } from "./injected-judgement.js";
import { everyAreaCases, seed } from "./machine-cases.js";
import type { Asked } from "./machine-cases.js";

const LANGUAGES = ["ja-JP", "en-US"] as const;

const machineSchema = z.object({ registry: z.string(), stores: z.string() });
const readingsSchema = z.array(
  z.object({ name: z.string(), before: machineSchema, answer: z.string(), after: machineSchema }),
);
type Reading = z.output<typeof readingsSchema>[number];

/** Machines on which nothing happens but a reading of every area. */
const machines = everyAreaCases().map(({ name, state, asked, areas }) => ({ name, state, asked, areas }));

describe(`a reading of every area, seed ${String(seed)}`, () => {
  describe("of a modelled machine", () => {
    it("is the same of the Japanese and of the English Windows", () => {
      for (const given of machines) {
        const [japanese, english] = LANGUAGES.map((locale) =>
          areasOf(JSON.stringify(answerModelled(stateIn(given, locale), "snapshot", sessionOf(given)))),
        );
        expectSame(given, japanese, english);
      }
    });

    it("leaves every byte of its stores as it was", () => {
      for (const given of machines) {
        const state = structuredClone(given.state);
        const before = JSON.stringify(state);
        answerModelled(state, "snapshot", sessionOf(given));
        expect(JSON.stringify(state) === before, given.name).to.equal(true);
      }
    });
  });

  describe("by the agent's script", () => {
    let readings: ReadonlyMap<string, Reading> = new Map();

    before(async function () {
      this.timeout(300_000);
      const cases = machines.flatMap((given) =>
        LANGUAGES.map((locale) => ({ ...given, name: nameIn(given, locale), state: stateIn(given, locale) })),
      );
      const run = await runOnBench("reading.ps1", cases.map(engineCase));
      if ("pending" in run) {
        this.test?.parent?.eachTest((test) => (test.title += ` (pending: ${run.pending})`));
        this.skip();
      }
      readings = new Map(readingsSchema.parse(run).map((reading) => [reading.name, reading]));
      expect(readings.size).to.equal(cases.length);
    });

    it("is the same of the Japanese and of the English Windows", () => {
      for (const given of machines) {
        const [japanese, english] = LANGUAGES.map((locale) =>
          areasOf(readings.get(nameIn(given, locale))?.answer ?? "{}"),
        );
        expectSame(given, japanese, english);
      }
    });

    it("leaves every byte of registry, hives, files, tasks and other stores as it was", () => {
      for (const { name, before, after } of readings.values()) {
        expect(after.stores, name).to.equal(before.stores);
        expect(after.registry === before.registry, `${name}, registry and hives`).to.equal(true);
      }
    });
  });
});

function stateIn({ state }: MachineCase, locale: WindowsState["locale"]): WindowsState {
  return { ...structuredClone(state), locale };
}

function nameIn({ name }: MachineCase, locale: WindowsState["locale"]): string {
  return `${name}, ${locale}`;
}

const answerSchema = z.object({ areas: z.record(z.string(), z.unknown()) });

/** The areas of a session's answer, as text. */
function areasOf(answer: string): string {
  return JSON.stringify(answerSchema.parse(JSON.parse(answer)).areas);
}

/** Each area by itself, so that a failing one is named. */
function expectSame(
  { name, asked }: { readonly name: string; readonly asked: readonly Asked[] },
  japanese = "{}",
  english = "{}",
): void {
  for (const one of asked) {
    const [left, right] = [japanese, english].map((areas) => JSON.stringify([...liveIn(areas, one)]));
    expect(left, `${name}, ${one.area.id}`).to.equal(right);
  }
}
