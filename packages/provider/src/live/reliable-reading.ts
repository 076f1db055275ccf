import { writeJournal } from "../run/journal.js";
import { readStored } from "./last-readings.js";
import type { CompleteReading } from "./last-readings.js";

const PROBLEMS = { damaged: "is damaged", future: "has a time in the future" } as const;

const noted = new Set<string>();

/** A machine's last reading on this computer; a file that nobody may rely on is passed over, with one note per process. */
export function lastReliable(host: string): CompleteReading | undefined {
  const stored = readStored(host);
  if (stored.kind === "invalid" && !noted.has(stored.path)) {
    noted.add(stored.path);
    const message = `the last reading ${stored.path} ${PROBLEMS[stored.problem]} and is not used; the next reading of the machine replaces it`;
    writeJournal({ kind: "note", host, message });
  }
  return stored.kind === "reading" ? stored.reading : undefined;
}
