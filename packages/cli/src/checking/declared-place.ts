import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";

/** Finds the lines of a project's sources on which values are declared. */
export class DeclaredLines {
  readonly #root: string;
  readonly #sources = new Map<string, readonly string[]>();

  constructor(projectFolder: string) {
    this.#root = rootOf(projectFolder);
  }

  /**
   * The file as seen from the root of the repository, and the line that names the last part of a path that the file names;
   * the first line where none does.
   */
  placeOf(file: string, path: readonly string[]): { file: string; line: number } {
    const full = isAbsolute(file) ? file : join(this.#root, file);
    const lines = this.#linesOf(full);
    const found = path
      .toReversed()
      .map((name) => lines.findIndex((text) => names(text, name)))
      .find((index) => index >= 0);
    return { file: isAbsolute(file) ? relative(this.#root, file) : file, line: (found ?? 0) + 1 };
  }

  #linesOf(file: string): readonly string[] {
    const known = this.#sources.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
    this.#sources.set(file, known);
    return known;
  }
}

/** Whether a line of source has the property of that name. */
function names(text: string, name: string): boolean {
  const key = [name, JSON.stringify(name)].map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  return new RegExp(`(?:^|[\\s{,])(?:${key})\\s*[:,]`).test(text);
}

/** The nearest folder above that is a repository's; the folder itself where none is. */
function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}
