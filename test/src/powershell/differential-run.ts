import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer, SessionMethod } from "@kijun/agent";
import { answerModelled } from "@kijun/agent/modelled";
import type { WriteFailure } from "@kijun/settings/live";
import type { MachineCase } from "@kijun/settings/states";
import { z } from "zod";

import { engineCase, sessionOf } from "./bench-machine.js";
import { EngineBench } from "./engine-bench.js";
import { modelledMachine } from "./machine-cases.js";
import { comparableRegistry, registryFileText, windowsRegistry } from "./windows-registry.js";

/** An engine holds about 300 MB. */
const MOST_ENGINES = 4;

const engineAnswerSchema = z.object({
  name: z.string(),
  error: z.string().optional(),
  snapshot: z.string().optional(),
  apply: z.string().optional(),
  again: z.string().optional(),
  /** Uses of Windows' tools, in order. */
  calls: z.array(z.string()),
  left: z
    .object({ hives: z.array(z.string()), securityPolicy: z.record(z.string(), z.string()) })
    .catchall(z.unknown()),
  registry: z.string(),
});

/** Read, apply, read again on one machine, and the state it is left in. Times are left out. */
export interface Outcome {
  readonly snapshot: SessionAnswer;
  readonly apply: SessionAnswer;
  readonly again: SessionAnswer;
  readonly registry: ReadonlyMap<string, string>;
  readonly securityPolicy: Readonly<Record<string, string>>;
  /** What stubs keep besides registry, hives and security policy, by the name of the state's field. */
  readonly stores: Readonly<Record<string, unknown>>;
}

/** An outcome of the PowerShell, with what it did on the way. */
export interface EngineOutcome extends Outcome {
  readonly calls: readonly string[];
  /** Hives that were loaded and never unloaded. */
  readonly loadedHives: readonly string[];
}

/**
 * Runs all cases on engines side by side, one for each processor: each case's outcome by name, or why no engine could
 * run them.
 */
export async function runOnEngine(
  cases: readonly MachineCase[],
): Promise<{ readonly outcomes: ReadonlyMap<string, EngineOutcome> } | { readonly pending: string }> {
  const engines = Math.min(availableParallelism(), MOST_ENGINES);
  // Dealt out like cards, so that each engine has its part of every area.
  const parts = Array.from({ length: engines }, (_, part) => cases.filter((_case, index) => index % engines === part));
  const runs = await Promise.all(parts.map(runPart));
  const outcomes = new Map<string, EngineOutcome>();
  for (const run of runs) {
    if ("pending" in run) return run;
    for (const outcome of run) outcomes.set(...outcome);
  }
  if (outcomes.size !== cases.length) throw new Error("two cases have the same name, or one was not answered");
  return { outcomes };
}

async function runPart(
  cases: readonly MachineCase[],
): Promise<readonly (readonly [string, EngineOutcome])[] | { readonly pending: string }> {
  const bench = new EngineBench();
  try {
    const at = (name: string): string => join(bench.folder, name);
    writeFileSync(at("cases.jsonl"), cases.map((given) => JSON.stringify(engineCase(given)) + "\n").join(""));
    const run = await bench.run("differential.ps1", ["-Cases", at("cases.jsonl"), "-Answers", at("answers.jsonl")]);
    if ("pending" in run) return run;
    return readFileSync(at("answers.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => engineAnswerSchema.parse(JSON.parse(line)))
      .map((answer) => [answer.name, engineOutcome(answer)] as const);
  } finally {
    bench.remove();
  }
}

/** The outcome that the model gives for a case. */
export function runOnModel(given: MachineCase): Outcome {
  const machine = modelledMachine(given);
  const ask = (method: SessionMethod): SessionAnswer => comparable(answerModelled(machine, method, sessionOf(given)));
  const [snapshot, apply, again] = [ask("snapshot"), ask("apply"), ask("snapshot")];
  const policy = Object.entries(machine.securityPolicy).map(([key, value]) => [key, String(value)]);
  return {
    snapshot,
    apply,
    again,
    registry: comparableRegistry(registryFileText(windowsRegistry(machine))),
    securityPolicy: Object.fromEntries(policy) as Record<string, string>,
    stores: storesOf(machine),
  };
}

/** The fields of a state that no other part of an outcome speaks of, but for empty ones. */
function storesOf(machine: object): Record<string, unknown> {
  const others = Object.entries(machine).filter(([name, store]) => !KNOWN_OTHERWISE.has(name) && !isEmpty(store));
  return Object.fromEntries(others);
}

function isEmpty(store: unknown): boolean {
  return typeof store !== "object" || store === null || Object.keys(store).length === 0;
}

const KNOWN_OTHERWISE: ReadonlySet<string> = new Set([
  ...["computerName", "machineGuid", "serialNumber", "build", "locale", "registry", "securityPolicy", "profiles"],
  ...["network", "privilegeRights"],
]);

function engineOutcome(answer: z.output<typeof engineAnswerSchema>): EngineOutcome {
  const { name, error, calls, left, registry } = answer;
  if (error !== undefined) throw new Error(`${name}: ${error}`);
  const [snapshot, apply, again] = [answer.snapshot, answer.apply, answer.again].map((text) =>
    comparable(sessionAnswerSchema.parse(JSON.parse(text ?? "null"))),
  );
  if (snapshot === undefined || apply === undefined || again === undefined)
    throw new Error(`${name}: an answer is missing`);
  const { hives: loadedHives, securityPolicy, ...stores } = left;
  return {
    snapshot,
    apply,
    again,
    calls,
    loadedHives,
    stores: storesOf(stores),
    securityPolicy,
    registry: comparableRegistry(registry),
  };
}

/** An answer without times, its failures in a fixed order. */
function comparable(answer: SessionAnswer): SessionAnswer {
  const areas = Object.entries(answer.areas).map(([id, area]) => {
    const failures = area.failures?.toSorted((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
    return [id, { ...area, milliseconds: 0, ...(failures === undefined ? {} : { failures }) }];
  });
  return { ...answer, areas: Object.fromEntries(areas) as SessionAnswer["areas"] };
}

function orderOf({ key, code, detail }: WriteFailure): string {
  return [key, code, detail].join("\n");
}
