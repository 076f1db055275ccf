import { KijunError, suggestion } from "@kijun/core";
import type { MachineIdentity } from "@kijun/core";

import { askPerson, canAsk } from "../command-line/ask-person.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import type { Output } from "../command-line/output.js";
import { recordedMachines } from "../pulumi/stack-state.js";
import type { RecordedMachine } from "../pulumi/stack-state.js";
import { FleetRun } from "../run/fleet-run.js";
import type { Phase, PhaseOptions } from "../run/fleet-run.js";
import { freeStack } from "../run/free-stack.js";
import { hostOutcomes } from "../run/host-outcomes.js";
import { identityText, isSameInstallation } from "../run/identity-text.js";
import { noteResult } from "../run/run-notes.js";
import { addStackOption } from "../run/run-options.js";
import { resultOf } from "../run/run-result.js";

interface ReplaceOptions {
  readonly stack: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `kijun replace` */
export function addReplace(line: CommandLine): void {
  const description = {
    ja: "作り直した、または入れ替えた機器を、同じ名前の機器として引き継ぐ（機器は変更しない）",
    en: "takes over a rebuilt or exchanged machine under its name; changes nothing on it",
  };
  const command = line.command(line.program, "replace", description, "kijun replace KITA-T001");
  addStackOption(line, command)
    .argument("<host>", line.text({ ja: "機器の名前", en: "name of the machine" }))
    .usage("[options] <host> [-- PULUMI ARGS...]")
    .option("-y, --yes", line.text({ ja: "確認せずに引き継ぐ", en: "take it over without asking" }))
    .option(
      "--json",
      line.text({ ja: "結果（kijun.replace/1）をJSONで出力", en: "print the result (kijun.replace/1)" }),
    )
    .option("--verbose", line.text({ ja: "記録の場所も表示", en: "also say where the run's files are" }))
    .action((host: string, options: ReplaceOptions) => line.run((session) => replace(session, host, options)));
}

/** What was found and done, with the exit code that is still to come. */
interface Replacement {
  readonly host: string;
  readonly before: MachineIdentity | undefined;
  /** Undefined when the machine could not be read. */
  readonly found?: MachineIdentity | undefined;
  readonly outcome: "replaced" | "same" | "declined" | "not-read";
}

async function replace(session: Session, host: string, options: ReplaceOptions): Promise<number> {
  const startedAt = new Date(performance.timeOrigin);
  const { output } = session;
  requireAnswer(output, options);
  const run = await FleetRun.prepare(session, options.stack);
  await freeStack(run);
  const known = await knownMachine(run, host);
  const scope = { machines: [known], variables: { KIJUN_REPLACE: known.name } } as const;
  const look = await run.phase("preview", ["preview"], scope);
  const found = identityIn(look, known.name);
  const phases = [look];
  const outcome = await decide(run, phases, known, found, scope, options);
  const declined = outcome === "declined";
  const selection = { machines: [known] };
  const facts = { command: "replace", expectNoChanges: false, allowWeaken: ["all"], startedAt, selection } as const;
  const result = await resultOf(run, phases, { ...facts, declined });
  const replacement: Replacement = { host: known.name, before: known.identity, found, outcome };
  report(replacement, result.record, options.json === true, output);
  noteResult(result, phases, run, options);
  return result.record.exit.code;
}

/** Shows who the machine was and is, and records the new one when that is wanted. */
async function decide(
  run: FleetRun,
  phases: Phase[],
  { name, identity: before }: RecordedMachine,
  found: MachineIdentity | undefined,
  scope: PhaseOptions,
  { yes }: ReplaceOptions,
): Promise<Replacement["outcome"]> {
  const { output } = run.session;
  if (found === undefined) return "not-read";
  if (isSameInstallation(before, found)) return "same";
  if (yes !== true) {
    output.note(changeText(name, before, found, output));
    if (!(await askPerson(output.text(QUESTION), output))) return "declined";
  }
  phases.push(await run.phase("refresh", ["refresh", "--yes", "--skip-preview"], scope));
  const now = (await recordedMachines(run.engineCommand, run.stack)).get(name.toLowerCase())?.identity;
  // The machine may have changed once more between the question and its recording.
  return isSameInstallation(now, found) ? "replaced" : "not-read";
}

async function knownMachine(run: FleetRun, host: string): Promise<RecordedMachine> {
  const machines = await recordedMachines(run.engineCommand, run.stack);
  const known = machines.get(host.toLowerCase());
  if (known !== undefined) return known;
  const [first = ""] = suggestion(
    host,
    [...machines.values()].map(({ name }) => name),
  ).split(" (", 1);
  const similar = first.startsWith("did you mean") ? `${first.replace("d", "D")} ` : "";
  throw new KijunError("HOST_UNKNOWN", `the state of the stack ${run.stack} knows no machine ${host}`, {
    hint: `${similar}A machine that was never recorded is recorded by \`kijun adopt --host ${host}\`.`,
  });
}

function identityIn(phase: Phase, host: string): MachineIdentity | undefined {
  const outcome = hostOutcomes([phase]).find(({ entry }) => entry.host.toLowerCase() === host.toLowerCase());
  const reading = outcome?.reading?.reading;
  return reading?.kind === "complete" ? reading.identity : undefined;
}

function requireAnswer(output: Output, { yes }: ReplaceOptions): void {
  if (yes === true || canAsk(output)) return;
  throw new KijunError("ARGUMENT_INVALID", "kijun replace asks first, and there is no terminal to ask at", {
    hint: "Make sure that the machine was rebuilt or exchanged, then run it with --yes.",
  });
}

function changeText(
  host: string,
  before: MachineIdentity | undefined,
  found: MachineIdentity | undefined,
  output: Output,
): string {
  const was = output.text(identityText(before));
  const is = found === undefined ? [] : [`  ${output.text(NOW)}: ${output.text(identityText(found))}`];
  return [host, `  ${output.text(BEFORE)}: ${was}`, ...is].join("\n");
}

function report(
  { host, before, found, outcome }: Replacement,
  { run, stack, exit, error, unreadable }: Awaited<ReturnType<typeof resultOf>>["record"],
  json: boolean,
  output: Output,
): void {
  if (json) {
    output.json({
      schema: "kijun.replace/1",
      run,
      stack,
      host,
      outcome,
      before: before ?? null,
      found: found ?? null,
      exit,
      ...(error === undefined ? {} : { error }),
    });
    return;
  }
  const causes = unreadable
    .filter(({ area }) => area === undefined)
    .flatMap(({ code, message, hint }) => [`  ${code} ${message}`, `  ${output.text(NEXT)}: ${hint}`]);
  output.result([changeText(host, before, found, output), ...causes, output.text(OUTCOMES[outcome])].join("\n"));
}

const QUESTION = {
  ja: "この機器を引き継ぎますか。機器の設定は変更しません。 (yes/no): ",
  en: "Take this machine over? Its settings are not changed. (yes/no): ",
} as const;
const BEFORE: Text = { ja: "記録", en: "recorded" };
const NOW: Text = { ja: "現在", en: "answers" };
const NEXT: Text = { ja: "次の手順", en: "next" };

const OUTCOMES: Readonly<Record<Replacement["outcome"], Text>> = {
  replaced: {
    ja: "引き継ぎました。機器には何も書き込んでいません。次の手順: kijun preview",
    en: "taken over; nothing was written to the machine. next: kijun preview",
  },
  same: { ja: "記録と同じ機器です。することはありません。", en: "it is the recorded machine; there is nothing to do" },
  declined: { ja: "中止しました。何も変更していません。", en: "cancelled; nothing was changed" },
  "not-read": { ja: "引き継いでいません。", en: "not taken over" },
};
