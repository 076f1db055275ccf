import { readFileSync } from "node:fs";

import { areaScript } from "@kijun/settings";

const KERNEL = ["registry", "security-policy", "session", "user-profile"];

const assembled = new Map<string, string>();

/** The agent's script for the given areas: what every session needs, then each area's functions. ASCII only. */
export function agentScript(areaIds: readonly string[]): string {
  const ids = [...areaIds].sort();
  const key = ids.join(",");
  let script = assembled.get(key);
  if (script === undefined) {
    const kernel = KERNEL.map((name) =>
      readFileSync(new URL(`../src/powershell/${name}.ps1`, import.meta.url), "utf8"),
    );
    script = [...kernel, ...ids.map(areaScript)].join("\n");
    assembled.set(key, script);
  }
  return script;
}
