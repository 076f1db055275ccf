import { z } from "zod";

import type { AttestationForm } from "./attestation-form.js";

/** Ids that can be names of files, and that everybody can type. */
export const FORM_ID = /^R\d+-[A-Za-z0-9._-]+$/;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = z.string().min(1);

const sectionSchema = z.strictObject({
  role: z.enum(["terminal", "communication-server", "active-directory-server"]),
  name: text,
  parts: z.array(z.strictObject({ item: text, part: text, heading: text, words: text })).min(1),
  hosts: z.array(z.strictObject({ host: text, from: day, until: day.optional() })).min(1),
});

/** The record of an issued sheet, as the data folder keeps it. */
export const issuedFormSchema = z.strictObject({
  schema: z.literal("kijun.attestation-sheet/1"),
  id: z.string().regex(FORM_ID),
  issue: z.int().min(1),
  year: z.string().regex(/^R\d+$/),
  /** Day whose machines are on the sheet. */
  asOf: day,
  issuedAt: z.iso.datetime(),
  site: z.strictObject({ id: text, name: text }),
  sections: z.array(sectionSchema).min(1),
});

/** A form that was given out, with its number. */
export type IssuedForm = z.infer<typeof issuedFormSchema>;

/** Whether two forms print the same but for the number of the issue. */
export function printsTheSame(left: AttestationForm, right: AttestationForm): boolean {
  return printed(left) === printed(right);
}

function printed({ id, year, site, sections }: AttestationForm): string {
  return JSON.stringify([
    ...[id, year, site.id, site.name],
    sections.map(({ role, name, parts, hosts }) => [
      ...[role, name],
      parts.map(({ item, part, heading, words }) => [item, part, heading, words]),
      hosts.map(({ host }) => host),
    ]),
  ]);
}
