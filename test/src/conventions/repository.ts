import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository these tests were compiled in. */
export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

const SKIPPED = new Set(["node_modules", "dist", "coverage", ".git"]);

/** Every file below a root that is not installed or built, as paths from the root with forward slashes. */
export function filesBelow(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(root, path);
    return [relative(root, path).split(sep).join("/")];
  });
}

/** The text of a file below a root. */
export function textOf(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** A workspace of the repository: its folder and its manifest. */
export interface Workspace {
  readonly folder: string;
  /** Name without the scope. */
  readonly name: string;
  readonly version: string;
  /** Names of our own packages that the manifest depends on, without the scope. */
  readonly dependencies: readonly string[];
}

const SCOPE = "@kijun/";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The workspaces below a root, found by their manifests. */
export function workspacesBelow(root: string): Workspace[] {
  return filesBelow(root)
    .filter((path) => /^(?:(?:packages|baselines|policies|stacks|examples)\/[^/]+|test)\/package\.json$/.test(path))
    .map((path) => {
      const manifest = JSON.parse(textOf(root, path)) as Manifest;
      const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      return {
        folder: path.replace(/\/package\.json$/, ""),
        name: manifest.name.replace(SCOPE, ""),
        version: manifest.version,
        dependencies: dependencies.filter((name) => name.startsWith(SCOPE)).map((name) => name.replace(SCOPE, "")),
      };
    });
}
