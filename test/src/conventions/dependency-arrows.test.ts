import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf, workspacesBelow } from "./repository.js";

type Arrows = Readonly<Record<string, readonly string[]>>;

/** These tests hold made-up imports. */
const CONVENTIONS = "test/src/conventions/";

const IMPORT = /(?:from|import|import\(|require\()\s*\(?["'](@kijun\/[a-z-]+|\.{1,2}\/[^"']*)/g;

/** Every import or dependency that the table of arrows does not allow. */
function arrowProblems(root: string): string[] {
  const arrows = JSON.parse(textOf(root, "scripts/dependency-arrows.json")) as Arrows;
  const workspaces = workspacesBelow(root);
  const problems = workspaces.filter(({ name }) => !(name in arrows)).map(({ name }) => `${name} is not in the table`);
  for (const name of Object.keys(arrows)) {
    if (!workspaces.some((workspace) => workspace.name === name))
      problems.push(`${name} is in the table but is no workspace`);
  }
  const files = filesBelow(root);
  for (const { folder, name, dependencies } of workspaces) {
    const allowed = [...(arrows[name] ?? []), name];
    for (const other of dependencies)
      if (!allowed.includes(other)) problems.push(`${folder}/package.json depends on ${other}`);
    for (const path of files.filter(
      (file) => file.startsWith(`${folder}/src/`) && file.endsWith(".ts") && !file.startsWith(CONVENTIONS),
    )) {
      for (const [, target = ""] of textOf(root, path).matchAll(IMPORT)) {
        const other = target.startsWith("@kijun/") ? target.replace("@kijun/", "") : undefined;
        if (other !== undefined && !allowed.includes(other)) problems.push(`${path} imports ${other}`);
        if (other !== undefined && other !== name && !dependencies.includes(other))
          problems.push(`${path} imports ${other}, which its package.json lacks`);
        if (/\/(?:src|dist)\//.test(target)) problems.push(`${path} reaches into another workspace by path`);
      }
    }
  }
  return problems;
}

describe("dependency arrows", () => {
  it("point one way in the whole repository", () => {
    expect(arrowProblems(repositoryRoot)).to.deep.equal([]);
  });

  it("name the import that points the wrong way", () => {
    const files = {
      "scripts/dependency-arrows.json": '{"core": [], "cli": ["core"]}',
      "packages/core/package.json": '{"name": "@kijun/core"}',
      "packages/core/src/index.ts": 'import { run } from "@kijun/cli";',
      "packages/cli/package.json": '{"name": "@kijun/cli", "dependencies": {"@kijun/core": "1"}}',
    };
    expect(withTree(files, arrowProblems)).to.include("packages/core/src/index.ts imports cli");
  });
});
