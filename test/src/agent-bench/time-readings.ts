import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { answerModelled } from "@kijun/agent/modelled";
import { z } from "zod";

import { engineCase, POWERSHELL } from "../powershell/bench-machine.js";
import { EngineBench } from "../powershell/engine-bench.js";
import type { CrowdedMachine } from "./crowded-machine.js";

const facts = z.string().transform((text): unknown => JSON.parse(text));
const readingsSchema = z.record(
  z.string(),
  z.object({ bulk: z.array(z.number()), perItem: z.array(z.number()), facts, perItemFacts: facts.optional() }),
);

/** How long the script takes for one area. */
export interface ReadingTime {
  readonly area: string;
  /** Median, in milliseconds. */
  readonly bulk: number;
  /** The same reading by one call per item, where there is a script for it. */
  readonly perItem?: number;
}

/**
 * Reads a machine on the PowerShell engine, area by area. Throws where the engine reads other facts than the model, or
 * one way others than the other: what is not the same work is not to be compared.
 */
export async function timeReadings(
  { machine, areas }: CrowdedMachine,
  runs: number,
): Promise<readonly ReadingTime[] | { readonly pending: string }> {
  const bench = new EngineBench();
  try {
    const [given, answer] = [join(bench.folder, "case.json"), join(bench.folder, "answer.json")];
    writeFileSync(given, JSON.stringify(engineCase({ name: "crowd", state: machine, areas })));
    const perItem = join(POWERSHELL, "per-item");
    const parameters = ["-Case", given, "-PerItem", perItem, "-Runs", String(runs), "-Answer", answer];
    const run = await bench.run("reading-time.ps1", parameters);
    if ("pending" in run) return run;
    const readings = readingsSchema.parse(JSON.parse(readFileSync(answer, "utf8")));
    const expected = answerModelled(machine, "snapshot", { expected: { computerName: machine.computerName }, areas });
    return Object.entries(readings).map(([area, reading]) => {
      assertSame(area, "the engine and the model", reading.facts, expected.areas[area]?.facts);
      if (reading.perItemFacts === undefined) return { area, bulk: median(reading.bulk) };
      assertSame(area, "both ways of reading", reading.facts, reading.perItemFacts);
      return { area, bulk: median(reading.bulk), perItem: median(reading.perItem) };
    });
  } finally {
    bench.remove();
  }
}

function assertSame(area: string, who: string, left: unknown, right: unknown): void {
  if (!isDeepStrictEqual(left, JSON.parse(JSON.stringify(right)))) throw new Error(`${area}: ${who} differ`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
