import { functionSuffix, MANAGEMENT_LINE, propertyTable, everyArea } from "@kijun/settings";
import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

const SETTINGS = "packages/settings/src";
const PARTS = [".ts", ".ps1", ".md", ".live.ts", ".states.ts", ".test.ts"];
const HEADINGS = ["**Read**", "**Written**", "**Side effects.**", "**Sources.**"];

/** Folders that hold no area: what areas are made of, and facts that are read beside them and never written. */
const NO_AREAS = ["form", MANAGEMENT_LINE];

/** Parts that an area's folder lacks, and folders that belong to no area. */
function areaProblems(root: string, ids: readonly string[]): string[] {
  const files = new Set(filesBelow(root));
  const folders = [...files].flatMap((path) => /^packages\/settings\/src\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? []);
  const strangers = [...new Set(folders)].filter((folder) => !NO_AREAS.includes(folder) && !ids.includes(folder));
  const problems = strangers.map((folder) => `${SETTINGS}/${folder} is no area and not in areas.ts`);
  for (const id of ids) {
    for (const part of PARTS) {
      const path = `${SETTINGS}/${id}/${id}${part}`;
      if (!files.has(path)) problems.push(`${path} is missing`);
    }
  }
  return problems;
}

describe("setting areas", () => {
  it("have all their parts", () => {
    expect(
      areaProblems(
        repositoryRoot,
        everyArea.map(({ id }) => id),
      ),
    ).to.deep.equal([]);
  });

  it("name a missing part and a folder that no list knows", () => {
    const files = {
      [`${SETTINGS}/a/a.ts`]: "",
      [`${SETTINGS}/a/a.ps1`]: "",
      [`${SETTINGS}/a/a.md`]: "",
      [`${SETTINGS}/b/b.ts`]: "",
    };
    expect(withTree(files, (root) => areaProblems(root, ["a"]))).to.deep.equal([
      `${SETTINGS}/b is no area and not in areas.ts`,
      `${SETTINGS}/a/a.live.ts is missing`,
      `${SETTINGS}/a/a.states.ts is missing`,
      `${SETTINGS}/a/a.test.ts is missing`,
    ]);
  });

  it("leave the facts of the management line to the agent's own script, with a page of their own", () => {
    expect(everyArea.map(({ id }) => id)).to.not.include(MANAGEMENT_LINE);
    expect(filesBelow(repositoryRoot)).to.include.members([
      `packages/agent/src/powershell/${MANAGEMENT_LINE}.ps1`,
      ...[".live.ts", ".md"].map((part) => `${SETTINGS}/${MANAGEMENT_LINE}/${MANAGEMENT_LINE}${part}`),
    ]);
  });

  for (const area of everyArea) {
    describe(area.id, () => {
      let page: string;
      before(() => (page = textOf(repositoryRoot, `${SETTINGS}/${area.id}/${area.id}.md`)));

      it("defines the PowerShell functions that the agent calls, and no writing one where nothing is written", () => {
        const script = textOf(repositoryRoot, `${SETTINGS}/${area.id}/${area.id}.ps1`);
        const defines = (verb: string) => new RegExp(`^function ${verb}-${functionSuffix(area.id)} `, "m").test(script);
        expect(defines("Read")).to.equal(true);
        expect(defines("Set")).to.equal(area.applied);
      });

      it("has a page with every heading, and nothing left of the template", () => {
        for (const heading of area.applied ? HEADINGS : HEADINGS.filter((heading) => !heading.startsWith("**Written")))
          expect(page).to.include(heading);
        for (const part of PARTS)
          expect(textOf(repositoryRoot, `${SETTINGS}/${area.id}/${area.id}${part}`)).not.to.match(/to be replaced/i);
      });

      it("documents every property in both languages, with its Windows key and its source", () => {
        for (const { path, meta } of propertyTable(area)) {
          const texts = [meta.label.ja, meta.label.en, meta.windowsKey, meta.source];
          expect(
            texts.every((text) => text.trim() !== ""),
            path,
          ).to.equal(true);
          expect(page, path).to.include(`| \`${path}\` | ${meta.label.en} (${meta.label.ja}) |`);
        }
      });
    });
  }
});
