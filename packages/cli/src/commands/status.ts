import { exitFor, renderStatus, renderStatusJson } from "@kijun/report";
import type { ExitCause, StatusRecord } from "@kijun/report";

import type { CommandLine, Session } from "../command-line/command-line.js";
import { causesOfFindings } from "../run/exit-causes.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import { createRunFolder } from "../run/run-folders.js";
import { RunLog } from "../run/run-log.js";
import { findingsOf } from "../run/run-record-from-run.js";
import { addSelectionOptions } from "../run/selection-options.js";
import type { Selection, SelectionOptions } from "../run/selection.js";
import { addTraceOption, noteFiles, requireTraced } from "../run/trace-option.js";
import { readNow } from "../seeing/read-now.js";
import { chosenEntries, loadSeenFleet, selectionOf, withinAreas } from "../seeing/seen-fleet.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";
import { storedOutcomes } from "../seeing/stored-outcomes.js";

interface StatusOptions extends SelectionOptions {
  readonly live?: boolean;
  readonly json?: boolean;
  readonly trace?: string;
  readonly verbose?: boolean;
}

/** `kijun status` */
export function addStatus(line: CommandLine): void {
  const description = {
    ja: "機器ごと・設定領域ごとの状態を、最終読取（--live で今）から一覧にする",
    en: "shows machine by area how the fleet stands, from the last readings or, with --live, read now",
  };
  const command = line
    .command(line.program, "status", description, "kijun status --live --site kita-ward")
    .option("--live", line.text({ ja: "今読み取る（何も変更しない）", en: "read now; changes nothing" }))
    .option("--json", line.text({ ja: "JSONで出力（kijun.status/1）", en: "print JSON (kijun.status/1)" }))
    .option("--verbose", line.text({ ja: "記録の場所も表示", en: "also say where the run's files are" }));
  addTraceOption(line, addSelectionOptions(line, command)).action((options: StatusOptions) =>
    line.run((session) => status(session, options)),
  );
}

async function status(session: Session, options: StatusOptions): Promise<number> {
  const startedAt = new Date();
  const fleet = await loadSeenFleet(session);
  const selection = selectionOf(fleet, options);
  const known = { startedAt, fleet, selection, session };
  // A trace is of messages, so who asks for one wants the machine to be asked.
  if (options.live !== true && options.trace === undefined) {
    const outcomes = storedOutcomes(chosenEntries(fleet, selection), fleet.environment);
    return show(recordOf(outcomes, { ...known, source: "last-readings", also: [] }), session, options);
  }
  return readAndShow(known, options);
}

interface Known {
  readonly startedAt: Date;
  readonly fleet: SeenFleet;
  readonly selection: Selection;
  readonly session: Session;
}

async function readAndShow(known: Known, options: StatusOptions): Promise<number> {
  const { fleet, selection, session } = known;
  const { environment, project, entries } = fleet;
  const trace = requireTraced(
    options.trace,
    entries.map(({ host: name }) => ({ name })),
  );
  const { path: runFolder } = createRunFolder(session.home);
  const log = new RunLog(runFolder, environment);
  log.start({ command: "status", version: session.version, project: project.name, selection });
  // Read as a whole: a reading of some areas would take the others out of the last reading.
  const chosen = chosenEntries(fleet, selection);
  const read = await readNow(chosen, { output: session.output, environment, runFolder, trace });
  log.journal("reading", read.journal);
  const also: ExitCause[] = read.interrupted ? ["cancelled"] : [];
  const record = recordOf(read.outcomes, { ...known, source: "live", also });
  log.end(record.exit);
  const code = show(record, session, options);
  noteFiles({ exit: record.exit, log: log.path, folders: [read.folder], trace }, options, session.output);
  return code;
}

interface RecordFacts extends Known {
  readonly source: StatusRecord["source"];
  /** Causes beside what was found. */
  readonly also: readonly ExitCause[];
}

function recordOf(outcomes: readonly HostOutcome[], facts: RecordFacts): StatusRecord {
  const { fleet, selection, source, also, startedAt, session } = facts;
  const within = withinAreas(outcomes, selection);
  const findings = findingsOf(within, fleet.siteNames, session.output.language);
  const readAt = new Map(
    within.flatMap(({ entry, reading }) =>
      reading?.reading.kind === "complete" ? [[entry.host, reading.reading.readAt] as const] : [],
    ),
  );
  return {
    schema: "kijun.status/1",
    tool: { name: "kijun", version: session.version },
    baseline: { fleet: fleet.name, asOf: fleet.day },
    source,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    exit: exitFor([...also, ...causesOfFindings(findings, false)]),
    ...findings,
    hosts: findings.hosts.map((host) => {
      const time = readAt.get(host.name);
      return time === undefined ? host : { ...host, readAt: time };
    }),
  };
}

function show(record: StatusRecord, { output }: Session, { json }: StatusOptions): number {
  const { language, color, columns } = output;
  const width = columns.stdout === undefined ? {} : { width: columns.stdout };
  output.result(
    json === true ? renderStatusJson(record) : renderStatus(record, { language, color: color.stdout, ...width }),
  );
  return record.exit.code;
}
