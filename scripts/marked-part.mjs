// Parts of documents that are made from code, between two lines that say so.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./prepare.mjs";

/** The text of a document with one part of it brought up to date. */
export function withPart(path, name, content, text = readFileSync(join(root, path), "utf8")) {
  const start = `<!-- ${name}: made by \`npm run generate\`; do not edit. -->`;
  const end = `<!-- End of the ${name.toLowerCase()}. -->`;
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} lacks the lines "${start}" and "${end}"`);
  return `${before}${start}\n${content}\n${end}${after}`;
}

/** A table in Markdown. */
export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map(cells).join("\n");
}

const cells = (row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
