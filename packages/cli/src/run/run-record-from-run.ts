import { compareMachine, nextStep } from "@kijun/provider/run";
import type { AppliedSetting, FleetFileEntry } from "@kijun/provider/run";
import type { RunApplied, RunArea, RunChange, RunHost, RunRecord, RunUnreadable } from "@kijun/report";
import { settingAreas } from "@kijun/settings";

import type { Language } from "../command-line/language.js";
import { notReached } from "./host-outcomes.js";
import type { HostOutcome } from "./host-outcomes.js";

/** A run whose engine has ended, before its exit code is known. */
export interface RunFacts extends Omit<
  RunRecord,
  "schema" | "exit" | "areas" | "hosts" | "changes" | "unreadable" | "applied"
> {
  readonly outcomes: readonly HostOutcome[];
  /** The engine was told to leave machines out: one that was not asked is then none of the run's. */
  readonly partial: boolean;
  /** The run was to change machines. */
  readonly applies: boolean;
  /** Names that people use for sites, by id, where the baseline is known. */
  readonly siteNames: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** Codes of machines that did not answer. With every other code something answered, but not as the declared machine. */
export const SILENT_CODES: ReadonlySet<string> = new Set([
  "WINRM_CONNECT_TIMEOUT",
  "WINRM_CONNECT_REFUSED",
  "WINRM_UNREACHABLE",
  "WINRM_TIMEOUT",
  "FLEET_NOT_RUNNING",
  "NOT_READ",
  "NEVER_READ",
]);

const NOT_READ = {
  kind: "unreachable",
  code: "NOT_READ",
  message: "the run ended before this machine was asked",
  hint: nextStep("NOT_READ", "", "en"),
} as const;

/** Everything a run found and did, without its exit code. Says nothing of a machine that was not read but that. */
export function recordFromRun(facts: RunFacts): Omit<RunRecord, "exit"> {
  const { outcomes, partial, applies, siteNames, language, ...head } = facts;
  const concerned = outcomes.filter(
    ({ reading, applies: tried }) => !partial || reading !== undefined || tried.length > 0,
  );
  const findings = findingsOf(concerned, siteNames, language);
  return {
    schema: "kijun.run/1",
    ...head,
    ...findings,
    ...(applies ? { applied: concerned.flatMap((outcome) => appliedOf(outcome, findings.unreadable, language)) } : {}),
  };
}

/** What readings mean against the declarations of their machines. */
export function findingsOf(
  outcomes: readonly HostOutcome[],
  siteNames: ReadonlyMap<string, string>,
  language: Language,
): Pick<RunRecord, "areas" | "hosts" | "changes" | "unreadable"> {
  const machines = outcomes.map((outcome) => compareOutcome(outcome, language));
  return {
    areas: declaredAreas(outcomes),
    hosts: outcomes.map((outcome) => hostOf(outcome, siteNames)),
    changes: machines.flatMap(({ changes }) => changes),
    unreadable: machines.flatMap(({ unreadable }) => unreadable),
  };
}

function readingOf({ reading }: HostOutcome): NonNullable<HostOutcome["reading"]>["reading"] {
  return reading?.reading ?? NOT_READ;
}

function hostOf(outcome: HostOutcome, siteNames: ReadonlyMap<string, string>): RunHost {
  const { host: name, site, hostClass, role, areas } = outcome.entry;
  const reading = readingOf(outcome);
  const siteName = siteNames.get(site);
  return {
    name,
    site,
    status: reading.kind === "complete" ? "read" : SILENT_CODES.has(reading.code) ? "unreachable" : "failed",
    areas: settingAreas.filter(({ property }) => areas[property] !== undefined).map(({ id }) => id),
    ...(siteName === undefined ? {} : { siteName }),
    ...(hostClass === undefined ? {} : { hostClass }),
    ...(role === undefined ? {} : { role }),
  };
}

function compareOutcome(
  outcome: HostOutcome,
  language: Language,
): { changes: RunChange[]; unreadable: RunUnreadable[] } {
  const { host } = outcome.entry;
  const reading = readingOf(outcome);
  if (reading.kind === "unreachable") {
    const { code, message } = reading;
    const hint = nextStep(code, reading.hint, language);
    const lastRead = outcome.reading?.lastRead;
    return {
      changes: [],
      unreadable: [{ host, code, message, hint, ...(lastRead === undefined ? {} : { lastRead }) }],
    };
  }
  const { changes, unreadable } = compareMachine(outcome.entry, reading, language);
  return {
    changes: changes.map((change) => ({ host, ...change })),
    unreadable: unreadable.map(({ area, path, code, detail }) => {
      const whole = settingAreas.some(({ property }) => property === path);
      return { host, area, ...(whole ? {} : { path }), code, message: detail, hint: nextStep(code, "", language) };
    }),
  };
}

/**
 * What could not be written because the machine, or a setting of it, could not be read is said once, where it says that
 * it was not read.
 */
function appliedOf(outcome: HostOutcome, unreadable: readonly RunUnreadable[], language: Language): RunApplied[] {
  const {
    entry: { host },
    applies,
  } = outcome;
  if (notReached(outcome)) return [];
  return applies.flatMap((apply): RunApplied[] => {
    if (apply.kind === "applied") {
      return apply.results
        .filter((result) => !unreadable.some((entry) => entry.host === host && isSaidBy(entry, result)))
        .map((result) => ({ host, ...result, ...hintOf(result, language) }));
    }
    const { code, message: detail } = apply;
    return [{ host, outcome: "failed", code, detail, hint: nextStep(code, apply.hint, language) }];
  });
}

function isSaidBy({ area, path, code }: RunUnreadable, result: AppliedSetting): boolean {
  const property = settingAreas.find(({ id }) => id === area)?.property;
  return result.outcome === "failed" && result.code === code && result.path === (path ?? property);
}

function hintOf({ outcome, code = "" }: AppliedSetting, language: Language): Pick<RunApplied, "hint"> {
  return outcome === "failed" ? { hint: nextStep(code, "", language) } : {};
}

/** In the order in which people see areas. */
function declaredAreas(outcomes: readonly { readonly entry: FleetFileEntry }[]): RunArea[] {
  const declared = new Set(outcomes.flatMap(({ entry }) => Object.keys(entry.areas)));
  return settingAreas.filter(({ property }) => declared.has(property)).map(({ id, title }) => ({ id, title }));
}
