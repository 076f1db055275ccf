import { functionSuffix, MANAGEMENT_LINE, propertyMeta, propertyNames, settingAreas } from "@kijun/settings";
import { liveForms } from "@kijun/settings/live";
import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

const SETTINGS = "packages/settings/src";
const PARTS = [".ts", ".ps1", ".md", ".live.ts", ".test.ts"];
const HEADINGS = ["**Read**", "**Written**", "**Side effects.**", "**Sources.**"];

/** Folders that hold no area: what areas are made of, and facts that are read beside them and never written. */
const NO_AREAS = ["form", MANAGEMENT_LINE];

/** Parts that an area's folder lacks, and folders that belong to no area. */
function areaProblems(root: string, ids: readonly string[]): string[] {
  const files = new Set(filesBelow(root));
  const folders = [...files].flatMap((path) => /^packages\/settings\/src\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? []);
  const strangers = [...new Set(folders)].filter((folder) => !NO_AREAS.includes(folder) && !ids.includes(folder));
  const problems = strangers.map((folder) => `${SETTINGS}/${folder} is not in areas.ts`);
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
        settingAreas.map(({ id }) => id),
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
      `${SETTINGS}/b is not in areas.ts`,
      `${SETTINGS}/a/a.live.ts is missing`,
      `${SETTINGS}/a/a.test.ts is missing`,
    ]);
  });

  it("have a live form each, in the same order", () => {
    expect(liveForms.map(({ area }) => area)).to.deep.equal(settingAreas.map(({ id }) => id));
  });

  it("leave the facts of the management line to the agent's own script, with a page of their own", () => {
    expect(settingAreas.map(({ id }) => id)).to.not.include(MANAGEMENT_LINE);
    expect(filesBelow(repositoryRoot)).to.include.members([
      `packages/agent/src/powershell/${MANAGEMENT_LINE}.ps1`,
      ...[".live.ts", ".md"].map((part) => `${SETTINGS}/${MANAGEMENT_LINE}/${MANAGEMENT_LINE}${part}`),
    ]);
  });

  for (const area of settingAreas) {
    describe(area.id, () => {
      const page = textOf(repositoryRoot, `${SETTINGS}/${area.id}/${area.id}.md`);

      it("defines the PowerShell functions that the agent calls", () => {
        const script = textOf(repositoryRoot, `${SETTINGS}/${area.id}/${area.id}.ps1`);
        for (const verb of ["Read", "Set"])
          expect(script).to.match(new RegExp(`^function ${verb}-${functionSuffix(area.id)} `, "m"));
      });

      it("has a page with every heading and the Windows key of every property", () => {
        for (const heading of HEADINGS) expect(page).to.include(heading);
        for (const path of leafPaths(area.schema)) {
          const meta = propertyMeta(area, path);
          expect(meta, `${path.join(".")} has no meta`).to.not.equal(undefined);
          expect(page).to.include(`\`${path.at(-1) ?? ""}\``);
          for (const key of meta?.windowsKey.split(/, | and /) ?? []) expect(page).to.include(key);
        }
      });
    });
  }
});

function leafPaths(schema: Parameters<typeof propertyNames>[0]): string[][] {
  return propertyNames(schema).map((name) => [name]);
}
