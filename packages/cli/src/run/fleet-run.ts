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
import { engineVariables } from "../pulumi/engine-environment.js";
import { readEngineEvents } from "../pulumi/engine-events.js";
import type { EngineEvents } from "../pulumi/engine-events.js";
import { ensureStack, stackFileName } from "../pulumi/engine-stack.js";
import { runEngine } from "../pulumi/run-engine.js";
import type { EngineExit } from "../pulumi/run-engine.js";
import type { PhaseTraces } from "./host-outcomes.js";
import { ProgressDisplay } from "./progress-display.js";
import { createRunFolder } from "./run-folders.js";
import type { RunFolder } from "./run-folders.js";

/** One command of the engine that has ended, with what it left behind. */
export interface Phase extends PhaseTraces {
  readonly exit: EngineExit;
  readonly events: EngineEvents;
  /** All that the engine printed. */
  readonly outputFile: string;
}

/** Every phase is told the same: no terminal, no colour, and a log of what happened in a form made to be read. */
const ENGINE_FORM = ["--non-interactive", "--color", "never", "--suppress-progress"] as const;

/** A project, a stack and an engine, ready for the phases of one run. */
export class FleetRun {
  private constructor(
    readonly session: Session,
    readonly project: Project,
    readonly stack: string,
    readonly folder: RunFolder,
    /** Of the engine and everything it starts. */
    readonly environment: NodeJS.ProcessEnv,
    readonly engine: Engine,
    /** The project's baseline, for names only; undefined where it names none or it cannot be loaded. */
    readonly baseline: Promise<BaselineFleet | undefined>,
  ) {}

  /** Finds everything a run needs. Errors: PROJECT_MISSING, ENGINE_MISSING, ENGINE_TOO_OLD, PASSPHRASE_MISSING, STATE_CORRUPTED. */
  static async prepare(session: Session, stack: string): Promise<FleetRun> {
    const { home } = session;
    const project = readProject(session.projectFolder);
    const [engine, fleet] = await Promise.all([requireEngine(session.environment), runningFleet(session.fleetFolder)]);
    const stacks = { folder: project.folder, stack: stackFileName(stack) };
    const variables = engineVariables({ engine, home, stacks, fleet, environment: session.environment });
    // The event log is a debugging option of the engine. Colours that the person forces are for this command only.
    const environment = { ...session.environment, ...variables, FORCE_COLOR: undefined, PULUMI_DEBUG_COMMANDS: "true" };
    await ensureStack({ engine, folder: project.folder, environment }, project.name, stack);
    return new FleetRun(session, project, stack, createRunFolder(home), environment, engine, baselineForNames(project));
  }

  /** Runs one command of the engine on the stack and shows how far it is. */
  async phase(name: "preview" | "update", args: readonly string[]): Promise<Phase> {
    const { output, engineArguments } = this.session;
    const folder = join(this.folder.path, name);
    mkdirSync(folder, { mode: 0o700 });
    const log = join(folder, "events.ndjson");
    const words = [...args, "--stack", this.stack, ...ENGINE_FORM, "--event-log", log, ...engineArguments];
    const progress = new ProgressDisplay(folder, output.stderr, output.language, this.environment);
    progress.start();
    try {
      const environment = { ...this.environment, KIJUN_RUN: folder };
      const exit = await runEngine({ engine: this.engine, args: words, folder: this.project.folder, environment });
      const outputFile = join(folder, "engine-output.txt");
      writeFileSync(outputFile, exit.stdout + exit.stderr, { mode: 0o600 });
      return {
        exit,
        outputFile,
        events: readEngineEvents(log),
        machines: readFleetFiles(folder),
        journal: readJournal(folder),
      };
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
