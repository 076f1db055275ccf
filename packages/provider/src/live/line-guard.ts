import type { SessionAnswer } from "@kijun/agent";
import type { CanonicalArea, CanonicalAreaOrReserved } from "@kijun/core";
import { functionSuffix, lineRefusals, MANAGEMENT_LINE, managementLineRequest, readingOf } from "@kijun/settings";
import type { AreaRequest } from "@kijun/settings";

import { withoutIgnored } from "../dynamic/wire-shape.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { declaredAreas } from "./host-session.js";

/** A setting that must not be written, because this computer would lose its line to the machine. */
export interface Refusal {
  /** `firewallRules.block-all` */
  readonly path: string;
  /** What would cut the line, by name, and what would be right. */
  readonly reason: string;
}

/** The code of a setting that was refused, and of those that were judged together with it. */
export const LINE_WOULD_BE_CUT = "LINE_WOULD_BE_CUT";

/** What a snapshot of a machine asks for: its declared areas, and its line where a write could cut it. */
export function snapshotRequests(entry: FleetFileEntry): AreaRequest[] {
  const areas = declaredAreas(entry);
  const requests = areas.map((area) => readingOf(area, entry.areas[area.property] ?? {}));
  if (!areas.some(({ canCutLine }) => canCutLine)) return requests;
  const request = managementLineRequest(entry.port);
  return [...requests, { id: MANAGEMENT_LINE, function: functionSuffix(MANAGEMENT_LINE), request }];
}

/** What of a machine's declaration would cut the line to it, judged on the snapshot that `live` was read with. */
export function refusalsFor(
  entry: FleetFileEntry,
  live: { readonly [property: string]: CanonicalAreaOrReserved },
  answer: SessionAnswer,
): Refusal[] {
  const desired: Record<string, CanonicalArea> = {};
  for (const [property, area] of Object.entries(entry.areas))
    desired[property] = withoutIgnored(property, area, entry.ignored);
  const line = { port: entry.port, declared: process.env["KIJUN_CONTROLLER_ADDRESS"] };
  const { facts, failure } = answer.areas[MANAGEMENT_LINE] ?? {};
  const ofLine = failure === undefined ? { facts } : { failure };
  const reasons = new Map<string, Set<string>>();
  for (const { path, why, right } of lineRefusals({ desired, live, answer: ofLine, line })) {
    // The next step goes last, however many profiles a setting would cut the line on.
    const texts = [...(reasons.get(path) ?? [])].filter((text) => text !== right.en);
    reasons.set(path, new Set([...texts, why.en, right.en]));
  }
  return [...reasons].map(([path, texts]) => ({ path, reason: [...texts].join(" ") }));
}

const noted = new Set<string>();

/** Leaves word of refused settings for the command, each once per process. */
export function noteRefusals(host: string, refusals: readonly Refusal[]): void {
  for (const { path, reason } of refusals) {
    const key = [host, path, reason].join("\n");
    if (noted.has(key)) continue;
    noted.add(key);
    writeJournal({ kind: "refused", host, path, reason });
  }
}
