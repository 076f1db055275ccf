import { z } from "zod";

import { engineCase } from "./bench-machine.js";
import { runOnBench } from "./engine-bench.js";
import type { InjectedCase } from "./injected-cases.js";

const injectionSchema = z.object({
  /** The command or function that failed. */
  name: z.string(),
  /** With its arguments. */
  source: z.string(),
  of: z.enum(["registry", "tool", "command", "seam", "own"]),
  kind: z.enum(["denied", "missing", "timeout", "cut", "short", "idle", "empty", "gone", "null", "wrong"]),
  /** The property or value that failed; null where the whole source did. */
  member: z.string().nullable(),
  answer: z.string(),
  /** Whether the area behind it asks for the same. */
  shared: z.boolean(),
  /** Whether the registry was left as another one. */
  changed: z.boolean(),
});

/** One thing that was made to fail in one way, and what the agent then answered. */
export type Injection = z.output<typeof injectionSchema>;

const answerSchema = z.object({
  name: z.string(),
  reach: z.array(z.string()),
  ordinary: z.string(),
  asked: z.array(z.string()),
  runs: z.array(injectionSchema),
});

export interface InjectedOutcome {
  readonly given: InjectedCase;
  /** The answer while nothing fails. */
  readonly ordinary: string;
  /** Everything that was to fail. */
  readonly sources: readonly string[];
  readonly injections: readonly Injection[];
  /** What the first area's script can come to ask for, by name. */
  readonly reach: readonly string[];
}

/** Makes everything fail that the cases ask for; a case whose area has failed in all of it before has no outcome. */
export async function runInjections(
  cases: readonly InjectedCase[],
): Promise<readonly InjectedOutcome[] | { readonly pending: string }> {
  const answers = await runOnBench(
    "injection.ps1",
    cases.map((given) => ({ ...engineCase(given), injected: given.injected, understoodKinds: given.understoodKinds })),
  );
  if ("pending" in answers) return answers;
  const byName = new Map(cases.map((given) => [given.name, given]));
  return answers.map((answer) => {
    const { name, ordinary, asked, runs, reach } = answerSchema.parse(answer);
    const given = byName.get(name);
    if (given === undefined) throw new Error(`the engine answered the unknown case ${name}`);
    return { given, ordinary, sources: asked, injections: runs, reach };
  });
}
