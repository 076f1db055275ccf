import { entriesOf, unreadable, valueAt } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, HostReading, Scalar } from "@kijun/core";
import { readStored } from "@kijun/provider/live";
import { nextStep } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";

import type { HostOutcome } from "../run/host-outcomes.js";

/** What this computer last read of each machine. Of a machine that it never read nothing is said but that. */
export function storedOutcomes(entries: readonly FleetFileEntry[], environment: NodeJS.ProcessEnv): HostOutcome[] {
  return entries.map((entry) => {
    const reading = storedReading(entry, environment);
    return { entry, reading: { kind: "reading", host: entry.host, reading, known: true }, applies: [] };
  });
}

function storedReading(entry: FleetFileEntry, environment: NodeJS.ProcessEnv): HostReading {
  const stored = readStored(entry.host, environment);
  if (stored.kind === "reading") {
    const { reading } = stored;
    return { ...reading, areas: coveringDeclared(reading.areas, entry) };
  }
  if (stored.kind === "none") {
    return {
      kind: "unreachable",
      code: "NEVER_READ",
      message: "this computer has no reading of the machine",
      hint: nextStep("NEVER_READ", "", "en"),
    };
  }
  const why = stored.problem === "future" ? "says that it was made in the future" : "is damaged";
  return {
    kind: "unreachable",
    code: "LAST_READING_INVALID",
    message: `${stored.path} ${why} and was ignored`,
    hint: nextStep("LAST_READING_INVALID", "", "en"),
  };
}

/**
 * What was declared after the reading was made was not asked for then: it is not read, which is something else than
 * absent on the machine.
 */
function coveringDeclared(
  areas: { readonly [property: string]: CanonicalAreaOrReserved },
  { areas: declared }: FleetFileEntry,
): { readonly [property: string]: CanonicalAreaOrReserved } {
  return Object.fromEntries(
    Object.entries(declared).map(([property, desired]) => [property, covering(areas[property], desired)]),
  );
}

const NOT_ASKED = unreadable("NOT_IN_LAST_READING", "it was declared after the machine was last read");

function covering(live: CanonicalAreaOrReserved | undefined, desired: CanonicalArea): CanonicalAreaOrReserved {
  if (live === undefined) return NOT_ASKED;
  if (typeof live === "string") return live;
  const whole: Record<string, Scalar | Record<string, Scalar>> = {};
  for (const { path } of entriesOf(desired)) {
    const value = valueAt(live, path) ?? NOT_ASKED;
    const [name = "", inner] = path;
    const around = whole[name];
    if (inner === undefined) whole[name] = value;
    else whole[name] = { ...(typeof around === "object" ? around : {}), [inner]: value };
  }
  return whole;
}
