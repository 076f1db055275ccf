import { readdirSync, readFileSync } from "node:fs";

import { areaScript, MANAGEMENT_LINE, settingAreas } from "@kijun/settings";

const FOLDER = new URL("../src/powershell/", import.meta.url);

/** What every session needs, and what is no part of one. */
const ALWAYS = ["session"];
const NEVER = ["diagnosis", MANAGEMENT_LINE];

/** One of the agent's own files, with the functions that it defines. */
interface KernelFile {
  readonly name: string;
  readonly text: string;
  readonly functions: readonly string[];
}

let kernelFiles: readonly KernelFile[] | undefined;

const assembled = new Map<string, string>();

/**
 * The agent's script for the given areas: the agent's own files that they use, the facts of the line where an area can cut
 * it, then each area's functions. ASCII only.
 */
export function agentScript(areaIds: readonly string[]): string {
  const ids = [...areaIds].sort();
  const key = ids.join(",");
  let script = assembled.get(key);
  if (script === undefined) {
    const canCutLine = settingAreas.some((area) => area.canCutLine && ids.includes(area.id));
    const areas = [...(canCutLine ? [ownFile(MANAGEMENT_LINE)] : []), ...ids.map(areaScript)];
    script = [...usedKernel(areas), ...areas].join("\n");
    assembled.set(key, script);
  }
  return script;
}

/** The files whose functions a session of these areas calls, directly or through one another. */
function usedKernel(areas: readonly string[]): string[] {
  kernelFiles ??= readKernel();
  const used = new Set(kernelFiles.filter(({ name }) => ALWAYS.includes(name)));
  for (let before = -1; before < used.size;) {
    before = used.size;
    const texts = [...areas, ...[...used].map(({ text }) => text)].join("\n");
    for (const file of kernelFiles) if (file.functions.some((name) => calls(texts, name))) used.add(file);
  }
  return kernelFiles.filter((file) => used.has(file)).map(({ text }) => text);
}

function calls(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text);
}

function readKernel(): KernelFile[] {
  const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".ps1") ? [file.slice(0, -".ps1".length)] : []));
  return names
    .filter((name) => !NEVER.includes(name))
    .sort()
    .map((name) => {
      const text = ownFile(name);
      return { name, text, functions: [...text.matchAll(/^function ([\w-]+)/gm)].map(([, found]) => found ?? "") };
    });
}

function ownFile(name: string): string {
  return readFileSync(new URL(`${name}.ps1`, FOLDER), "utf8");
}
