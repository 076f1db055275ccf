import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Puts a text in a file that only its owner reads. Written beside and renamed, so that a killed process leaves the old or
 * the new one. A rename over a file waits for the disk, and other machines must not.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${String(process.pid)}`;
  await writeFile(fresh, text, { mode: 0o600 });
  await rename(fresh, path);
}
