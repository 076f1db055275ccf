import type { CommandLine, Session } from "../command-line/command-line.js";
import { readProject } from "../project/project.js";
import { recordedMachines } from "../pulumi/stack-state.js";
import { adoptionOf, reportAdoption } from "../run/adoption.js";
import { FleetRun } from "../run/fleet-run.js";
import type { Phase } from "../run/fleet-run.js";
import { freeStack } from "../run/free-stack.js";
import { noteResult } from "../run/run-notes.js";
import { addStackOption } from "../run/run-options.js";
import { resultOf } from "../run/run-result.js";
import { machinesOfBaseline } from "../run/select-machines.js";
import { addSelectionOptions } from "../run/selection-options.js";
import { chosenMachines, choosesMachines } from "../run/selection.js";
import type { SelectableMachine, SelectionOptions } from "../run/selection.js";

interface AdoptOptions extends SelectionOptions {
  readonly stack: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `kijun adopt` */
export function addAdopt(line: CommandLine): void {
  const description = {
    ja: "まだ記録のない機器を読み取り、何も変更せずに状態へ記録する",
    en: "reads machines that the state does not know and records them; changes nothing on them",
  };
  const command = line.command(line.program, "adopt", description, "kijun adopt --site kita-ward,minami-ward");
  addSelectionOptions(line, addStackOption(line, command))
    .usage("[options] [-- PULUMI ARGS...]")
    .option("--json", line.text({ ja: "結果（kijun.adopt/1）をJSONで出力", en: "print the result (kijun.adopt/1)" }))
    .option("--verbose", line.text({ ja: "記録の場所も表示", en: "also say where the run's files are" }))
    .action((options: AdoptOptions) => line.run((session) => adopt(session, options)));
}

async function adopt(session: Session, options: AdoptOptions): Promise<number> {
  const startedAt = new Date(performance.timeOrigin);
  const { baseline } = readProject(session.projectFolder);
  // Without a baseline only the program knows machines that the state does not; it is asked below.
  const run = await FleetRun.prepare(
    session,
    options.stack,
    baseline === undefined ? { area: options.area ?? [] } : options,
  );
  await freeStack(run);
  const before = await namesInState(run);
  const look = baseline === undefined ? await run.phase("look", ["preview", "--refresh=false"]) : undefined;
  const chosen = look === undefined ? await machinesInService(run) : declaredMachines(look, options);
  const unknown = chosen.filter(({ name }) => !before.has(name.toLowerCase()));
  const phases: Phase[] = look === undefined || unknown.length > 0 ? [] : [look];
  let after = before;
  if (unknown.length > 0) {
    phases.push(await run.phase("adopt", UP, { machines: unknown, variables: { KIJUN_MODE: "adopt" } }));
    after = await namesInState(run);
    await refresh(
      run,
      phases,
      unknown.filter(({ name }) => after.has(name.toLowerCase())),
    );
  }
  const selection = { ...run.selection, machines: unknown };
  const facts = { command: "adopt", expectNoChanges: false, allowWeaken: ["all"], startedAt, selection } as const;
  const result = await resultOf(run, phases, facts);
  if (result.cameToMachines || options.json === true)
    reportAdoption(adoptionOf(result.record, chosen, { before, after }), options.json === true, session.output);
  noteResult(result, phases, run, options);
  return result.record.exit.code;
}

const UP = ["up", "--yes", "--skip-preview"] as const;

/**
 * Recording stores the declared settings as the machine's; only a refresh replaces them by the live ones, which the next
 * preview takes its differences from.
 */
async function refresh(run: FleetRun, phases: Phase[], machines: readonly SelectableMachine[]): Promise<void> {
  if (machines.length === 0 || phases.at(-1)?.exit.interrupted === true) return;
  phases.push(await run.phase("refresh", ["refresh", "--yes", "--skip-preview"], { machines }));
}

async function namesInState(run: FleetRun): Promise<ReadonlySet<string>> {
  return new Set((await recordedMachines(run.engineCommand, run.stack)).keys());
}

async function machinesInService(run: FleetRun): Promise<readonly SelectableMachine[]> {
  return run.selection.machines ?? (await machinesOfBaseline(run.project, run.environment)) ?? [];
}

function declaredMachines({ machines }: Phase, options: AdoptOptions): readonly SelectableMachine[] {
  const declared = [...machines.values()].map(({ host, site, hostClass }) => ({
    ...{ name: host, site },
    ...(hostClass === undefined ? {} : { hostClass }),
  }));
  // A program that failed has declared none; its own error says why.
  return declared.length > 0 && choosesMachines(options) ? chosenMachines(declared, options) : declared;
}
