import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Attestation, KnownSubjects } from "@kijun/checklist";
import { fiscalYearOf, KijunError } from "@kijun/core";
import type { FiscalYear } from "@kijun/core";
import { IssuedForms, judgeReturn, readAttestationSheet } from "@kijun/documents";
import type { ReturnedFile, SheetIssue, Unanswered } from "@kijun/documents";

import { knownSubjects } from "../checking/given-answers.js";
import { loadJudgedChecklist } from "../checking/judged-checklist.js";
import { namedFiles } from "../command-line/named-files.js";
import type { NamedFile } from "../command-line/named-files.js";
import type { Project } from "../project/project.js";
import type { Moment } from "./clock.js";
import { sheetsFolder } from "./data-folder.js";
import { keepAttestations, keptAttestations, merged, otherwise } from "./kept-attestations.js";
import type { KeptAttestations, Merged } from "./kept-attestations.js";
import { writeWhole } from "./write-file.js";

/** What is to be taken in. */
export interface TakeInRequest {
  readonly project: Project;
  /** The customer's folder. */
  readonly data: string;
  /** Files as they were named. */
  readonly files: readonly string[];
  readonly now: Moment;
  /** Whether an answer may take the place of another one about the same day. */
  readonly corrects: boolean;
  /** Whether nothing is to be written. */
  readonly dryRun: boolean;
}

/** What came of it. With any issue nothing was kept. */
export interface TakenIn extends Omit<Merged, "all"> {
  readonly year: FiscalYear;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly issues: readonly SheetIssue[];
  /** What the sheets leave open and nobody has answered before in this year. */
  readonly unanswered: readonly Unanswered[];
  /** File of the attestations. */
  readonly kept: string;
}

interface ReadFile extends ReturnedFile {
  readonly bytes: Buffer;
}

const HINT = "Name the sheets as they came back; nothing was taken in.";

/**
 * Takes sheets in: all of them or none. Errors: ARGUMENT_INVALID, PROJECT_MISSING, BASELINE_INVALID, ANSWERS_INVALID,
 * STATE_CORRUPTED.
 */
export async function takeIn(request: TakeInRequest): Promise<TakenIn> {
  const { project, data, now } = request;
  const forms = new IssuedForms(sheetsFolder(data));
  const key = forms.existingKey();
  if (key === undefined) {
    throw new KijunError("ARGUMENT_INVALID", `no sheet was ever given out from ${data}`, {
      hint: "Name the folder that `kijun attest sheet` kept its records in with --data, or KIJUN_DATA.",
    });
  }
  const { items } = await loadJudgedChecklist(project);
  const known = await knownSubjects(project, items);
  const files = await Promise.all(namedFiles(request.files, HINT).map(readReturned));
  const year = fiscalYearOf(now.day);
  for (;;) {
    const kept = keptAttestations(data, known);
    const judged = judgeReturn(files, {
      ...{ newest: (id) => forms.newest(id), find: (id, issue) => forms.find(id, issue), key },
      ...{ year, today: now.day, receivedAt: now.instant },
      otherwise: (fresh) => (request.corrects ? undefined : otherwise(kept.attestations, fresh)),
    });
    const { all, ...changes } = merged(kept.attestations, judged.issues.length > 0 ? [] : judged.attestations);
    const isWritten = keepChanges({ ...request, files, known, kept }, changes, all);
    // Somebody else has taken something in meanwhile: what is known is looked at anew.
    if (!isWritten) continue;
    return {
      ...{ year, ...changes, issues: judged.issues, kept: kept.file },
      files: files.map(({ name, digest }) => ({ name, sha256: digest })),
      unanswered: judged.unanswered.filter((open) => !all.some((said) => answers(said, open, year))),
    };
  }
}

interface Keeping extends Pick<TakeInRequest, "data" | "dryRun"> {
  readonly files: readonly ReadFile[];
  readonly known: KnownSubjects;
  readonly kept: KeptAttestations;
}

/** Keeps the sheets as evidence, then what they say; false where the file of attestations has changed meanwhile. */
function keepChanges(
  { data, dryRun, files, known, kept }: Keeping,
  { added, corrected }: Omit<Merged, "all">,
  all: readonly Attestation[],
): boolean {
  const fresh = new Set([...added, ...corrected].map(({ evidenceDigest }) => evidenceDigest));
  if (dryRun || fresh.size === 0) return true;
  for (const { digest, bytes } of files) {
    const copy = join(data, "evidence", `${digest}.xlsx`);
    if (fresh.has(digest) && !existsSync(copy)) writeWhole(copy, bytes);
  }
  return keepAttestations(kept, all, known);
}

function answers(said: Attestation, open: Unanswered, { first, last }: FiscalYear): boolean {
  const isAbout = said.host === open.host && said.item === open.item && said.part === open.part;
  return isAbout && first <= said.observedOn && said.observedOn <= last;
}

async function readReturned({ name, bytes }: NamedFile): Promise<ReadFile> {
  const digest = createHash("sha256").update(bytes).digest("hex");
  try {
    return { name, bytes, digest, sheets: await readAttestationSheet(bytes) };
  } catch (error) {
    return { name, bytes, digest, sheets: { unreadable: error instanceof Error ? error.message : String(error) } };
  }
}
