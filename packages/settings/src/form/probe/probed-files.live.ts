import { ABSENT } from "@kijun/core";

import { clockOf } from "../event-store.live.js";
import { AreaFailure } from "../live-form.js";
import type { WindowsState } from "../windows-state.js";
import type { Probe } from "./probe-kinds.js";
import { logTimeText, patternOf } from "./probe-pattern.js";
import { isMeant } from "./probed-state.live.js";
import type { ProbedFile } from "./probed-state.live.js";

type Asked<Kind extends Probe["probe"]> = Extract<Probe, { probe: Kind }>;

/** Brings a file into a state in which a probe finds a value of it. */
export function putFile(machine: WindowsState, { file: path, read }: Asked<"file">, find: string | number): void {
  if (find === ABSENT) {
    removeFiles(machine, path);
    return;
  }
  const text = String(find);
  const signed = { status: "Valid", thumbprint: "", subject: "" };
  changeFile(machine, path, (file) => {
    const signature = file.signature ?? signed;
    if (read === "version") return { ...file, version: text };
    if (read === "sha256") return { ...file, sha256: text };
    if (read === "publisher") return { ...file, signature: { ...signature, ...signed, subject: `CN="${text}"` } };
    return read === "thumbprint" ? { ...file, signature: { ...signature, status: "Valid", thumbprint: text } } : file;
  });
}

/** Brings a log into a state in which a probe finds a value in it. */
export function putLog(machine: WindowsState, probe: Asked<"text-log">, find: string | number): void {
  const { file, pattern, example, read } = probe;
  if (find === ABSENT) {
    removeFiles(machine, file);
    return;
  }
  const expression = patternOf(pattern);
  for (const [path, { lines = [] }] of Object.entries(machine.probed?.files ?? {})) {
    if (isMeant(file, path))
      changeFile(machine, path, (log) => ({ ...log, lines: lines.filter((line) => expression?.test(line) !== true) }));
  }
  const count = read === "count" ? Number(find) : 1;
  const line =
    read === "count" ? example : withGroup(probe, read === "value" ? "value" : "time", groupText(machine, probe, find));
  const newest = file.replaceAll(/[*?]/g, "0");
  changeFile(machine, newest, (log) => ({
    ...log,
    lines: [...(log.lines ?? []), ...Array.from({ length: count }, () => line)],
    written: new Date().toISOString(),
  }));
}

const DAY_MS = 86_400_000;

function groupText(machine: WindowsState, { read, timeFormat = "" }: Asked<"text-log">, find: string | number): string {
  if (read === "value") return String(find);
  const time = read === "age-days" ? new Date(clockOf(machine) - Number(find) * DAY_MS).toISOString() : String(find);
  return logTimeText(time, timeFormat);
}

/** Brings a program into a state in which a run of it answers a value. */
export function putRun(machine: WindowsState, probe: Asked<"command">, find: string | number): void {
  const { exe, sha256, arguments: given = "", read } = probe;
  if (find === ABSENT && read === "exit-code") {
    removeFiles(machine, exe);
    return;
  }
  const run = { arguments: given, exitCode: read === "exit-code" ? Number(find) : 0, output: outputOf(probe, find) };
  changeFile(machine, exe, (file) => {
    const others = (file.runs ?? []).filter((each) => each.arguments !== given);
    return { ...file, sha256, runs: [...others, run] };
  });
}

function outputOf(probe: Asked<"command">, find: string | number): string {
  return probe.read === "exit-code" || find === ABSENT ? "" : withGroup(probe, "value", String(find));
}

/** The example of a probe with another text in one of its groups. */
function withGroup(
  { pattern = "", example = "" }: { readonly pattern?: string | undefined; readonly example?: string | undefined },
  group: string,
  text: string,
): string {
  const [from, to] = patternOf(pattern)?.exec(example)?.indices?.groups?.[group] ?? [example.length, example.length];
  return example.slice(0, from) + text + example.slice(to);
}

function changeFile(machine: WindowsState, path: string, change: (file: ProbedFile) => ProbedFile): void {
  const files = ((machine.probed ??= {}).files ??= {});
  const stored = Object.keys(files).find((name) => name.toLowerCase() === path.toLowerCase()) ?? path;
  const file = files[stored] ?? {};
  if (file.denied === true) throw new AreaFailure("ACCESS_DENIED", path);
  files[stored] = change(file);
}

function removeFiles({ probed }: WindowsState, path: string): void {
  for (const name of Object.keys(probed?.files ?? {}))
    if (isMeant(path, name)) Reflect.deleteProperty(probed?.files ?? {}, name);
}
