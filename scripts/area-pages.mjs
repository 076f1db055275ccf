// In each setting area's page: the table of properties, made from its schema, and what is taken for granted of Windows with
// what real machines have said to it.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { MANAGEMENT_LINE, propertyTable, everyArea } from "../packages/settings/dist/index.js";

import { SOURCE } from "./area-index.mjs";
import { claimsText, evidenceText } from "./claim-tables.mjs";
import { table, withPart } from "./marked-part.mjs";
import { root } from "./prepare.mjs";

/** Every area's page brought up to date, and that of the line to the controller, by path. */
export function areaPages() {
  const pages = everyArea
    .map((area) => [pageOf(area.id), area])
    .filter(([path]) => existsSync(join(root, path)))
    .map(([path, area]) => [
      path,
      withPart(path, "Claims", claimsText(area.id), withPart(path, "Properties", rows(area))),
    ]);
  const line = pageOf(MANAGEMENT_LINE);
  return { ...Object.fromEntries(pages), [line]: withPart(line, "Claims", claimsText(MANAGEMENT_LINE)) };
}

const pageOf = (id) => `${SOURCE}/${id}/${id}.md`;

function rows(area) {
  const properties = propertyTable(area).map(({ path, meta, values }) => [
    `\`${path}\``,
    `${meta.label.en} (${meta.label.ja})`,
    meta.windowsKey
      .split(/(, | and )/)
      .map((key, at) => (at % 2 === 0 ? `\`${key}\`` : key))
      .join(""),
    values,
    [meta.source, ...(meta.claims ?? []).map((claim) => `claim \`${claim}\`, ${evidenceText(claim, area.id)}`)].join(
      "; ",
    ),
  ]);
  return table(["property", "meaning", "Windows key", "values", "source"], properties);
}
