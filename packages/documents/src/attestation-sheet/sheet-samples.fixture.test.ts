import { createHash } from "node:crypto";

import type { Attestation, JudgedItem } from "@kijun/checklist";
import { parseFiscalYear } from "@kijun/core";
import type { Host, HostRole } from "@kijun/core";
import { parseCellRef, readXlsx, writeXlsx } from "hucre/xlsx";
import type { CellValue } from "hucre/xlsx";

import { attestationForm } from "./attestation-form.js";
import type { AttestationForm } from "./attestation-form.js";
import type { IssuedForm } from "./issued-form.js";
import { judgeReturn } from "./judge-return.js";
import type { JudgedReturn, ReturnedFile } from "./judge-return.js";
import { readAttestationSheet } from "./read-sheet.js";

export const KEY = new Uint8Array(32).fill(7);
export const ROLE_NAMES: { readonly [Role in HostRole]: string } = {
  terminal: "統合端末",
  "communication-server": "ＣＳ",
  "active-directory-server": "ADサーバー",
};

/** An item with one attested part for each id, after a measured one where it has a part of its own. */
export function sampleItem(id: string, role: HostRole, ...parts: readonly string[]): JudgedItem {
  const requirement = `${id}のとおりであること。`;
  const title = { ja: `${id}の確認`, en: id };
  return {
    ...{ id, role, title: title.ja, requirement, areas: [] },
    parts: parts.map((part) => ({
      ...{ id: part, kind: "attested" as const, title, severity: "medium" as const, remediation: title },
      question: parts.length === 1 ? { ja: requirement, en: id } : { ja: `${part}を見ること。`, en: part },
    })),
  };
}

export const ITEMS: readonly JudgedItem[] = [
  sampleItem("端末12", "terminal", "posted"),
  sampleItem("端末13", "terminal", "screen"),
  sampleItem("CS12", "communication-server", "posted", "memo"),
];

/** A site with this many terminals, and two servers. */
export function sampleForm(terminals = 3): AttestationForm {
  const terminal = (_: unknown, index: number): string => `KITA-T${String(index + 1).padStart(3, "0")}`;
  const machines = [
    ...Array.from({ length: terminals }, terminal).map((name) => machine(name, "terminal")),
    ...["KITA-CS1", "KITA-CS2"].map((name) => machine(name, "communication-server")),
  ];
  const site = { id: "kita-ward", name: "北区役所戸籍住民課" };
  const content = { year: parseFiscalYear("R7"), site, machines, items: ITEMS };
  const form = attestationForm({ ...content, roleName: (role) => ROLE_NAMES[role] });
  if (form === undefined) throw new Error("the sample has attested parts");
  return form;
}

function machine(name: string, role: HostRole): { host: Host; role: HostRole } {
  const service = { from: "2025-05-15" };
  return { host: { name, hostClass: "any", site: "kita-ward", address: "198.51.100.1", service }, role };
}

export function issued(form: AttestationForm, issue = 1): IssuedForm {
  const when = { asOf: "2026-01-10", issuedAt: "2026-01-10T00:00:00Z" };
  return { schema: "kijun.attestation-sheet/1", ...form, sections: [...form.sections], issue, ...when } as IssuedForm;
}

/** Writes into cells (`統合端末!C14`) of a workbook as a person does; null empties a cell. */
export async function filled(bytes: Uint8Array, values: { readonly [place: string]: CellValue }): Promise<Uint8Array> {
  const { sheets } = await readXlsx(bytes);
  for (const [place, value] of Object.entries(values)) {
    const [name, cell = ""] = place.split("!");
    const sheet = sheets.find((each) => each.name === name);
    const { row, col } = parseCellRef(cell);
    while (sheet !== undefined && sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet?.rows[row];
    if (cells === undefined) throw new Error(`no worksheet ${name ?? ""}`);
    while (cells.length <= col) cells.push(null);
    cells[col] = value;
  }
  return writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) });
}

/** Takes a whole column (from 0) out of every worksheet. */
export async function withoutColumn(bytes: Uint8Array, column: number): Promise<Uint8Array> {
  const { sheets } = await readXlsx(bytes);
  const shortened = sheets.map(({ name, rows }) => ({ name, rows: rows.map((cells) => cells.toSpliced(column, 1)) }));
  return writeXlsx({ sheets: shortened });
}

async function returnedFile(name: string, bytes: Uint8Array): Promise<ReturnedFile> {
  const digest = createHash("sha256").update(bytes).digest("hex");
  try {
    return { name, digest, sheets: await readAttestationSheet(bytes) };
  } catch (error) {
    return { name, digest, sheets: { unreadable: error instanceof Error ? error.message : String(error) } };
  }
}

/** Takes files in as of 2026-01-20 in R7, where these forms are all that was issued. */
export async function takenIn(
  forms: readonly IssuedForm[],
  files: { readonly [name: string]: Uint8Array },
  otherwise: (fresh: Attestation) => Attestation | undefined = () => undefined,
): Promise<JudgedReturn> {
  const returned = await Promise.all(Object.entries(files).map(([name, bytes]) => returnedFile(name, bytes)));
  return judgeReturn(returned, {
    newest: (id) => Math.max(0, ...forms.filter((form) => form.id === id).map(({ issue }) => issue)),
    find: (id, issue) => forms.find((form) => form.id === id && form.issue === issue),
    ...{ key: KEY, year: parseFiscalYear("R7"), today: "2026-01-20", receivedAt: "2026-01-20T03:00:00Z" },
    otherwise,
  });
}
