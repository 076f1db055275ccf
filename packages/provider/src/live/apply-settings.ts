import type { AreaAnswer, SessionAnswer } from "@kijun/agent";
import { compareArea, parseUnreadable, valueAt } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, Difference, MachineIdentity } from "@kijun/core";
import { propertyMeta, readingOf } from "@kijun/settings";
import type { AreaRequest, SettingArea } from "@kijun/settings";
import type { WriteFailure } from "@kijun/settings/live";

import { withoutIgnored } from "../dynamic/wire-shape.js";
import { boundedText } from "../run/bounded-text.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { isIgnored } from "../run/ignored-paths.js";
import type { AppliedSetting } from "../run/journal.js";
import { canonicalAreas } from "./canonical-areas.js";
import { declaredAreas } from "./host-session.js";
import type { HostSession } from "./host-session.js";
import { LINE_WOULD_BE_CUT, noteRefusals, refusalsFor, snapshotRequests } from "./line-guard.js";
import type { Refusal } from "./line-guard.js";

/** What an apply did, and what the machine holds afterwards. */
export interface Applied {
  readonly identity: MachineIdentity;
  readonly results: readonly AppliedSetting[];
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
  readonly readAt: string;
}

/**
 * Reads a machine, changes only what differs from its declaration, and reads back. What would cut the line to the
 * machine is not written, nor what was judged together with it.
 */
export async function applySettings(entry: FleetFileEntry, session: HostSession): Promise<Applied> {
  const found = await session.ask("snapshot", snapshotRequests(entry));
  const before = canonicalAreas(entry, found);
  const refusals = refusalsFor(entry, before, found);
  noteRefusals(entry.host, refusals);
  const plan = declaredAreas(entry)
    .map((area) => planArea(area, entry, before[area.property], refusals))
    .filter(({ differences }) => differences.length > 0);
  const writable = plan.filter(
    ({ area, unreadableCode, refused }) => area.applied && unreadableCode === undefined && refused === undefined,
  );
  const answer =
    writable.length === 0
      ? undefined
      : await session.ask(
          "apply",
          writable.map((step) => writeRequest(step, entry)),
        );
  const after = answer === undefined ? before : { ...before, ...answeredAreas(entry, answer) };
  const results = plan.flatMap((step) => resultsOf(step, after[step.area.property], answer?.areas[step.area.id]));
  return { identity: found.identity, results, areas: after, readAt: new Date().toISOString() };
}

interface AreaPlan {
  readonly area: SettingArea;
  readonly differences: readonly Difference[];
  /** Its declared settings without those that are kept as they are. */
  readonly desired: CanonicalArea;
  readonly unreadableCode: string | undefined;
  /** Set where nothing may be written: all refusals of the machine. */
  readonly refused: readonly Refusal[] | undefined;
}

function planArea(
  area: SettingArea,
  entry: FleetFileEntry,
  live: CanonicalAreaOrReserved | undefined,
  refusals: readonly Refusal[],
): AreaPlan {
  const refused = area.canCutLine && refusals.length > 0 ? refusals : undefined;
  const desired = withoutIgnored(area.property, entry.areas[area.property] ?? {}, entry.ignored);
  const differences = compareArea(live, desired, area.meets).filter(
    ({ path }) => !isIgnored([area.property, ...path], entry.ignored),
  );
  return { area, differences, desired, refused, unreadableCode: parseUnreadable(live)?.code };
}

function writeRequest({ area, differences, desired }: AreaPlan, entry: FleetFileEntry): AreaRequest {
  const differing = differences.map(({ path }) => path);
  return { ...readingOf(area, entry.areas[area.property] ?? {}), desired: area.toWindows(desired, differing) };
}

/** Only the areas that were written are in the answer; the others keep what was read before. */
function answeredAreas(entry: FleetFileEntry, answer: SessionAnswer): Record<string, CanonicalAreaOrReserved> {
  const areas = declaredAreas(entry).filter(({ id }) => id in answer.areas);
  const all = canonicalAreas(entry, answer);
  return Object.fromEntries(
    areas.flatMap(({ property }) => (all[property] === undefined ? [] : [[property, all[property]]])),
  );
}

function resultsOf(
  plan: AreaPlan,
  after: CanonicalAreaOrReserved | undefined,
  answer: AreaAnswer | undefined,
): AppliedSetting[] {
  return plan.differences.map((difference) => {
    const path = [plan.area.property, ...difference.path].join(".");
    if (isEffective(difference, after)) return { path, outcome: "changed", ...stillPending(plan, difference, answer) };
    return { path, outcome: "failed", ...whyFailed(plan, difference, after, answer) };
  });
}

/** What a setting that is written still waits for: the start of a service or of the machine. */
function stillPending(
  { area }: AreaPlan,
  { path }: Difference,
  answer: AreaAnswer | undefined,
): Partial<AppliedSetting> {
  const told = failureOf(area, path, answer);
  return told === undefined ? {} : { code: told.code, detail: boundedText(told.detail) };
}

function failureOf(
  area: SettingArea,
  path: readonly string[],
  answer: AreaAnswer | undefined,
): WriteFailure | undefined {
  const names = [propertyMeta(area, path)?.windowsKey, path.at(-1), path.join(".")];
  return answer?.failures?.find(({ key }) => names.includes(key));
}

/** A setting of an area that is read and judged only. */
const NOT_APPLIED = { code: "NOT_APPLIED", detail: "read and judged only: change it on the machine" };

function isEffective({ path, desired }: Difference, after: CanonicalAreaOrReserved | undefined): boolean {
  return path.length > 0 && typeof after === "object" && valueAt(after, path) === desired;
}

function whyFailed(
  plan: AreaPlan,
  { path }: Difference,
  after: CanonicalAreaOrReserved | undefined,
  answer: AreaAnswer | undefined,
): { code: string; detail: string } {
  if (!plan.area.applied) return NOT_APPLIED;
  if (plan.refused !== undefined) return { code: LINE_WOULD_BE_CUT, detail: whyRefused(plan, path, plan.refused) };
  const failure = failureOf(plan.area, path, answer) ?? answer?.failure;
  if (failure !== undefined) return { code: failure.code, detail: boundedText(failure.detail) };
  const unread = parseUnreadable(typeof after === "object" ? valueAt(after, path) : after);
  if (unread !== undefined) return unread;
  return { code: "NOT_EFFECTIVE", detail: "written, but the machine still holds another value" };
}

/** Its own reason, or whom it goes with: settings of the line are judged, and written, all together or not at all. */
function whyRefused({ area }: AreaPlan, path: readonly string[], refusals: readonly Refusal[]): string {
  const own = refusals.filter((refusal) => refusal.path === [area.property, ...path].join("."));
  if (own.length > 0) return own.map(({ reason }) => reason).join(" ");
  const others = [...new Set(refusals.map((refusal) => refusal.path))].join(", ");
  return `not written, because it was judged together with ${others}, which would cut the line to the machine`;
}
