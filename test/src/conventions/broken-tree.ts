import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Runs a check on a small tree of files made for it, so that each check is seen to fail. */
export function withTree<Result>(files: Readonly<Record<string, string>>, check: (root: string) => Result): Result {
  const root = mkdtempSync(join(tmpdir(), "kijun-tree-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
