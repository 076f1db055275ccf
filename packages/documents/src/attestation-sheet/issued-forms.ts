import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";

import type { AttestationForm } from "./attestation-form.js";
import { FORM_ID, issuedFormSchema, printsTheSame } from "./issued-form.js";
import type { IssuedForm } from "./issued-form.js";

const KEY_FILE = "row-codes.key";
const KEY_BYTES = 32;
const RECORD = /^(?<id>.+)\.(?<issue>[1-9]\d*)\.json$/;

/** When and of which day's machines a form is given out, and whether it gets a new number in any case. */
export interface Issuing {
  readonly asOf: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  readonly again: boolean;
}

/** The sheets that were given out, in a folder: one record for each issue, and the key of the codes on their rows. */
export class IssuedForms {
  constructor(readonly folder: string) {}

  /** The number of the newest issue of a form; 0 where there is none. */
  newest(id: string): number {
    if (!existsSync(this.folder)) return 0;
    const numbers = readdirSync(this.folder).flatMap((name) => {
      const groups = RECORD.exec(name)?.groups;
      return groups?.["id"] === id ? [Number(groups["issue"])] : [];
    });
    return Math.max(0, ...numbers);
  }

  /** The record of an issue; undefined where there is none. Errors: STATE_CORRUPTED. */
  find(id: string, issue: number): IssuedForm | undefined {
    const file = this.#recordOf(id, issue);
    if (!FORM_ID.test(id) || !existsSync(file)) return undefined;
    const parsed = issuedFormSchema.safeParse(jsonOf(file));
    if (parsed.success && parsed.data.id === id && parsed.data.issue === issue) return parsed.data;
    const reason = parsed.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw corrupted(file, reason ?? "it is of another issue than its name says");
  }

  /**
   * Gives a form out. A form that prints what its newest issue printed is that issue once more, so that a second run makes
   * nothing stale that people have in hand. The record is there before the number is told. Errors: BASELINE_INVALID for
   * a site whose id cannot be part of a file's name, STATE_CORRUPTED.
   */
  issue(
    form: AttestationForm,
    { asOf, issuedAt, again }: Issuing,
  ): { readonly form: IssuedForm; readonly isNew: boolean } {
    if (!FORM_ID.test(form.id)) {
      throw new KijunError("BASELINE_INVALID", `the site id ${JSON.stringify(form.site.id)} cannot name a sheet`, {
        hint: 'Use letters and digits of ASCII, ".", "_" and "-" in the id of the site.',
      });
    }
    for (;;) {
      const newest = this.newest(form.id);
      const latest = newest === 0 ? undefined : this.find(form.id, newest);
      if (latest !== undefined && !again && printsTheSame(latest, form)) return { form: latest, isNew: false };
      const issued = { schema: "kijun.attestation-sheet/1" as const, ...form, issue: newest + 1, asOf, issuedAt };
      const record = issuedFormSchema.parse(issued);
      const text = `${JSON.stringify(record, null, 2)}\n`;
      // Somebody else may have taken the number at the same moment.
      if (this.#writeNew(this.#recordOf(form.id, newest + 1), text)) return { form: record, isNew: true };
    }
  }

  /** The key of the codes on the rows, made where there is none. */
  key(): Uint8Array {
    const file = join(this.folder, KEY_FILE);
    if (!existsSync(file)) this.#writeNew(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`);
    const key = this.existingKey();
    if (key !== undefined) return key;
    throw corrupted(file, "it is gone");
  }

  /** The key; undefined where no sheet was ever given out from this folder. Errors: STATE_CORRUPTED. */
  existingKey(): Uint8Array | undefined {
    const file = join(this.folder, KEY_FILE);
    if (!existsSync(file)) return undefined;
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
    if (key.length === KEY_BYTES) return key;
    throw corrupted(file, `it does not hold ${KEY_BYTES} bytes in hexadecimal digits`);
  }

  #recordOf(id: string, issue: number): string {
    return join(this.folder, `${id}.${String(issue)}.json`);
  }

  /** Writes a file that is not there yet, whole or not at all; false where it is there already. */
  #writeNew(file: string, text: string): boolean {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const draft = `${file}.${String(process.pid)}.draft`;
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw corrupted(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function corrupted(file: string, reason: string, cause?: unknown): KijunError {
  return new KijunError("STATE_CORRUPTED", `${file} cannot be read as what it should be: ${reason}`, {
    hint: "Put the file back from a copy of the data folder; sheets that it belongs to cannot be taken in without it.",
    cause,
  });
}
