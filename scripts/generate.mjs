// `npm run generate` writes the documents that are made from code; with `--check` it fails where one is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { errorTable } from "../packages/core/dist/index.js";
import { codeOf, exitCodes, PRECEDENCE } from "../packages/report/dist/index.js";
import { winrmErrorHints } from "../packages/node-winrm/dist/index.js";

import { root } from "./prepare.mjs";

const NOTE = "<!-- Made by `npm run generate`; do not edit. -->";

const documents = {
  "docs/errors.md": [
    "# Error codes",
    NOTE,
    "Every error has a stable code. Match on the code, never on the text.",
    "## Kijun",
    table(
      ["code", "meaning"],
      Object.entries(errorTable).map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    "## WinRM client",
    table(
      ["code", "next step"],
      Object.entries(winrmErrorHints).map(([code, hint]) => [`\`${code}\``, hint]),
    ),
  ],
  "docs/exit-codes.md": [
    "# Exit codes",
    NOTE,
    `One table for every command. When several causes meet, the first of them in this order gives the code: ${PRECEDENCE.map(codeOf).join(", ")}. A run record (--json) names them all. Codes 9 and 12 are kept for commands to come; 6 and 255 are left to Pulumi.`,
    table(
      ["code", "name", "meaning"],
      exitCodes.map(({ code, name, meaning }) => [String(code), name, meaning.en]),
    ),
  ],
};

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const stale = [];
for (const [path, parts] of Object.entries(documents)) {
  const text = parts.join("\n\n") + "\n";
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (process.argv.includes("--check")) stale.push(path);
  else writeFileSync(file, text);
}
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}. Run: npm run generate`);
  process.exit(1);
}
