import type { AreaAnswer, AreaRequest, SessionAnswer } from "@kijun/agent";
import { compareArea, parseUnreadable, valueAt } from "@kijun/core";
import type { CanonicalAreaOrReserved, Difference } from "@kijun/core";
import { propertyMeta } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";

import { withoutIgnored } from "../dynamic/wire-shape.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import type { AppliedSetting } from "../run/journal.js";
import { areaRequest, declaredAreas } from "./host-session.js";
import type { HostSession } from "./host-session.js";
import { canonicalAreas } from "./readings.js";

/** What an apply did, and what the machine holds afterwards. */
export interface Applied {
  readonly results: readonly AppliedSetting[];
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
  readonly readAt: string;
}

/** Reads a machine, changes only what differs from its declaration, and reads back. */
export async function applySettings(entry: FleetFileEntry, session: HostSession): Promise<Applied> {
  const areas = declaredAreas(entry);
  const before = canonicalAreas(
    entry,
    await session.ask(
      "snapshot",
      areas.map((area) => areaRequest(area, entry)),
    ),
  );
  const plan = areas
    .map((area) => planArea(area, entry, before[area.property]))
    .filter(({ differences }) => differences.length > 0);
  const writable = plan.filter(({ unreadableCode }) => unreadableCode === undefined);
  const answer =
    writable.length === 0
      ? undefined
      : await session.ask(
          "apply",
          writable.map(({ request }) => request),
        );
  const after = answer === undefined ? before : { ...before, ...answeredAreas(entry, answer) };
  const results = plan.flatMap((step) => resultsOf(step, after[step.area.property], answer?.areas[step.area.id]));
  return { results, areas: after, readAt: new Date().toISOString() };
}

interface AreaPlan {
  readonly area: SettingArea;
  readonly differences: readonly Difference[];
  readonly request: AreaRequest;
  readonly unreadableCode: string | undefined;
}

function planArea(area: SettingArea, entry: FleetFileEntry, live: CanonicalAreaOrReserved | undefined): AreaPlan {
  const desired = withoutIgnored(area.property, entry.areas[area.property] ?? {}, entry.ignored);
  const differences = compareArea(live, desired);
  const request = {
    ...areaRequest(area, entry),
    desired: area.toWindows(
      desired,
      differences.map(({ path }) => path),
    ),
  };
  return { area, differences, request, unreadableCode: parseUnreadable(live)?.code };
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
    if (isEffective(difference, after)) return { path, outcome: "changed" };
    return { path, outcome: "failed", ...whyFailed(plan, difference, after, answer) };
  });
}

function isEffective({ path, desired }: Difference, after: CanonicalAreaOrReserved | undefined): boolean {
  return path.length > 0 && typeof after === "object" && valueAt(after, path) === desired;
}

function whyFailed(
  plan: AreaPlan,
  { path }: Difference,
  after: CanonicalAreaOrReserved | undefined,
  answer: AreaAnswer | undefined,
): { code: string; detail: string } {
  const names = [propertyMeta(plan.area, path)?.windowsKey, path.at(-1), path.join(".")];
  const failure = answer?.failures?.find(({ key }) => names.includes(key)) ?? answer?.failure;
  if (failure !== undefined) return { code: failure.code, detail: failure.detail };
  const unread = parseUnreadable(typeof after === "object" ? valueAt(after, path) : after);
  if (unread !== undefined) return unread;
  return { code: "NOT_EFFECTIVE", detail: "written, but the machine still holds another value" };
}
