import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { checklist } from "@kijun/juki-checklist";
import { answerKindOf } from "@kijun/juki-checklist/pack";
import { everyArea, observedAreas } from "@kijun/settings";
import { fleet } from "@kijun/sapporo";
import { itemsByArea } from "@kijun/core";
import type { ChecklistItem } from "@kijun/core";
import { expect } from "chai";

import { repositoryRoot } from "./repository.js";

/** 別紙1 §4: 39 items, five of which only a person on the spot can answer. */
const MEASURABLE = 34;

const ANSWERED = { whole: "whole", managed: "its managed areas", machine: "by a machine", person: "by a person" };

/** Measurable items that no area of a list serves, and areas that items name and no list has. */
function coverageProblems(items: readonly ChecklistItem[], areas: readonly string[]): string[] {
  return items
    .filter((item) => item.areas.length > 0)
    .flatMap(({ id, areas: named }) => [
      ...(named.some((area) => areas.includes(area)) ? [] : [`${id} is served by no area`]),
      ...named.filter((area) => !areas.includes(area)).map((area) => `${id} rests on ${area}, which does not exist`),
    ]);
}

describe("the items of the checklist", () => {
  const ids = everyArea.map(({ id }) => id);

  it("that can be measured are served by areas, all 34 of them", () => {
    expect(checklist.filter(({ areas }) => areas.length > 0)).to.have.lengthOf(MEASURABLE);
    expect(coverageProblems(checklist, ids)).to.deep.equal([]);
  });

  it("stand in what kijun areas shows, each measurable one beside at least one area", function () {
    this.timeout(60_000);
    const command = join(repositoryRoot, "packages/cli/dist/main.js");
    const stdout = execFileSync(process.execPath, [command, "areas", "--json"], {
      ...{ cwd: join(repositoryRoot, "stacks/sapporo"), encoding: "utf8" },
    });
    const { areas } = JSON.parse(stdout) as { areas: { id: string; items: string[] }[] };
    const shown = new Set(areas.flatMap(({ items }) => items));
    const measurable = checklist.filter((item) => item.areas.length > 0).map(({ id }) => id);
    expect([...shown].sort()).to.deep.equal(measurable.sort());
  });

  it("stand in docs/checklist.md by what a declaration or a state answers of them", () => {
    const page = readFileSync(join(repositoryRoot, "docs/checklist.md"), "utf8");
    const rows = Object.entries(ANSWERED).map(([kind, words]) => {
      const items = checklist.filter((item) => answerKindOf(item) === kind);
      return `| ${words} | ${items.map(({ id }) => id).join("、")} |`;
    });
    expect(page).to.include(rows.join("\n"));
  });

  it("rest on observed areas of which every class expects something", () => {
    for (const { id, role, expectations = {} } of fleet.classes) {
      const items = itemsByArea(checklist, role);
      const resting = observedAreas.filter((area) => items[area.id] !== undefined).map(({ property }) => property);
      expect(Object.keys(expectations), id).to.include.members(resting);
    }
  });

  it("are missed where no area serves them, or one that does not exist", () => {
    const item = (id: string, ...areas: string[]): ChecklistItem => ({
      ...{ id, role: "terminal", title: "", requirement: "" },
      areas,
    });
    expect(coverageProblems([item("1", "a", "b"), item("2"), item("3", "c")], ["a"])).to.deep.equal([
      "1 rests on b, which does not exist",
      "3 is served by no area",
      "3 rests on c, which does not exist",
    ]);
  });
});
