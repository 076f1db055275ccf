import { KijunError, suggestion } from "@kijun/core";
import { settingAreas } from "@kijun/settings";

/** What the command asks of the program and the provider of one run, by environment variables; all are optional. */
export interface RunWishes {
  /** `KIJUN_MODE=adopt`: machines are recorded as they are; none is changed. */
  readonly adopt: boolean;
  /** `KIJUN_REPLACE=HOST,HOST`, lower case: machines that may answer with another MachineGuid than the recorded one. */
  readonly replaced: ReadonlySet<string>;
  /** `KIJUN_AREAS=area-id,…`: the areas that the run is about; undefined for all. */
  readonly areas: ReadonlySet<string> | undefined;
  /** `KIJUN_DEADLINE_SECONDS`: how long one machine may take to be read, whatever happens on the line. Milliseconds. */
  readonly deadlineMs: number;
  /** `KIJUN_PREVIEW`: folder of the preview that the same run has just made; undefined where there was none. */
  readonly previewFolder: string | undefined;
}

const DEFAULT_DEADLINE_SECONDS = 60;
const LONGEST_DEADLINE_SECONDS = 3600;

/** Reads the variables of a run. Errors: ARGUMENT_INVALID. */
export function runWishes(environment: NodeJS.ProcessEnv = process.env): RunWishes {
  const areas = listOf(environment["KIJUN_AREAS"]);
  return {
    adopt: isAdopting(environment["KIJUN_MODE"]),
    replaced: new Set(listOf(environment["KIJUN_REPLACE"]).map((host) => host.toLowerCase())),
    areas: areas.length === 0 ? undefined : new Set(areas.map(knownArea)),
    deadlineMs: 1000 * deadlineSeconds(environment["KIJUN_DEADLINE_SECONDS"]),
    previewFolder: environment["KIJUN_PREVIEW"] || undefined,
  };
}

function listOf(value: string | undefined): string[] {
  return (value ?? "").split(",").flatMap((word) => (word.trim() === "" ? [] : [word.trim()]));
}

function isAdopting(mode: string | undefined): boolean {
  if (mode === undefined || mode === "") return false;
  if (mode === "adopt") return true;
  throw invalid(`KIJUN_MODE is "${mode}"`, "The only mode is adopt; unset KIJUN_MODE for an ordinary run.");
}

function knownArea(id: string): string {
  const ids = settingAreas.map((area) => area.id);
  if (ids.includes(id)) return id;
  throw invalid(`KIJUN_AREAS names "${id}", which is no setting area`, `Correct it: ${suggestion(id, ids)}.`);
}

function deadlineSeconds(value: string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_DEADLINE_SECONDS;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_DEADLINE_SECONDS) return seconds;
  throw invalid(
    `KIJUN_DEADLINE_SECONDS is "${value}"`,
    `Set it to a whole number of seconds from 1 to ${String(LONGEST_DEADLINE_SECONDS)}, or unset it.`,
  );
}

function invalid(message: string, hint: string): KijunError {
  return new KijunError("ARGUMENT_INVALID", `${message}; nothing was read or changed`, { hint });
}
