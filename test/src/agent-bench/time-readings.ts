import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { sessionAnswerSchema } from "@kijun/agent";
import { answerModelled } from "@kijun/agent/modelled";
import { z } from "zod";

import { engineCase, POWERSHELL } from "../powershell/bench-machine.js";
import { EngineBench } from "../powershell/engine-bench.js";
import type { CrowdedMachine } from "./crowded-machine.js";

const answer = z.string().transform((text) => sessionAnswerSchema.parse(JSON.parse(text)));
const readingsSchema = z.record(
  z.string(),
  z.object({ bulk: z.array(z.number()), perItem: z.number().optional(), answer, perItemAnswer: answer.optional() }),
);

/** How long the script takes for one area. */
export interface ReadingTime {
  readonly area: string;
  /** Median, in milliseconds. */
  readonly bulk: number;
  /** Of the same reading, once, by one call per item, where there is a script for it. */
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
    const [given, told] = [join(bench.folder, "case.json"), join(bench.folder, "readings.json")];
    writeFileSync(given, JSON.stringify(engineCase({ name: "crowd", state: machine, areas })));
    const perItem = join(POWERSHELL, "per-item");
    const parameters = ["-Case", given, "-PerItem", perItem, "-Runs", String(runs), "-Answer", told];
    const run = await bench.run("reading-time.ps1", parameters);
    if ("pending" in run) return run;
    const readings = readingsSchema.parse(JSON.parse(readFileSync(told, "utf8")));
    const expected = answerModelled(machine, "snapshot", { expected: { computerName: machine.computerName }, areas });
    return Object.entries(readings).map(([area, reading]) => {
      const facts = reading.answer.areas[area]?.facts;
      assertSame(area, "the engine and the model", facts, expected.areas[area]?.facts);
      const { perItem, perItemAnswer } = reading;
      if (perItem === undefined) return { area, bulk: median(reading.bulk) };
      assertSame(area, "both ways of reading", facts, perItemAnswer?.areas[area]?.facts);
      return { area, bulk: median(reading.bulk), perItem };
    });
  } finally {
    bench.remove();
  }
}

function assertSame(area: string, who: string, left: unknown, right: unknown): void {
  if (left === undefined || !isDeepStrictEqual(left, JSON.parse(JSON.stringify(right ?? null))))
    throw new Error(`${area}: ${who} differ`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
