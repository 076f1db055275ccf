import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the package that a file belongs to: the nearest one with a package.json; undefined where there is none. */
export function packageFolder(file: string): string | undefined {
  const folder = dirname(file);
  if (folder === file) return undefined;
  return existsSync(join(folder, "package.json")) ? folder : packageFolder(folder);
}
