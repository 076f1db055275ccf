// `npm run generate` writes what is made from code: the lists of all areas, then, with everything compiled, the documents.
// With `--check` it writes none of them and fails where one is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { areaIndex } from "./area-index.mjs";
import { root, run } from "./prepare.mjs";

const check = process.argv.includes("--check");
const stale = [];

function bringUpToDate(files) {
  const changed = Object.entries(files).filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  stale.push(...changed.map(([path]) => path));
  if (!check) for (const [path, text] of changed) writeFileSync(join(root, path), text);
}

bringUpToDate(await areaIndex());
run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--build"]);
const { documents } = await import("./documents.mjs");
bringUpToDate(documents);
if (check && stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}. Run: npm run generate`);
  process.exit(1);
}
