import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { KijunError } from "@kijun/core";
import type { FiscalYear } from "@kijun/core";
import { attestationForm, IssuedForms, writeAttestationSheet } from "@kijun/documents";
import type { AttestationForm, IssuedForm } from "@kijun/documents";
import { compileFleet } from "@kijun/provider/fleet";

import { loadJudgedChecklist } from "../checking/judged-checklist.js";
import { loadBaseline } from "../project/load-baseline.js";
import type { Project } from "../project/project.js";
import { roleName } from "../project/role-counts.js";
import { chosenMachines } from "../run/selection.js";
import type { Moment } from "./clock.js";
import { writeWhole } from "./write-file.js";

/** What is to be given out. */
export interface IssueRequest {
  readonly project: Project;
  readonly year: FiscalYear;
  /** Day whose machines are on the sheets, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly now: Moment;
  /** Ids or names; all where there is none. */
  readonly sites: readonly string[];
  /** Whether sheets that would print the same get a new number too. */
  readonly again: boolean;
  /** Folder of the records. */
  readonly records: string;
  /** Folder that the sheets go to. */
  readonly out: string;
}

/** A sheet that lies ready. */
export interface IssuedSheet {
  readonly form: IssuedForm;
  /** Absolute. */
  readonly file: string;
  /** Whether it has got its number now. */
  readonly isNew: boolean;
}

/**
 * Gives out the sheets of sites: first every record, then every file, so that no sheet is without a record. Errors:
 * PROJECT_MISSING, BASELINE_INVALID, ARGUMENT_INVALID where a file is in the way, STATE_CORRUPTED.
 */
export async function issueSheets(request: IssueRequest): Promise<readonly IssuedSheet[]> {
  const { records, out, asOf, now, again } = request;
  const wanted = await wantedForms(request);
  if (wanted.length === 0) {
    throw new KijunError(
      "ARGUMENT_INVALID",
      `no machine in service there on ${asOf} has an item that a person answers`,
      {
        hint: "Choose other sites or another day; a person answers the parts of the kind attested in the checklist.",
      },
    );
  }
  const forms = new IssuedForms(records);
  const key = forms.key();
  const issued = wanted.map((form) => forms.issue(form, { asOf, issuedAt: now.instant, again }));
  const sheets = await Promise.all(
    issued.map(async ({ form, isNew }) => {
      const file = join(resolve(out), `${form.id}.${String(form.issue)}.xlsx`);
      return { form, isNew, file, bytes: await writeAttestationSheet(form, key) };
    }),
  );
  const inTheWay = sheets.filter(({ file, bytes }) => existsSync(file) && !readFileSync(file).equals(bytes));
  if (inTheWay.length > 0) {
    const names = inTheWay.map(({ file }) => file).join(", ");
    throw new KijunError("ARGUMENT_INVALID", `there are files already that hold something else: ${names}`, {
      hint: "They may hold answers: take them in with `kijun attest import`, or name another folder with --out.",
    });
  }
  for (const { file, bytes } of sheets) if (!existsSync(file)) writeWhole(file, bytes);
  return sheets.map(({ form, file, isNew }) => ({ form, file, isNew }));
}

async function wantedForms({ project, year, asOf, sites }: IssueRequest): Promise<AttestationForm[]> {
  const [fleet, { items }] = await Promise.all([loadBaseline(project), loadJudgedChecklist(project)]);
  const compiled = compileFleet(fleet, asOf);
  const selectable = compiled.map(({ host, site }) => ({ name: host.name, site: site.id, siteName: site.name }));
  const chosen = new Set(chosenMachines(selectable, { site: sites }).map(({ site }) => site));
  return fleet.sites
    .filter(({ id }) => chosen.has(id))
    .flatMap((site) => {
      const machines = compiled
        .filter((machine) => machine.site.id === site.id)
        .map(({ host, hostClass }) => ({ host, role: hostClass.role }));
      const form = attestationForm({ year, site, machines, items, roleName: (role) => roleName(role, "ja") });
      return form === undefined ? [] : [form];
    });
}
