// `npm run new:area -- NAME`: the folder of a new setting area, with every part, and the lists of all areas brought up to
// date. What it makes is an area of registry values that builds and passes its tests; what is to be replaced says so.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { areaIds, camelCase, SOURCE } from "./area-index.mjs";
import { root, run } from "./prepare.mjs";

const TEMPLATE = join(root, "scripts/area-template");
const PARTS = [".ts", ".ps1", ".md", ".live.ts", ".states.ts", ".test.ts"];

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || rest.length > 0 || !/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name)) {
  console.error("Usage: npm run new:area -- NAME\nNAME is Windows policy wording in kebab-case: remote-desktop");
  process.exit(2);
}
const folder = join(root, SOURCE, name);
if (areaIds().includes(name) || existsSync(folder)) {
  console.error(`${SOURCE}/${name} is there already; nothing was changed.`);
  process.exit(2);
}

const inCode = camelCase(name);
const pascalCase = inCode[0].toUpperCase() + inCode.slice(1);
const words = name.replaceAll("-", " ");

mkdirSync(folder);
for (const part of PARTS) {
  const text = readFileSync(join(TEMPLATE, `area${part}.txt`), "utf8");
  writeFileSync(
    join(folder, name + part),
    text
      .replaceAll("AREA-ID", name)
      .replaceAll("AREA_NAME", inCode)
      .replaceAll("AREA_FUNCTION", pascalCase)
      .replaceAll("AREA WORDS", words),
  );
}
run(process.execPath, [join(root, "scripts/generate.mjs")]);
console.log(`${SOURCE}/${name} is made. Replace what says "to be replaced"; docs/setting-areas.md says how.`);
