import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { loadAnswers } from "@kijun/checklist";
import type { Attestation, AttestationsFile, KnownSubjects } from "@kijun/checklist";

import { writeWhole } from "./write-file.js";

/** The attestations of a data folder as they were found. */
export interface KeptAttestations {
  /** Absolute. */
  readonly file: string;
  /** The file's text; undefined where there is none yet. */
  readonly text: string | undefined;
  readonly attestations: readonly Attestation[];
}

/** What new answers would change. */
export interface Merged {
  /** Everything that is known then, in a fixed order. */
  readonly all: readonly Attestation[];
  readonly added: readonly Attestation[];
  /** Answers that were known as they are. */
  readonly known: readonly Attestation[];
  /** Answers that take the place of another one about the same day. */
  readonly corrected: readonly Attestation[];
}

/** Errors: ANSWERS_INVALID where the file is no file of attestations about these machines and items. */
export function keptAttestations(folder: string, known: KnownSubjects): KeptAttestations {
  const file = join(folder, "attestations.json");
  if (!existsSync(file)) return { file, text: undefined, attestations: [] };
  const text = readFileSync(file, "utf8");
  return { file, text, ...loadAnswers({ attestations: [{ name: file, text }], waivers: [] }, known) };
}

/** The answer about the same machine, part and day that says something else than a new one. */
export function otherwise(kept: readonly Attestation[], fresh: Attestation): Attestation | undefined {
  return kept.find((earlier) => placeOf(earlier) === placeOf(fresh) && !saysTheSame(earlier, fresh));
}

/** New answers beside what is known; one about the same day takes the place of the earlier one. */
export function merged(kept: readonly Attestation[], fresh: readonly Attestation[]): Merged {
  const all = new Map(kept.map((attestation) => [placeOf(attestation), attestation]));
  const lists = { added: [] as Attestation[], known: [] as Attestation[], corrected: [] as Attestation[] };
  for (const attestation of fresh) {
    const earlier = all.get(placeOf(attestation));
    const kind = earlier === undefined ? "added" : saysTheSame(earlier, attestation) ? "known" : "corrected";
    lists[kind].push(attestation);
    if (kind !== "known") all.set(placeOf(attestation), attestation);
  }
  const sorted = [...all].sort(([left], [right]) => (left < right ? -1 : 1));
  return { ...lists, all: sorted.map(([, attestation]) => attestation) };
}

/**
 * Writes all attestations in one step, when they are right as a file. Answers false, having written nothing, where the
 * file is not any more as it was found. Errors: ANSWERS_INVALID, ARGUMENT_INVALID where it cannot be written.
 */
export function keepAttestations(kept: KeptAttestations, all: readonly Attestation[], known: KnownSubjects): boolean {
  const { file, text } = kept;
  const document: AttestationsFile = { schema: "kijun.attestations/1", attestations: all };
  const fresh = `${JSON.stringify(document, null, 2)}\n`;
  loadAnswers({ attestations: [{ name: file, text: fresh }], waivers: [] }, known);
  const now = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (now !== text) return false;
  writeWhole(file, fresh);
  return true;
}

function placeOf({ item, part, host, observedOn }: Attestation): string {
  return JSON.stringify([host.toLowerCase(), item, part, observedOn]);
}

function saysTheSame(left: Attestation, right: Attestation): boolean {
  const said = ({ answer, by, note, validUntil }: Attestation): string =>
    JSON.stringify([answer, by, note, validUntil]);
  return said(left) === said(right);
}
