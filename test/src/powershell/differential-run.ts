import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer, SessionMethod } from "@kijun/agent";
import { answerModelled } from "@kijun/agent/modelled";
import { everyArea } from "@kijun/settings";
import type { WriteFailure } from "@kijun/settings/live";
import type { MachineCase } from "@kijun/settings/states";
import { z } from "zod";

import { engineCase, POWERSHELL, sessionOf, stubFiles } from "./bench-machine.js";
import { modelledMachine } from "./machine-cases.js";
import { runScript } from "./powershell-engine.js";
import { comparableRegistry, registryFileText, windowsRegistry } from "./windows-registry.js";

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

/** Runs all cases in one engine process: each case's outcome by name, or why no engine could run them. */
export async function runOnEngine(
  cases: readonly MachineCase[],
): Promise<{ readonly outcomes: ReadonlyMap<string, EngineOutcome> } | { readonly pending: string }> {
  const folder = mkdtempSync(join(tmpdir(), "kijun-differential-"));
  try {
    const at = (name: string): string => join(folder, name);
    const marker = randomUUID();
    const markerKey = { Marker: { kind: "String", value: marker } } as const;
    writeFileSync(at("registry.json"), registryFileText({ "HKEY_LOCAL_MACHINE\\SOFTWARE\\KijunBench": markerKey }));
    writeFileSync(at("agent.ps1"), agentScript(everyArea.map(({ id }) => id)));
    writeFileSync(at("cases.json"), JSON.stringify(cases.map(engineCase)));
    mkdirSync(at("stubs"));
    for (const file of stubFiles()) copyFileSync(file, join(at("stubs"), basename(file)));
    const files = ["-Agent", at("agent.ps1"), "-Stubs", at("stubs"), "-Cases", at("cases.json")];
    const parameters = [...files, "-Marker", marker, "-Answers", at("answers.json")];
    const run = await runScript(join(POWERSHELL, "differential.ps1"), parameters, at("registry.json"));
    if ("pending" in run) return run;
    const answers = z.array(engineAnswerSchema).parse(JSON.parse(readFileSync(at("answers.json"), "utf8")));
    const outcomes = new Map(answers.map((answer) => [answer.name, engineOutcome(answer)]));
    if (outcomes.size !== cases.length) throw new Error("two cases have the same name, or one was not answered");
    return { outcomes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
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
