import type { ExitCause, RunError, RunRecord, RunUnreadable } from "@kijun/report";

import type { Text } from "../command-line/language.js";
import type { Output } from "../command-line/output.js";
import type { SelectableMachine } from "./selection.js";

/** What `kijun adopt` did. Also its document for programs; holds no secret. */
export interface Adoption {
  readonly schema: "kijun.adopt/1";
  /** Id of the run. */
  readonly run: string;
  readonly stack: string;
  /** Machines that the state knows now and did not before. */
  readonly recorded: readonly string[];
  /** Machines that the state knew before; they were not asked. */
  readonly known: readonly string[];
  /** Machines that could not be read, and are therefore not recorded. */
  readonly notReached: readonly NotReached[];
  readonly exit: { readonly code: number; readonly reasons: readonly ExitCause[] };
  /** What stopped the run. */
  readonly error?: RunError;
}

/** A machine that was not recorded, and why. */
export type NotReached = Pick<RunUnreadable, "host" | "code" | "message" | "hint">;

/** Which machines the state knew before, and which of them it knows now; names in lower case. */
export interface StateNames {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** What became of the chosen machines, from the record of the run that was to record the unknown ones. */
export function adoptionOf(record: RunRecord, chosen: readonly SelectableMachine[], names: StateNames): Adoption {
  const { run, stack, exit, error } = record;
  const without = (known: ReadonlySet<string>): string[] =>
    chosen.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
  const unknown = without(names.before);
  const missing = without(names.after);
  return {
    ...{ schema: "kijun.adopt/1", run, stack, exit },
    ...(error === undefined ? {} : { error }),
    recorded: unknown.filter((name) => !missing.includes(name)),
    known: chosen.map(({ name }) => name).filter((name) => !unknown.includes(name)),
    notReached: missing.map((name) => reasonOf(record, name)),
  };
}

function reasonOf({ unreadable }: RunRecord, host: string): NotReached {
  const reason = unreadable.find(
    (entry) => entry.area === undefined && entry.host.toLowerCase() === host.toLowerCase(),
  );
  if (reason !== undefined) return { host, code: reason.code, message: reason.message, hint: reason.hint };
  return { host, code: "NOT_READ", message: "the run ended before it was recorded", hint: "Run the command again." };
}

/** Gives out what was done: people read names, grouped by what became of them. */
export function reportAdoption(adoption: Adoption, json: boolean, output: Output): void {
  if (json) output.json(adoption);
  else output.result(adoptionLines(adoption, output).join("\n"));
}

function adoptionLines({ recorded, known, notReached, stack, exit }: Adoption, output: Output): string[] {
  const text = (part: Text): string => output.text(part);
  return [
    text(headText(stack, recorded.length)),
    ...(recorded.length === 0 ? [] : [`  ${recorded.join(" ")}`]),
    ...(known.length === 0 ? [] : [text(knownText(known.length)), `  ${known.join(" ")}`]),
    ...(notReached.length === 0 ? [] : [text(notReachedText(notReached.length))]),
    ...grouped(notReached).flatMap(({ machines, first }) => [
      `  ${machines.map(({ host }) => host).join(" ")}`,
      `    ${text(CAUSE)}: ${first.code} ${first.message}${machines.length > 1 ? text(similarText(machines.length - 1)) : ""}`,
      `    ${text(NEXT)}: ${first.hint}`,
    ]),
    "",
    text(lastText(exit)),
  ];
}

/** Machines with one cause are told of together; the message of the first one stands for all. */
function grouped(machines: readonly NotReached[]): { machines: NotReached[]; first: NotReached }[] {
  const groups = new Map<string, { machines: NotReached[]; first: NotReached }>();
  for (const machine of machines) {
    const key = JSON.stringify([machine.code, machine.hint]);
    const group = groups.get(key) ?? { machines: [], first: machine };
    group.machines.push(machine);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const CAUSE: Text = { ja: "原因", en: "cause" };
const NEXT: Text = { ja: "次の手順", en: "next" };

function headText(stack: string, count: number): Text {
  return {
    ja: `記録した機器: ${count}台（スタック ${stack}、機器には何も書き込んでいません）`,
    en: `recorded in the stack ${stack}: ${count} machine(s); nothing was written to them`,
  };
}

function knownText(count: number): Text {
  return { ja: `すでに記録済み: ${count}台`, en: `known already: ${count} machine(s)` };
}

function notReachedText(count: number): Text {
  return { ja: `読み取れず記録していない機器: ${count}台`, en: `NOT REACHED, not recorded: ${count} machine(s)` };
}

function similarText(count: number): Text {
  return { ja: `（ほか${count}台も同様）`, en: ` (and ${count} like it)` };
}

function lastText({ code, reasons }: Adoption["exit"]): Text {
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  return {
    ja: `次の手順: kijun preview。終了コード ${code}${why}`,
    en: `next: kijun preview. exit ${code}${why}`,
  };
}
