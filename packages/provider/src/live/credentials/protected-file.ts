import { readFileSync, statSync } from "node:fs";

import type { KijunError } from "@kijun/core";

/** Files of people, not of programs: a larger one was named by mistake. */
const MOST_BYTES = 1024 * 1024;

/** How a failure becomes an error that says whose file it is. */
export type FileRefusal = (reason: string, hint: string) => KijunError;

/**
 * The text of a UTF-8 file that only its owner may read, without a byte order mark.
 *
 * On Windows there are no mode bits; the access list of its folder protects a file, and is not judged here.
 */
export function readProtectedFile(path: string, refuse: FileRefusal): string {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw refuse(`${path} does not exist`, "Create the file, or correct its path.");
  if (!status.isFile()) throw refuse(`${path} is not an ordinary file`, "Name a file that can be read several times.");
  if (process.platform !== "win32" && (status.mode & 0o077) !== 0)
    throw refuse(`${path} can be read by others`, `Run: chmod 600 '${path}'`);
  if (status.size > MOST_BYTES) throw refuse(`${path} is larger than 1 MiB`, "Correct the path of the file.");
  return decode(bytesOf(path, refuse), path, refuse);
}

function bytesOf(path: string, refuse: FileRefusal): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw refuse(
      `${path} cannot be read (${code})`,
      "Make the file readable for the user that runs Kijun, and only for it.",
    );
  }
}

function decode(bytes: Buffer, path: string, refuse: FileRefusal): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse(`${path} is not UTF-8 text`, "Save it as UTF-8; Windows PowerShell's > writes UTF-16.");
  }
}
