import { compareHostNames, dayInTokyo } from "@kijun/core";
import type { ReadingContent } from "@kijun/provider/live";
import { exitFor, hostRanges } from "@kijun/report";
import type { ExitCause } from "@kijun/report";

import { addDataOption, dataFolder } from "../attesting/data-folder.js";
import type { DataOptions } from "../attesting/data-folder.js";
import { judgedEntries } from "../checking/check-entries.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Output } from "../command-line/output.js";
import { appendHarvest } from "../harvesting/harvest-file.js";
import { harvestedMachine, harvestEntries } from "../harvesting/harvest-run.js";
import type { HarvestedMachine } from "../harvesting/harvest-run.js";
import { causesOfFindings } from "../run/exit-causes.js";
import { createRunFolder } from "../run/run-folders.js";
import { RunLog } from "../run/run-log.js";
import { addMachineOptions } from "../run/selection-options.js";
import type { SelectionOptions } from "../run/selection.js";
import { noteFiles } from "../run/trace-option.js";
import { readNow } from "../seeing/read-now.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";

interface HarvestOptions extends SelectionOptions, DataOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `kijun harvest` */
export function addHarvest(line: CommandLine): void {
  const description = {
    ja: "機器のログを、失われる前に採取する（月1回。機器は変更しない）",
    en: "keeps what the machines' logs say before they lose it (once a month); changes nothing on machines",
  };
  const command = line
    .command(line.program, "harvest", description, "kijun harvest --site kita-ward")
    .option("--json", line.text({ ja: "JSONで出力（kijun.harvest-run/1）", en: "print JSON (kijun.harvest-run/1)" }))
    .option("--verbose", line.text({ ja: "記録の場所も表示", en: "also say where the run's files are" }));
  addDataOption(line, addMachineOptions(line, command)).action((options: HarvestOptions) =>
    line.run((session) => harvest(session, options)),
  );
}

async function harvest(session: Session, options: HarvestOptions): Promise<number> {
  const fleet = await loadSeenFleet(session);
  const selection = selectionOf(fleet, options);
  const entries = harvestEntries(judgedEntries(fleet, selection));
  const { environment, project } = fleet;
  const folder = dataFolder(session, options, project);
  const { path: runFolder } = createRunFolder(session.home);
  const log = new RunLog(runFolder, environment);
  log.start({ command: "harvest", version: session.version, project: project.name, selection });
  const added = new Set<string>();
  const keep = (reading: ReadingContent): Promise<void> =>
    new Promise((resolve) => {
      if (appendHarvest(folder, reading)) added.add(reading.host);
      resolve();
    });
  const look = { output: session.output, environment, runFolder };
  const read = await readNow(entries, { ...look, keeping: { keep, isPart: true } });
  log.journal("reading", read.journal);
  const machines = read.outcomes
    .map((outcome) => harvestedMachine(outcome, folder, added))
    .sort((left, right) => compareHostNames(left.host, right.host));
  const exit = exitFor([...(read.interrupted ? (["cancelled"] as const) : []), ...causesOf(machines)]);
  log.end(exit);
  if (options.json === true) session.output.json({ schema: "kijun.harvest-run/1", exit, folder, machines });
  else session.output.result(harvestText(machines, session.output));
  noteFiles({ exit, log: log.path, folders: [read.folder], trace: undefined }, options, session.output);
  return exit.code;
}

function causesOf(machines: readonly HarvestedMachine[]): ExitCause[] {
  const unreadable = machines.flatMap(({ host, failures }) =>
    failures.map(({ code, message }) => ({ host, code, message, hint: "" })),
  );
  // An answer that could not be kept is lost to the year as one that was never given.
  const isLost = machines.some(({ added }) => !added);
  return [...causesOfFindings({ unreadable, changes: [] }, false), ...(isLost ? (["unreadable"] as const) : [])];
}

function harvestText(machines: readonly HarvestedMachine[], output: Output): string {
  const kept = machines.filter(({ added }) => added).length;
  const damaged = machines.filter((machine) => machine.damaged > 0).map(({ host }) => host);
  const warning = output.text({
    ja: `採取ファイルに壊れた行があります（その分は記録なしとして扱います）: ${hostRanges(damaged).join(", ")}`,
    en: `some lines of the files are damaged and count as lost: ${hostRanges(damaged).join(", ")}`,
  });
  const total = output.text({
    ja: `${String(machines.length)}台中${String(kept)}台のログを採取しました。`,
    en: `The logs of ${String(kept)} of ${String(machines.length)} hosts were kept.`,
  });
  return [...groupLines(machines, output), ...(damaged.length === 0 ? [] : [warning]), total].join("\n");
}

/** What could not be read, and what is known, each once with its machines. */
function groupLines(machines: readonly HarvestedMachine[], output: Output): string[] {
  const groups = new Map<string, string[]>();
  for (const { host, failures, periods } of machines) {
    for (const text of [...failures.map(failureText), ...periods.map((period) => periodText(period, output))])
      groups.set(text, [...(groups.get(text) ?? []), host]);
  }
  return [...groups].map(([text, hosts]) => `${text}\n  ${hostRanges(hosts).join(", ")}`);
}

function failureText({ area, code, message }: HarvestedMachine["failures"][number]): string {
  return [...(area === undefined ? [] : [`${area}:`]), code, message].filter((part) => part !== "").join(" ");
}

function periodText({ area, from, to, askedFrom }: HarvestedMachine["periods"][number], output: Output): string {
  const asked = dayInTokyo(askedFrom);
  if (from === undefined)
    return output.text({ ja: `${area}: 期間の記録なし`, en: `${area}: nothing of the period is kept` });
  const span = `${dayInTokyo(from)} - ${dayInTokyo(to)}`;
  if (Date.parse(from) <= Date.parse(askedFrom))
    return output.text({ ja: `${area}: ${span}（期間の全体）`, en: `${area}: ${span} (all of the period)` });
  return output.text({ ja: `${area}: ${span}（${asked}から必要）`, en: `${area}: ${span} (asked from ${asked})` });
}
