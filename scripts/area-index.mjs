// The lists of all setting areas, made from their folders: an area is a folder with its schema and its PowerShell.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { root } from "./prepare.mjs";

export const SOURCE = "packages/settings/src";
const NOTE = "// Made by `npm run generate`; do not edit.";

/** Ids of all areas, sorted. */
export function areaIds() {
  const holdsArea = (name) => [".ts", ".ps1"].every((part) => existsSync(join(root, SOURCE, name, name + part)));
  return readdirSync(join(root, SOURCE)).filter(holdsArea).sort();
}

/** The generated files by path. */
export async function areaIndex() {
  const files = { areas: areas(), "area-claims": areaClaims(), "live-forms": liveForms(), "area-states": areaStates() };
  const options = { ...(await resolveConfig(join(root, "package.json"))), parser: "typescript" };
  const texts = Object.entries(files).map(async ([name, lines]) => [
    `${SOURCE}/${name}.ts`,
    await format(lines.join("\n"), options),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

/** An area's name in code. */
export const camelCase = (id) => id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

const imports = (suffix, part, ids = areaIds()) =>
  ids.map((id) => `import { ${camelCase(id)}${suffix} } from "./${id}/${id}${part}.js";`);

const list = (suffix) => areaIds().map((id) => `  ${camelCase(id)}${suffix},`);

function areas() {
  return [
    NOTE,
    `import type { z } from "zod";`,
    "",
    ...imports("", ""),
    `import type { SettingArea } from "./form/setting-area.js";`,
    "",
    "const areas = [",
    ...list(""),
    "] as const;",
    "",
    "/** Every area, managed and observed, in the order of their ids. */",
    "export const everyArea: readonly SettingArea[] = areas;",
    "",
    "/** The areas whose settings are part of a machine's resource. */",
    "export const settingAreas: readonly SettingArea[] = areas.filter(({ observed }) => !observed);",
    "",
    "/** The areas of which a check judges an expectation. */",
    "export const observedAreas: readonly SettingArea[] = areas.filter(({ observed }) => observed);",
    "",
    "type Area = (typeof areas)[number];",
    "type Managed = Exclude<Area, { readonly observed: true }>;",
    "type Observed = Extract<Area, { readonly observed: true }>;",
    "",
    "/** The declared settings of a machine or class: one optional property per managed area. */",
    "export type DeclaredSettings = {",
    `  readonly [Known in Managed as Known["property"]]?: z.input<Known["schema"]>;`,
    "};",
    "",
    "/** What a check expects to find on a machine: one optional property per observed area. */",
    "export type Expectations = {",
    `  readonly [Known in Observed as Known["property"]]?: z.input<Known["schema"]>;`,
    "};",
  ];
}

function areaClaims() {
  const ids = areaIds().filter((id) => existsSync(join(root, SOURCE, id, `${id}.claims.ts`)));
  return [
    NOTE,
    ...imports("Claims", ".claims", ids),
    `import type { AreaClaims } from "./form/claim.js";`,
    "",
    "/** What the areas have for a pilot machine, by id; an area that has nothing of its own is not among them. */",
    "export const areaClaims: { readonly [area: string]: AreaClaims } = {",
    ...ids.map((id) => `  "${id}": ${camelCase(id)}Claims,`),
    "};",
  ];
}

function liveForms() {
  return [
    NOTE,
    ...imports("Live", ".live"),
    `import type { LiveForm } from "./form/live-form.js";`,
    "",
    "/** The areas on a modelled machine, in the order of the areas. */",
    "export const liveForms: readonly LiveForm[] = [",
    ...list("Live"),
    "];",
  ];
}

function areaStates() {
  return [
    NOTE,
    ...imports("States", ".states"),
    `import type { AreaStates } from "./form/machine-states.js";`,
    "",
    "/** The states of every area, in the order of the areas. */",
    "export const areaStates: readonly AreaStates[] = [",
    ...list("States"),
    "];",
  ];
}
