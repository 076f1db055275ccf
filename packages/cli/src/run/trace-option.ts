import { existsSync } from "node:fs";

import { KijunError, suggestion } from "@kijun/core";
import { traceFile } from "@kijun/provider/live";
import type { RunRecord } from "@kijun/report";
import { InvalidArgumentError } from "commander";
import type { Command } from "commander";

import type { CommandLine } from "../command-line/command-line.js";
import type { Output } from "../command-line/output.js";

/** Gives a command the option to write down what is exchanged with one machine. */
export function addTraceOption(line: CommandLine, command: Command): Command {
  return command.option(
    "--trace <host>",
    line.text({
      ja: "この機器との通信の経過（内容を除く）をファイルに記録",
      en: "write down each message exchanged with this machine, without its content",
    }),
    computerName,
  );
}

function computerName(text: string): string {
  if (/^[A-Za-z0-9-]{1,15}$/.test(text)) return text;
  throw new InvalidArgumentError("Name one machine: 1 to 15 letters, digits or hyphens.");
}

/**
 * The machine to trace as it is declared; as it was named where the declared ones are not known. Errors: HOST_UNKNOWN.
 */
export function requireTraced(
  trace: string | undefined,
  machines: readonly { readonly name: string }[] | undefined,
): string | undefined {
  if (trace === undefined || machines === undefined) return trace;
  const found = machines.find(({ name }) => name.toLowerCase() === trace.toLowerCase());
  if (found !== undefined) return found.name;
  const [hint = ""] = suggestion(
    trace,
    machines.map(({ name }) => name),
  ).split(" (known are");
  throw new KijunError("HOST_UNKNOWN", `--trace ${trace}: no machine of that name is in service`, {
    hint: hint.startsWith("did you mean") ? `D${hint.slice(1)}` : "`kijun status` lists the machines.",
  });
}

/** What a run left behind for whoever looks for a cause. */
export interface LeftBehind {
  readonly exit: RunRecord["exit"];
  /** Path of the run's log. */
  readonly log: string;
  /** Folders in which a trace may be. */
  readonly folders: readonly string[];
  readonly trace: string | undefined;
}

/** Causes that the output explains by itself; with any other one the log may say more. */
const EXPLAINED = new Set(["configuration", "differences", "checklist", "attestation", "weakening"]);

/** Says where the log of a run that failed is, and where the trace is that was asked for. */
export function noteFiles(
  { exit, log, folders, trace }: LeftBehind,
  { verbose = false }: { readonly verbose?: boolean },
  output: Output,
): void {
  const failed = exit.reasons.some((cause) => !EXPLAINED.has(cause));
  if (verbose || failed) output.note(`${output.text({ ja: "記録", en: "log" })}: ${log}`);
  if (trace === undefined) return;
  const files = folders.map((folder) => traceFile(trace, folder)).filter((file) => existsSync(file));
  for (const file of files) output.note(`${output.text({ ja: "通信の記録", en: "trace" })}: ${file}`);
  if (files.length === 0) output.note(output.text(notTraced(trace)));
}

function notTraced(host: string): { ja: string; en: string } {
  return {
    ja: `通信の記録: なし（${host} には問い合わせませんでした）`,
    en: `trace: none, because nothing was sent to ${host}`,
  };
}
