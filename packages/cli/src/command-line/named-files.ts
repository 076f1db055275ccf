import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { KijunError } from "@kijun/core";

/** A file as it was named on the command line. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** All files that were named. Errors: ARGUMENT_INVALID, naming every one that cannot be read. */
export function namedFiles(names: readonly string[], hint: string): NamedFile[] {
  const failures: string[] = [];
  const read = names.flatMap((name) => {
    try {
      return [{ name, bytes: readFileSync(resolve(name)) }];
    } catch (cause) {
      failures.push(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
      return [];
    }
  });
  if (failures.length === 0) return read;
  throw new KijunError("ARGUMENT_INVALID", `these files cannot be read: ${failures.join("; ")}`, { hint });
}
