import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { KijunError } from "@kijun/core";

/** Writes a file in one step, with the folders above it. Errors: ARGUMENT_INVALID where that is not possible. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${String(process.pid)}.draft`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, content, { mode: 0o600, flush: true });
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KijunError("ARGUMENT_INVALID", `${file} cannot be written: ${reason}`, {
      hint: "Name a folder that may be written to, then run the command again.",
      cause,
    });
  }
}
