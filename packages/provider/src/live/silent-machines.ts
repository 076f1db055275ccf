import { existsSync } from "node:fs";

import type { HostReading } from "@kijun/core";

import { readJournal } from "../run/journal.js";

type Silence = Extract<HostReading, { kind: "unreachable" }>;

/**
 * Causes that only a limit tells: to ask once more costs that limit once more. What a machine refuses, it refuses at
 * once, and is asked again.
 */
const TOLD_BY_A_LIMIT = new Set(["WINRM_CONNECT_TIMEOUT", "WINRM_TIMEOUT"]);

/**
 * Longer than from the first answer of a preview to the update that follows it at once, and shorter than somebody needs
 * who reads the preview, has a machine switched on and then confirms: such a machine is asked again.
 */
const FRESH_MS = 3 * 60_000;

/** What the preview of a run found out about machines that keep silent, for the update that follows it. */
export class SilentMachines {
  private readonly found = new Map<string, { readonly silence: Silence; readonly at: number }>();

  /** `previewFolder` is where that preview has left its files; undefined where no preview of the run went before. */
  constructor(previewFolder: string | undefined) {
    if (previewFolder === undefined || !existsSync(previewFolder)) return;
    for (const entry of readJournal(previewFolder)) {
      if (entry.kind !== "reading") continue;
      const { reading, at = "" } = entry;
      const key = entry.host.toLowerCase();
      this.found.delete(key);
      if (reading.kind === "unreachable" && TOLD_BY_A_LIMIT.has(reading.code))
        this.found.set(key, { silence: reading, at: Date.parse(at) });
    }
  }

  /** Why the machine did not answer a moment ago; undefined when it did, or when that was too long ago to rely on. */
  reading(host: string, now = Date.now()): Silence | undefined {
    const known = this.found.get(host.toLowerCase());
    if (known === undefined) return undefined;
    const age = now - known.at;
    return age >= 0 && age <= FRESH_MS ? known.silence : undefined;
  }
}
