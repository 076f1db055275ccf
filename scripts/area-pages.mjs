// The table of properties in each setting area's page, made from its schema.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { propertyTable, everyArea } from "../packages/settings/dist/index.js";

import { SOURCE } from "./area-index.mjs";
import { root } from "./prepare.mjs";

const START = "<!-- Properties: made by `npm run generate` from the schema; do not edit. -->";
const END = "<!-- End of the properties. -->";

/** Every area's page with its table brought up to date, by path. */
export function areaPages() {
  const pages = everyArea.map((area) => [`${SOURCE}/${area.id}/${area.id}.md`, area]);
  const existing = pages.filter(([path]) => existsSync(join(root, path)));
  return Object.fromEntries(existing.map(([path, area]) => [path, withTable(path, area)]));
}

function withTable(path, area) {
  const text = readFileSync(join(root, path), "utf8");
  const [before, rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${path} lacks the lines "${START}" and "${END}"`);
  return `${before}${START}\n${rows(area).map(cells).join("\n")}\n${END}${after}`;
}

function rows(area) {
  const head = ["property", "meaning", "Windows key", "values", "source"];
  const properties = propertyTable(area).map(({ path, meta, values }) => [
    `\`${path}\``,
    `${meta.label.en} (${meta.label.ja})`,
    meta.windowsKey
      .split(/(, | and )/)
      .map((key, at) => (at % 2 === 0 ? `\`${key}\`` : key))
      .join(""),
    values,
    meta.source,
  ]);
  return [head, head.map(() => "---"), ...properties];
}

const cells = (row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
