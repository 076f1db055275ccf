import type { FleetFileEntry } from "@kijun/provider/run";
import type { CheckRecord } from "@kijun/report";

import type { Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import { createRunFolder } from "../run/run-folders.js";
import { RunLog } from "../run/run-log.js";
import type { Selection } from "../run/selection.js";
import { noteFiles, requireTraced } from "../run/trace-option.js";
import type { LookOptions, ReadNow } from "../seeing/read-now.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";
import type { CheckOptions } from "./check-options.js";
import { showCheck } from "./show-check.js";

/** What a check does when it has asked its machines. */
export const JUDGING: Text = { ja: "判定しています", en: "judging" };

/** What a run of a check is about. */
interface CheckSubject {
  readonly session: Session;
  readonly fleet: SeenFleet;
  readonly selection: Selection;
  readonly options: CheckOptions;
  /** As it was typed, without selection. */
  readonly command: string;
  /** Machines that a trace may be asked of. */
  readonly machines: readonly FleetFileEntry[];
}

/** One run of a check: its folder, its log, and what is said at its end. */
export class CheckRun {
  readonly tool: CheckRecord["tool"];
  readonly command: string;
  /** Names the run: `20260114T103200Z-4711`. */
  readonly id: string;
  /** How machines are read in this run. */
  readonly look: LookOptions;
  private readonly log: RunLog;

  /** Errors: HOST_UNKNOWN. */
  constructor(private readonly subject: CheckSubject) {
    const { session, fleet, selection, options, command, machines } = subject;
    const { environment, project } = fleet;
    const trace = requireTraced(
      options.trace,
      machines.map(({ host: name }) => ({ name })),
    );
    const { path: runFolder, id } = createRunFolder(session.home);
    this.id = id;
    this.command = command;
    this.tool = { name: "kijun", version: session.version };
    this.look = { output: session.output, environment, runFolder, trace };
    this.log = new RunLog(runFolder, environment);
    this.log.start({ command, version: session.version, project: project.name, selection });
  }

  /** Gives out what was found; answers the exit code. `read` is undefined where no machine had to be read. */
  end(record: CheckRecord, read: ReadNow | undefined): number {
    const { session, options } = this.subject;
    this.log.journal("reading", read?.journal ?? []);
    this.log.end(record.exit);
    const code = showCheck(record, options, session.output);
    const folders = read === undefined ? [] : [read.folder];
    noteFiles({ exit: record.exit, log: this.log.path, folders, trace: this.look.trace }, options, session.output);
    return code;
  }
}
