import { compareText } from "./change-groups.js";
import { compareHostNames } from "./host-ranges.js";
import type { RunApplied, RunChange } from "./run-record.js";

/** Settings, and the machines they are on. */
export interface SettingsOnHosts {
  readonly settings: number;
  readonly hosts: readonly string[];
}

/** One failure as it stands on each machine of its group. */
export type AppliedFailure = Omit<RunApplied, "host" | "outcome">;

/** The machines on which the same settings failed for the same reasons. */
export interface FailureGroup {
  readonly hosts: readonly string[];
  readonly failures: readonly AppliedFailure[];
}

/** What became of the changes. */
export interface AppliedSummary {
  readonly changed: SettingsOnHosts;
  /** Settings that were as desired when their turn came. */
  readonly already: SettingsOnHosts;
  readonly failed: readonly FailureGroup[];
  /** Changes of which nothing is known: their machine was never reached, or the run ended before. */
  readonly notAttempted: SettingsOnHosts;
}

/** Summarises what a run did; machines with equal failures stand together. */
export function summariseApplied(applied: readonly RunApplied[], changes: readonly RunChange[]): AppliedSummary {
  const failed = applied.filter(({ outcome }) => outcome === "failed");
  const answered = new Set(applied.map(({ host, path }) => JSON.stringify([host, path ?? ""])));
  const notAttempted = changes.filter(
    ({ host, path }) => !answered.has(JSON.stringify([host, path])) && !answered.has(JSON.stringify([host, ""])),
  );
  return {
    changed: onHosts(applied.filter(({ outcome }) => outcome === "changed")),
    already: onHosts(applied.filter(({ outcome }) => outcome === "already")),
    failed: groupFailures(failed),
    notAttempted: onHosts(notAttempted),
  };
}

function onHosts(entries: readonly { readonly host: string }[]): SettingsOnHosts {
  return { settings: entries.length, hosts: [...new Set(entries.map(({ host }) => host))].sort(compareHostNames) };
}

function groupFailures(failed: readonly RunApplied[]): FailureGroup[] {
  const machines = new Map<string, RunApplied[]>();
  for (const entry of failed) machines.set(entry.host, [...(machines.get(entry.host) ?? []), entry]);
  const groups = new Map<string, { hosts: string[]; failures: AppliedFailure[] }>();
  for (const [host, entries] of [...machines].sort(([left], [right]) => compareHostNames(left, right))) {
    const failures = entries.map(toFailure).sort((left, right) => compareText(identity(left), identity(right)));
    const key = JSON.stringify(failures.map(identity));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { hosts: [host], failures });
    else group.hosts.push(host);
  }
  return [...groups.values()].sort(
    (left, right) =>
      right.hosts.length - left.hosts.length || compareHostNames(left.hosts[0] ?? "", right.hosts[0] ?? ""),
  );
}

function toFailure({ path, code, detail, hint }: RunApplied): AppliedFailure {
  return {
    ...(path === undefined ? {} : { path }),
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function identity({ path = "", code = "", detail = "", hint = "" }: AppliedFailure): string {
  return JSON.stringify([path, code, detail, hint]);
}
