import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { BaselineFleet } from "@kijun/provider/fleet";
import { readFleetFiles, readJournal } from "@kijun/provider/run";

import type { Session } from "../command-line/command-line.js";
import { requireEngine } from "../engine/find-engine.js";
import type { Engine } from "../engine/find-engine.js";
import { loadBaseline } from "../project/load-baseline.js";
import { readProject } from "../project/project.js";
import type { Project } from "../project/project.js";
import { runningFleet } from "../project/simulated-fleet.js";
import { refuseStaleProgram } from "../project/stale-build.js";
import { engineVariables } from "../pulumi/engine-environment.js";
import { readEngineEvents } from "../pulumi/engine-events.js";
import type { EngineEvents } from "../pulumi/engine-events.js";
import { ensureStack, stackFileName } from "../pulumi/engine-stack.js";
import { runEngine } from "../pulumi/run-engine.js";
import type { EngineCommand, EngineExit } from "../pulumi/run-engine.js";
import { recordedMachines } from "../pulumi/stack-state.js";
import { ENGINE_PID_FILE } from "./free-stack.js";
import type { PhaseTraces } from "./host-outcomes.js";
import { ProgressDisplay } from "./progress-display.js";
import { clearLeftShells } from "./clear-left-shells.js";
import { createRunFolder } from "./run-folders.js";
import type { RunFolder } from "./run-folders.js";
import { RunLog } from "./run-log.js";
import { machinesOfBaseline } from "./select-machines.js";
import { chosenAreas, chosenMachines, choosesMachines, selectionVariables, targetArguments } from "./selection.js";
import type { Selection, SelectionOptions } from "./selection.js";
import { requireTraced } from "./trace-option.js";

/** One command of the engine that has ended, with what it left behind. */
export interface Phase extends PhaseTraces {
  readonly exit: EngineExit;
  readonly events: EngineEvents;
  /** Where program and provider have left their files. */
  readonly folder: string;
  /** All that the engine printed. */
  readonly outputFile: string;
}

/** How a phase differs from the run as a whole. */
export interface PhaseOptions {
  /** Machines it is about in place of the run's. */
  readonly machines?: Selection["machines"];
  /** For the program and the provider. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Machines that will be written to, by name in lower case: they are left until that has been done. */
  readonly toWrite?: ReadonlySet<string>;
  /** The preview that it carries out: machines that were silent then are not waited for once more. */
  readonly follows?: Phase;
}

/** Every phase is told the same: no terminal, no colour, and a log of what happened in a form made to be read. */
const ENGINE_FORM = ["--non-interactive", "--color", "never", "--suppress-progress"] as const;

interface Parts {
  readonly session: Session;
  readonly project: Project;
  readonly stack: string;
  readonly selection: Selection;
  readonly trace: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly engine: Engine;
}

/** What a run is about, and whose messages it writes down. */
export interface PrepareOptions extends SelectionOptions {
  readonly trace?: string;
}

/** A project, a stack and an engine, ready for the phases of one run. */
export class FleetRun {
  readonly session: Session;
  readonly project: Project;
  readonly stack: string;
  readonly selection: Selection;
  /** Of the engine and everything it starts. */
  readonly environment: NodeJS.ProcessEnv;
  readonly engine: Engine;
  readonly folder: RunFolder;
  readonly log: RunLog;
  /** Machine whose messages are written down. */
  readonly trace: string | undefined;
  /** The project's baseline, for names only; undefined where it names none or it cannot be loaded. */
  readonly baseline: Promise<BaselineFleet | undefined>;

  private constructor({ session, project, stack, selection, trace, environment, engine }: Parts) {
    this.session = session;
    this.project = project;
    this.stack = stack;
    this.selection = selection;
    this.environment = environment;
    this.engine = engine;
    this.trace = trace;
    this.folder = createRunFolder(session.home);
    this.log = new RunLog(this.folder.path, environment);
    const { version, engineArguments } = session;
    const words = { version, stack, selection, engineArguments, project: project.name, engine: engine.version };
    this.log.start(words);
    this.baseline = baselineForNames(project);
  }

  /**
   * Finds everything a run needs, and what it is about. Errors: PROJECT_MISSING, ENGINE_MISSING, ENGINE_TOO_OLD,
   * PASSPHRASE_MISSING, STATE_CORRUPTED; ARGUMENT_INVALID and HOST_UNKNOWN for a selection that means nothing.
   */
  static async prepare(session: Session, stack: string, options: PrepareOptions = {}): Promise<FleetRun> {
    const { home } = session;
    const areas = chosenAreas(options);
    const project = readProject(session.projectFolder);
    refuseStaleProgram(project);
    const engine = await requireEngine(session.environment);
    const fleet = await runningFleet(session.fleetFolder, session.environment);
    const stacks = { folder: project.folder, stack: stackFileName(stack) };
    const variables = engineVariables({ engine, home, stacks, fleet, environment: session.environment });
    // The event log is a debugging option of the engine. Colours that the person forces are for this command only.
    const environment = { ...session.environment, ...variables, FORCE_COLOR: undefined, PULUMI_DEBUG_COMMANDS: "true" };
    const chooses = choosesMachines(options);
    const looksAtNames = chooses || options.trace !== undefined;
    const declared = looksAtNames ? await machinesOfBaseline(project, environment) : undefined;
    const chosen = chooses && declared !== undefined ? chosenMachines(declared, options) : undefined;
    const trace = requireTraced(options.trace, declared);
    const command = { engine, folder: project.folder, environment };
    await ensureStack(command, project.name, stack);
    // Without a baseline only the state says which machines there are and where they stand.
    const machines =
      chosen ?? (chooses ? chosenMachines([...(await recordedMachines(command, stack)).values()], options) : undefined);
    const selection = { ...(machines === undefined ? {} : { machines }), ...(areas === undefined ? {} : { areas }) };
    return new FleetRun({ session, project, stack, selection, trace, environment, engine });
  }

  /** What every command of the engine is given. */
  get engineCommand(): Omit<EngineCommand, "args"> {
    return { engine: this.engine, folder: this.project.folder, environment: this.environment };
  }

  /** Runs one command of the engine on the stack and shows how far it is. The name is that of its folder. */
  async phase(name: string, args: readonly string[], options: PhaseOptions = {}): Promise<Phase> {
    const { output, engineArguments } = this.session;
    const folder = join(this.folder.path, name);
    mkdirSync(folder, { mode: 0o700 });
    const log = join(folder, "events.ndjson");
    const { machines = this.selection.machines, variables = {}, toWrite, follows } = options;
    const words = [
      ...[...args, ...targetArguments(machines), "--stack", this.stack],
      ...[...ENGINE_FORM, "--event-log", log, ...engineArguments],
    ];
    const scope = { machines: machines?.map((machine) => machine.name), toWrite };
    const progress = new ProgressDisplay(folder, output, this.environment, scope);
    progress.start();
    try {
      const about = selectionVariables(this.selection);
      const place = { KIJUN_RUN: folder, KIJUN_PREVIEW: follows?.folder, KIJUN_TRACE: this.trace };
      const exit = await runEngine({
        ...this.engineCommand,
        args: words,
        environment: { ...this.environment, ...about, ...variables, ...place },
        outputFolder: folder,
        onStart: (pid) => {
          writeFileSync(join(folder, ENGINE_PID_FILE), String(pid), { mode: 0o600 });
        },
      });
      const outputFile = join(folder, "engine-output.txt");
      writeFileSync(outputFile, exit.stdout + exit.stderr, { mode: 0o600 });
      const journal = readJournal(folder);
      this.log.journal(name, journal);
      this.log.leftShells(await clearLeftShells(this.environment, journal));
      return { exit, folder, outputFile, events: readEngineEvents(log), machines: readFleetFiles(folder), journal };
    } catch (error) {
      this.log.error(error);
      throw error;
    } finally {
      progress.stop();
      // It repeats every resource several times over; what matters of it has been read.
      rmSync(log, { force: true });
    }
  }
}

/** A program that cannot load its baseline says so itself, and better: with the place of each mistake. */
async function baselineForNames(project: Project): Promise<BaselineFleet | undefined> {
  if (project.baseline === undefined) return undefined;
  return loadBaseline(project).catch(() => undefined);
}
