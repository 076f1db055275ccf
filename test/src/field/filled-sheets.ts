import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readXlsx, writeXlsx } from "hucre/xlsx";
import type { CellValue } from "hucre/xlsx";

/** First words of what is printed before and above what people write. */
const PRINTED = { day: "点検日（共通）", person: "点検者（共通）", host: "行ID", lastPart: "点検日" };

/** Answers every box of every sheet in a folder, all as it should be; answers the files, and how many boxes there were. */
export async function fillSheets(
  folder: string,
  said: { readonly day: string; readonly person: string },
): Promise<{ readonly files: readonly string[]; readonly boxes: number }> {
  const files = readdirSync(folder).map((name) => join(folder, name));
  let boxes = 0;
  for (const file of files) {
    const { sheets } = await readXlsx(readFileSync(file));
    for (const { rows } of sheets) boxes += fillRows(rows, said);
    writeFileSync(file, await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) }));
  }
  return { files, boxes };
}

function fillRows(rows: CellValue[][], { day, person }: { readonly day: string; readonly person: string }): number {
  const rowOf = (label: string): number => rows.findIndex(([first]) => String(first).startsWith(label));
  for (const [label, text] of [
    [PRINTED.day, day],
    [PRINTED.person, person],
  ] as const) {
    const row = rows[rowOf(label)];
    if (row !== undefined) row[1] = text;
  }
  const heading = rowOf(PRINTED.host);
  const end = (rows[heading] ?? []).indexOf(PRINTED.lastPart);
  const hosts = rows.slice(heading + 1).filter(([host]) => typeof host === "string");
  for (const row of hosts) row.fill("○", 2, end);
  return hosts.length * (end - 2);
}
