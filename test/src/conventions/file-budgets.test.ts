import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

const SOURCE_LINES = 250;
const TEST_LINES = 400;

/** Source and test files that are longer than their budget. */
function budgetProblems(root: string): string[] {
  return filesBelow(root)
    .filter((path) => /\.(ts|mjs|js|ps1)$/.test(path))
    .flatMap((path) => {
      const lines = textOf(root, path).split("\n").length - 1;
      const budget = path.endsWith(".test.ts") || path.startsWith("test/") ? TEST_LINES : SOURCE_LINES;
      return lines > budget ? [`${path} has ${lines} lines; its budget is ${budget}`] : [];
    });
}

describe("file budgets", () => {
  it("hold for every source and test file", () => {
    expect(budgetProblems(repositoryRoot)).to.deep.equal([]);
  });

  it("name a file that is too long", () => {
    const files = { "packages/core/src/long.ts": "\n".repeat(SOURCE_LINES + 1) };
    expect(withTree(files, budgetProblems)).to.deep.equal([
      "packages/core/src/long.ts has 251 lines; its budget is 250",
    ]);
  });
});
