// The documents that are made from code.
import {
  attestationsFileSchema,
  checkResultSchema,
  jsonSchemaOf,
  waiversFileSchema,
} from "../packages/checklist/dist/index.js";
import { answerJsonSchema } from "../packages/collect/dist/index.js";
import { harvestLineJsonSchema } from "../packages/cli/dist/harvesting/harvest-file.js";
import { dispositionsJsonSchema } from "../packages/cli/dist/reviewing/disposition-file.js";
import { errorTable } from "../packages/core/dist/index.js";
import { winrmErrorHints } from "../packages/node-winrm/dist/index.js";
import { keptReadingJsonSchema } from "../packages/provider/dist/live/index.js";
import { nextSteps } from "../packages/provider/dist/run/index.js";
import { codeOf, exitCodes, PRECEDENCE } from "../packages/report/dist/index.js";

import { format } from "prettier";

import { areaPages } from "./area-pages.mjs";
import { claimCounts, claimsText } from "./claim-tables.mjs";
import { table, withPart } from "./marked-part.mjs";

const NOTE = "<!-- Made by `npm run generate`; do not edit. -->";

/** Their texts by path. */
export const documents = {
  ...areaPages(),
  "packages/checklist/attestations.schema.json": await schemaText(attestationsFileSchema),
  "packages/checklist/check-result.schema.json": await schemaText(checkResultSchema),
  "packages/checklist/waivers.schema.json": await schemaText(waiversFileSchema),
  "docs/pilot.md": withPart(
    "docs/pilot.md",
    "Claims",
    claimsText("agent"),
    withPart("docs/pilot.md", "Counts", claimCounts()),
  ),
  "packages/node-winrm/README.md": withPart("packages/node-winrm/README.md", "Claims", claimsText("node-winrm")),
  "packages/collect/answer.schema.json": await jsonText(answerJsonSchema()),
  "packages/cli/dispositions.schema.json": await jsonText(dispositionsJsonSchema()),
  "packages/cli/harvest-line.schema.json": await jsonText(harvestLineJsonSchema()),
  "packages/provider/kept-reading.schema.json": await jsonText(keptReadingJsonSchema()),
  "docs/errors.md": page(
    "# Error codes",
    NOTE,
    "Every error has a stable code. Match on the code, never on the text.",
    "## Kijun",
    table(
      ["code", "meaning"],
      Object.entries(errorTable).map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    "## Areas, settings and readings",
    table(
      ["code", "next step"],
      Object.entries(nextSteps).map(([code, { en }]) => [`\`${code}\``, en]),
    ),
    "## WinRM client",
    table(
      ["code", "next step"],
      Object.entries(winrmErrorHints).map(([code, hint]) => [`\`${code}\``, hint]),
    ),
  ),
  "docs/exit-codes.md": page(
    "# Exit codes",
    NOTE,
    `One table for every command. When several causes meet, the first of them in this order gives the code: ${PRECEDENCE.map(codeOf).join(", ")}. A run record (--json) names them all. Code 9 is kept for a command to come; 6 and 255 are left to Pulumi.`,
    table(
      ["code", "name", "meaning"],
      exitCodes.map(({ code, name, meaning }) => [String(code), name, meaning.en]),
    ),
  ),
};

function page(...parts) {
  return parts.join("\n\n") + "\n";
}

function schemaText(schema) {
  return jsonText(jsonSchemaOf(schema));
}

function jsonText(value) {
  return format(JSON.stringify(value), { parser: "json", printWidth: 120 });
}
