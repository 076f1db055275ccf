import { exitFor } from "@kijun/report";
import type { ExitCause } from "@kijun/report";

import type { CommandLine, Session } from "../command-line/command-line.js";
import { createRunFolder } from "../run/run-folders.js";
import { RunLog } from "../run/run-log.js";
import { addStackOption } from "../run/run-options.js";
import type { Selection } from "../run/selection.js";
import { addTraceOption, noteFiles, requireTraced } from "../run/trace-option.js";
import { checkLines } from "../seeing/doctor-lines.js";
import { checked, passed } from "../seeing/doctor-check.js";
import type { Check, CheckSubject } from "../seeing/doctor-check.js";
import { computerChecks, credentialChecks } from "../seeing/computer-checks.js";
import { machineChecks, reachabilityChecks } from "../seeing/machine-checks.js";
import { enterLiveFolder, untilInterrupted } from "../seeing/read-now.js";
import { chosenEntries, loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";

interface DoctorOptions {
  readonly stack: string;
  readonly json?: boolean;
  readonly trace?: string;
}

/** `kijun doctor` */
export function addDoctor(line: CommandLine): void {
  const description = {
    ja: "このコンピューターと機器の準備を調べ、次の手順を示す（何も変更しない）",
    en: "looks whether this computer and the machines are ready, each line with a next step; changes nothing",
  };
  const command = line
    .command(line.program, "doctor", description, "kijun doctor KITA-T003")
    .argument(
      "[hosts...]",
      line.text({
        ja: "ログオンして詳しく調べる機器（なければ全機器の到達だけ）",
        en: "machines to log on to and look into; without any, only whether all machines can be reached",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }));
  addTraceOption(line, addStackOption(line, command)).action((hosts: readonly string[], options: DoctorOptions) =>
    line.run((session) => doctor(session, hosts, options)),
  );
}

async function doctor(session: Session, hosts: readonly string[], options: DoctorOptions): Promise<number> {
  const { output, home, version, environment } = session;
  const checks = await computerChecks(session, options.stack);
  const { fleet, check } = await baselineCheck(session, checks);
  if (check !== undefined) checks.push(check);
  const trace = requireTraced(
    options.trace,
    fleet?.entries.map(({ host: name }) => ({ name })),
  );
  const selection = fleet === undefined ? {} : selectionOf(fleet, { host: hosts });
  const { path: runFolder } = createRunFolder(home);
  const log = new RunLog(runFolder, environment);
  log.start({ command: "doctor", version, stack: options.stack, selection });
  const causes: ExitCause[] = [];
  const folders: string[] = [];
  if (fleet !== undefined) {
    folders.push(enterLiveFolder({ output, environment: fleet.environment, runFolder, trace }));
    const { result, interrupted } = await untilInterrupted((signal) => fleetChecks(fleet, selection, signal));
    checks.push(...result);
    if (interrupted) causes.push("cancelled");
  }
  for (const { status, host, id, message } of checks) {
    log.write(status === "ok" ? "info" : "warn", `${host ?? "computer"} ${id} ${status} ${message.en}`);
  }
  const exit = exitFor([...causes, ...checks.flatMap(({ cause }) => cause ?? [])]);
  log.end(exit);
  if (options.json === true) output.json({ schema: "kijun.doctor/1", exit, checks: checks.map(plain(session)) });
  else output.result(checkLines(checks, output.language, output.color.stdout).join("\n"));
  noteFiles({ exit, log: log.path, folders, trace }, {}, output);
  return exit.code;
}

const BASELINE: CheckSubject = { id: "baseline", title: { ja: "基準", en: "baseline" } };

/** A project that is missing has been said already. */
async function baselineCheck(
  session: Session,
  before: readonly Check[],
): Promise<{ fleet: SeenFleet | undefined; check?: Check }> {
  if (before.some(({ id, status }) => id === "project" && status === "fail")) return { fleet: undefined };
  let fleet: SeenFleet | undefined;
  const check = await checked(BASELINE, async () => {
    fleet = await loadSeenFleet(session);
    const { name, day, entries } = fleet;
    return passed(BASELINE, {
      ja: `${name}（${day}時点、${String(entries.length)}台）`,
      en: `${name} as of ${day}: ${String(entries.length)} machine(s) in service`,
    });
  });
  return { fleet, check };
}

async function fleetChecks(fleet: SeenFleet, selection: Selection, signal: AbortSignal): Promise<Check[]> {
  const entries = chosenEntries(fleet, selection);
  const credentials = await credentialChecks(entries);
  const machines =
    selection.machines === undefined
      ? await reachabilityChecks(entries, signal)
      : await machineChecks(entries, signal, fleet.environment);
  return [...credentials, ...machines];
}

function plain({ output }: Session): (check: Check) => object {
  return ({ id, host, status, message, next }) => ({
    ...{ id, status, message: output.text(message) },
    ...(host === undefined ? {} : { host }),
    ...(next === undefined ? {} : { next: output.text(next) }),
  });
}
