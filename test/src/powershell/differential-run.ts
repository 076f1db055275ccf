import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer, SessionMethod } from "@kijun/agent";
import { answerModelled } from "@kijun/agent/modelled";
import { settingAreas } from "@kijun/settings";
import type { WriteFailure } from "@kijun/settings/live";
import { z } from "zod";

import { repositoryRoot } from "../conventions/repository.js";
import { modelledMachine } from "./differential-case.js";
import type { DifferentialCase } from "./differential-case.js";
import { runScript } from "./powershell-engine.js";
import { comparableRegistry, registryFileText, windowsRegistry } from "./windows-registry.js";

const POWERSHELL = join(repositoryRoot, "test/powershell");

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
}

/** An outcome of the PowerShell, with what it did on the way. */
export interface EngineOutcome extends Outcome {
  readonly calls: readonly string[];
  /** Hives that were loaded and never unloaded. */
  readonly loadedHives: readonly string[];
  /** What further stubs say a case has left. */
  readonly left: Readonly<Record<string, unknown>>;
}

/** Runs all cases in one engine process: each case's outcome by name, or why no engine could run them. */
export async function runOnEngine(
  cases: readonly DifferentialCase[],
): Promise<{ readonly outcomes: ReadonlyMap<string, EngineOutcome> } | { readonly pending: string }> {
  const folder = mkdtempSync(join(tmpdir(), "kijun-differential-"));
  try {
    const at = (name: string): string => join(folder, name);
    const marker = randomUUID();
    const markerKey = { Marker: { kind: "String", value: marker } } as const;
    writeFileSync(at("registry.json"), registryFileText({ "HKEY_LOCAL_MACHINE\\SOFTWARE\\KijunBench": markerKey }));
    writeFileSync(at("agent.ps1"), agentScript(settingAreas.map(({ id }) => id)));
    writeFileSync(at("cases.json"), JSON.stringify(cases.map(engineCase)));
    const files = ["-Agent", at("agent.ps1"), "-Stubs", join(POWERSHELL, "stubs"), "-Cases", at("cases.json")];
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
export function runOnModel(given: DifferentialCase): Outcome {
  const machine = modelledMachine(given);
  const ask = (method: SessionMethod): SessionAnswer => comparable(answerModelled(machine, method, session(given)));
  const [snapshot, apply, again] = [ask("snapshot"), ask("apply"), ask("snapshot")];
  const policy = Object.entries(machine.securityPolicy).map(([key, value]) => [key, String(value)]);
  return {
    snapshot,
    apply,
    again,
    registry: comparableRegistry(registryFileText(windowsRegistry(machine))),
    securityPolicy: Object.fromEntries(policy) as Record<string, string>,
  };
}

function session({ state, expected, areas }: DifferentialCase) {
  const { computerName, machineGuid } = state;
  return { expected: expected ?? { computerName, machineGuid }, areas };
}

const HIVE_FILE = "\\NTUSER.DAT";

const TEXTS = {
  "ja-JP": {
    inUse: "エラー: プロセスはファイルにアクセスできません。別のプロセスが使用中です。",
    denied: "エラー: アクセスが拒否されました。",
    notFound: "エラー: 指定されたファイルが見つかりません。",
    failed: "エラー: 構文が正しくありません。",
    seceditFailed: "タスクはエラーで完了しました。",
  },
  "en-US": {
    inUse: "ERROR: The process cannot access the file because it is being used by another process.",
    denied: "ERROR: Access is denied.",
    notFound: "ERROR: The system cannot find the file specified.",
    failed: "ERROR: Invalid syntax.",
    seceditFailed: "The task has completed with an error.",
  },
};

/** A case as the stubs read it. The state travels without registry and hives, which are in the registry's own file. */
function engineCase(given: DifferentialCase) {
  const { state, meanwhile = {} } = given;
  const profiles = state.profiles.map(({ sid, path, loaded, locked, missing }) => ({
    ...{ sid, loaded, locked, missing: missing ?? false, loadedAs: null },
    file: path === "" ? "" : path.replaceAll("%SystemDrive%", "C:").replace(/\\$/, "") + HIVE_FILE,
    logsOn: meanwhile.logsOn?.includes(sid) ?? false,
    leftLoadedBy: meanwhile.leftLoaded?.[sid] ?? null,
  }));
  return {
    name: given.name,
    registry: registryFileText(windowsRegistry(state)),
    state: { ...state, registry: undefined, profiles: undefined },
    ...{ profiles, meanwhile, texts: TEXTS[state.locale], session: session(given) },
  };
}

function engineOutcome(answer: z.output<typeof engineAnswerSchema>): EngineOutcome {
  const { name, error, calls, left, registry } = answer;
  if (error !== undefined) throw new Error(`${name}: ${error}`);
  const [snapshot, apply, again] = [answer.snapshot, answer.apply, answer.again].map((text) =>
    comparable(sessionAnswerSchema.parse(JSON.parse(text ?? "null"))),
  );
  if (snapshot === undefined || apply === undefined || again === undefined)
    throw new Error(`${name}: an answer is missing`);
  const { hives: loadedHives, securityPolicy } = left;
  return { snapshot, apply, again, calls, loadedHives, left, securityPolicy, registry: comparableRegistry(registry) };
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
