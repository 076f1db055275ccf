import { readFileSync } from "node:fs";

import { areaScript, MANAGEMENT_LINE, settingAreas } from "@kijun/settings";

const KERNEL = ["files", "registry", "registry-setting", "security-policy", "session", "user-profile"];

const assembled = new Map<string, string>();

/**
 * The agent's script for the given areas: what every session needs, the facts of the line where an area can cut it, then
 * each area's functions. ASCII only.
 */
export function agentScript(areaIds: readonly string[]): string {
  const ids = [...areaIds].sort();
  const key = ids.join(",");
  let script = assembled.get(key);
  if (script === undefined) {
    const canCutLine = settingAreas.some((area) => area.canCutLine && ids.includes(area.id));
    const kernel = [...KERNEL, ...(canCutLine ? [MANAGEMENT_LINE] : [])].map((name) =>
      readFileSync(new URL(`../src/powershell/${name}.ps1`, import.meta.url), "utf8"),
    );
    script = [...kernel, ...ids.map(areaScript)].join("\n");
    assembled.set(key, script);
  }
  return script;
}
