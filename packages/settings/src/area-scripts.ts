import { readFileSync } from "node:fs";

/** The PowerShell of one area: functions `Read-<Area>` and `Set-<Area>`, as text. */
export function areaScript(id: string): string {
  return readFileSync(new URL(`../src/${id}/${id}.ps1`, import.meta.url), "utf8");
}

/** The area's id as it stands in the names of its PowerShell functions: `AccountLockout`. */
export function functionSuffix(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
