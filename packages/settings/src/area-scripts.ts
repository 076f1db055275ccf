import { existsSync, readFileSync } from "node:fs";

/** The PowerShell of one area: functions `Read-<Area>` and `Set-<Area>`, as text. */
export function areaScript(id: string): string {
  return readFileSync(new URL(`../src/${id}/${id}.ps1`, import.meta.url), "utf8");
}

/** The PowerShell of the checks of an owner's claims, as text; empty where its checks need no functions of their own. */
export function claimsScript(owner: string): string {
  const file = new URL(`../src/${owner}/${owner}.claims.ps1`, import.meta.url);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The area's id as it stands in the names of its PowerShell functions: `AccountLockout`. */
export function functionSuffix(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
