import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

const LINK = /\[[^\]]*\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g;

/** Links in Markdown files that lead to no file, or to no heading of it. */
function linkProblems(root: string): string[] {
  return filesBelow(root)
    .filter((path) => path.endsWith(".md") && path !== "CHANGELOG.md")
    .flatMap((path) =>
      [...textOf(root, path).matchAll(LINK)].flatMap(([, target = "", anchor]) => {
        const file = target === "" ? path : join(dirname(path), target);
        if (!existsSync(join(root, file))) return [`${path}: ${target} does not exist`];
        if (anchor === undefined || headingsOf(textOf(root, file)).includes(anchor)) return [];
        return [`${path}: ${file} has no heading #${anchor}`];
      }),
    );
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+\s+(.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replace(/\s+/g, "-"),
  );
}

describe("links in the documentation", () => {
  it("lead to files and headings that exist", () => {
    expect(linkProblems(repositoryRoot)).to.deep.equal([]);
  });

  it("name a dead file and a dead heading", () => {
    const files = { "README.md": "[a](docs/a.md) [b](docs/b.md#no-such)", "docs/b.md": "# Here" };
    expect(withTree(files, linkProblems)).to.deep.equal([
      "README.md: docs/a.md does not exist",
      "README.md: docs/b.md has no heading #no-such",
    ]);
  });
});
