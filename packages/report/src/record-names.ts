import type { Language } from "./report-texts.js";
import type { RunHost, RunRecord } from "./run-record.js";

/** The names that a record gives its areas and places. */
export interface RecordNames {
  /** Title of an area, or its id where the record does not know it. */
  readonly area: (id: string) => string;
  /** Names of the places where machines stand, each once. */
  readonly sites: (hosts: readonly string[]) => string[];
  /** Classes of machines, each once; empty where none is known. */
  readonly classes: (hosts: readonly string[]) => string[];
}

/** What of a record has names. */
interface Named extends Pick<RunRecord, "areas"> {
  readonly hosts: readonly Omit<RunHost, "status">[];
}

/** Looks names up in a record. */
export function recordNames(record: Named, language: Language): RecordNames {
  const titles = new Map(record.areas.map(({ id, title }) => [id, title[language]]));
  const known = new Map(record.hosts.map((host) => [host.name, host]));
  const distinct = (values: readonly (string | undefined)[]): string[] => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  return {
    area: (id) => titles.get(id) ?? id,
    sites: (hosts) => distinct(hosts.map((name) => known.get(name)?.siteName ?? known.get(name)?.site)),
    classes: (hosts) => distinct(hosts.map((name) => known.get(name)?.hostClass)).sort(),
  };
}
