import { judgeMachine } from "@kijun/checklist";
import type { ItemFinding } from "@kijun/checklist";
import { compareHostNames, KijunError } from "@kijun/core";
import type { DeclaredMachine } from "@kijun/provider/fleet";
import { exitFor } from "@kijun/report";
import type { CheckedHost, CheckRecord, DeclaredPlace, ExitCause } from "@kijun/report";
import { everyArea } from "@kijun/settings";

import type { Session } from "../command-line/command-line.js";
import { requireWritable } from "../run/run-report.js";
import { chosenEntries, loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";
import type { CheckOptions } from "./check-options.js";
import { areasOf, checkedItem, unapprovedGrounds } from "./record-of-check.js";
import { DeclaredLines } from "./declared-place.js";
import { loadJudgedChecklist } from "./judged-checklist.js";
import type { JudgedChecklist } from "./judged-checklist.js";
import { byAreaId, machineSubject, provenanceOf } from "./machine-subject.js";
import { showCheck } from "./show-check.js";

/**
 * Judges what a project declares, without an engine and without a machine; answers the exit code. A class is judged once and
 * stands for its machines.
 */
export async function checkDeclaration(session: Session, options: CheckOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const fleet = await loadSeenFleet(session, options.asOf);
  const selection = selectionOf(fleet, options, everyArea);
  const { items: all, parameters } = await loadJudgedChecklist(fleet.project);
  const { areas } = selection;
  const items = areas === undefined ? all : all.filter((item) => item.areas.some((area) => areas.includes(area)));
  const machines = chosenEntries(fleet, selection).map(({ host }) => declaredMachine(fleet, host));
  requireWritable(options);
  const findings = judgeClasses(machines, { items, parameters }, fleet.day);
  const record: CheckRecord = {
    ...{ schema: "kijun.check-run/1", tool: { name: "kijun", version: session.version }, command: "check" },
    ...{ baseline: { fleet: fleet.name, asOf: fleet.day }, startedAt, finishedAt: new Date().toISOString() },
    exit: exitFor(causesOf(findings)),
    items: items.filter(({ role }) => machines.some(({ hostClass }) => hostClass.role === role)).map(checkedItem),
    areas: areasOf(items),
    hosts: machines.map((machine) => hostOf(machine, fleet)).sort((a, b) => compareHostNames(a.name, b.name)),
    findings,
    unapproved: unapprovedGrounds(
      findings,
      machines.map(({ judged: entry }) => ({ entry })),
    ),
    unreadable: [],
    places: placesOf(findings, machines, new DeclaredLines(fleet.project.folder)),
  };
  return showCheck(record, options, session.output);
}

/** Unapproved values, and items that need a machine or a person, are shown and are no cause: no declaration could mend them. */
function causesOf(findings: readonly ItemFinding[]): ExitCause[] {
  const statuses = new Set(findings.flatMap(({ parts }) => parts.map(({ status }) => status)));
  return statuses.has("fail") || statuses.has("error") ? ["checklist"] : [];
}

function judgeClasses(machines: readonly DeclaredMachine[], checklist: JudgedChecklist, asOf: string): ItemFinding[] {
  const classes = [...new Set(machines.map(({ hostClass }) => hostClass.id))];
  const places = new Map(checklist.items.map(({ id }, place) => [id, place]));
  return classes
    .flatMap((id) =>
      judgeClass(
        machines.filter(({ hostClass }) => hostClass.id === id),
        checklist,
        asOf,
      ),
    )
    .sort(
      (left, right) =>
        (places.get(left.item) ?? 0) - (places.get(right.item) ?? 0) || compareHostNames(left.host, right.host),
    );
}

function judgeClass(
  alike: readonly DeclaredMachine[],
  { items, parameters }: JudgedChecklist,
  asOf: string,
): ItemFinding[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { judged } = first;
  const subject = { ...machineSubject(judged, {}, parameters), held: byAreaId(judged.areas), isLive: false };
  const findings = judgeMachine(items, subject, {
    ...{ asOf, reading: { source: "declaration" }, provenanceOf: provenanceOf(judged) },
    ...{ attestations: [], waivers: [], retirements: [] },
  });
  return alike.flatMap(({ host: { name: host } }) =>
    findings.map((finding) => ({ ...finding, host, parts: finding.parts.map((part) => ({ ...part, host })) })),
  );
}

function declaredMachine({ declared }: SeenFleet, host: string): DeclaredMachine {
  const machine = declared.get(host.toLowerCase());
  if (machine !== undefined) return machine;
  throw new KijunError("PROJECT_MISSING", `what is declared of ${host} is not known without a baseline`, {
    hint: 'Name the baseline in package.json: "kijun": { "baseline": "<module that exports fleet>" }.',
  });
}

function hostOf({ host: { name }, hostClass, site, judged }: DeclaredMachine, { siteNames }: SeenFleet): CheckedHost {
  const siteName = siteNames.get(site.id);
  return {
    ...{ name, site: site.id, hostClass: hostClass.id, role: hostClass.role, status: "declared" },
    ...(siteName === undefined ? {} : { siteName }),
    areas: Object.keys(byAreaId(judged.areas)),
  };
}

/** Where each value that fails is declared, once for each class. */
function placesOf(
  findings: readonly ItemFinding[],
  machines: readonly DeclaredMachine[],
  lines: DeclaredLines,
): DeclaredPlace[] {
  const byName = new Map(machines.map((machine) => [machine.host.name, machine]));
  const places = new Map<string, DeclaredPlace>();
  for (const { host, observations } of findings.flatMap(({ parts }) => parts)) {
    const machine = byName.get(host);
    for (const { outcome, area, path } of observations) {
      if (machine === undefined || (outcome !== "fail" && outcome !== "error")) continue;
      const key = JSON.stringify([machine.hostClass.id, area, path]);
      if (!places.has(key)) places.set(key, placeOf(machine, area, path, lines));
    }
  }
  return [...places.values()];
}

function placeOf(machine: DeclaredMachine, area: string, path: string, lines: DeclaredLines): DeclaredPlace {
  const { id: hostClass } = machine.hostClass;
  const { property = area, observed = false } = everyArea.find(({ id }) => id === area) ?? {};
  const compiled = observed ? machine.expectations : machine.settings;
  const names = path === "" ? [property] : [property, ...path.split(".")];
  return { hostClass, area, path, ...lines.placeOf(compiled.declaredIn(names.join(".")), names) };
}
