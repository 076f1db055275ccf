import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf, workspacesBelow } from "./repository.js";

const VAGUE_NAMES = /^(utils?|utilities|helpers?|common|shared|managers?|misc|types)$/;
const TOP_LEVEL = new Set([
  ...["packages", "stacks", "policies", "baselines", "examples", "test", "docs", "scripts"],
  ...[
    "package.json",
    "package-lock.json",
    "lerna.json",
    "tsconfig.json",
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
  ],
  ...["CHANGELOG.md", "LICENSE", "eslint.config.js", "knip.json"],
]);

/** Names that say nothing, names used twice, leavings, and test titles that do not state behaviour. */
function styleProblems(root: string): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const path of filesBelow(root)) {
    const parts = path.split("/");
    const file = parts.at(-1) ?? "";
    const stem = file.replace(/\..*$/, "");
    if (!path.startsWith(".") && !TOP_LEVEL.has(parts[0] ?? ""))
      problems.push(`${path}: not an entry of the top level`);
    if ([...parts.slice(0, -1), stem].some((name) => VAGUE_NAMES.test(name)))
      problems.push(`${path}: the name says nothing of what is inside`);
    if (path.endsWith(".ps1")) problems.push(...scriptProblems(path, textOf(root, path)));
    if (!/\/src\/.*\.ts$/.test(path)) continue;
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem)) problems.push(`${path}: file names are kebab-case`);
    const twin = seen.get(file);
    if (stem !== "index" && twin !== undefined) problems.push(`${path}: ${twin} has the same name`);
    seen.set(file, path);
    problems.push(...textProblems(path, textOf(root, path)));
  }
  return problems;
}

/** A person's own culture may count years by era, as Japanese ones do where somebody chose that calendar. */
function scriptProblems(path: string, text: string): string[] {
  const written = /\.ToString\('[^']*y[^']*'\)|-Format\s+'[^']*y|-UFormat/.exec(text)?.[0];
  return written === undefined ? [] : [`${path}: ${written} writes a day without InvariantCulture`];
}

function textProblems(path: string, text: string): string[] {
  const problems: string[] = [];
  // These tests hold made-up sources.
  if (path.startsWith("test/src/conventions/")) return problems;
  if (/\b(?:TODO|FIXME)\b/.test(text)) problems.push(`${path}: unfinished work is an issue, not a comment`);
  for (const [, title = ""] of text.matchAll(/\bit\(\s*["'`]([^"'`]*)/g)) {
    if (/^should\b|^#?\d+$/.test(title))
      problems.push(`${path}: title "${title}" does not state behaviour in the present tense`);
  }
  return problems;
}

describe("source style", () => {
  it("holds in the whole repository", () => {
    expect(styleProblems(repositoryRoot)).to.deep.equal([]);
  });

  it("gives every workspace the same version", () => {
    const { version } = JSON.parse(textOf(repositoryRoot, "lerna.json")) as { version: string };
    for (const workspace of workspacesBelow(repositoryRoot))
      expect(workspace.version, workspace.folder).to.equal(version);
  });

  it("names a vague file, a doubled name, a vague title and a day in a culture of chance", () => {
    const files = {
      "packages/a/src/utils.ts": "",
      "packages/a/src/same.ts": "",
      "packages/b/src/same.ts": 'it("should work", run);',
      "packages/a/src/day.ps1": "$now.ToString('yyyy-MM-dd')",
      "plan.txt": "",
    };
    expect(withTree(files, styleProblems)).to.deep.equal([
      "packages/a/src/day.ps1: .ToString('yyyy-MM-dd') writes a day without InvariantCulture",
      "packages/a/src/utils.ts: the name says nothing of what is inside",
      "packages/b/src/same.ts: packages/a/src/same.ts has the same name",
      'packages/b/src/same.ts: title "should work" does not state behaviour in the present tense',
      "plan.txt: not an entry of the top level",
    ]);
  });
});
