import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { compileFleet } from "@kijun/provider/fleet";
import { fleet } from "@kijun/sapporo";
import { settingAreas } from "@kijun/settings";
import { expect } from "chai";

import { repositoryRoot } from "../conventions/repository.js";

/** A line that stands for any number of others. */
const ELISION = "...";

/** The lines without what no two runs have in common: the hour, and times, which on a slow day are broken over two lines. */
function linesOf(text: string): string[] {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d/g, "DAY TIME")
    .replace(/\d+\.\d s\s+\(engine [^)]*\)/g, "SECONDS (PARTS)")
    .replace(/\d+\.\d s\b/g, "SECONDS")
    .split("\n")
    .map((line) => line.trimEnd());
}

describe("npm run demo", () => {
  let printed: string[] = [];
  before(function () {
    this.timeout(300_000);
    const env = { ...process.env, KIJUN_LANG: "en", NO_COLOR: "1" };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/demo.mjs"], {
      ...{ cwd: repositoryRoot, env, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 },
    });
    expect(status, stdout + stderr).to.equal(0);
    printed = linesOf(stdout);
  });

  it("names in its summary every declared area, each of which was tampered with on one machine", () => {
    const [from, to] = [/^ {2}area {2}/, /^\+ hardens/].map((line) => printed.findIndex((each) => line.test(each)));
    const rows = printed.slice(from, to);
    const machines = compileFleet(fleet, "2026-01-15");
    const declared = settingAreas.filter(({ property }) => machines.some(({ settings }) => property in settings.areas));
    expect(declared).to.have.length.greaterThan(30);
    for (const { id, title } of declared)
      expect(
        rows.filter((row) => row.startsWith(`  ${title.en} `)),
        id,
      ).to.have.lengthOf(1);
  });

  it("carries out the sample order: the left-over file is previewed, deleted, and no difference any more", () => {
    const order = printed.slice(printed.findIndex((line) => line.startsWith("A work order:")));
    const at = (start: string): number => order.findIndex((line) => line.startsWith(start));
    const steps = ["$ kijun preview", "$ kijun up", "APPLIED: 1 changed on 1 host", "No difference."].map(at);
    expect(steps).to.not.include(-1);
    expect(steps).to.deep.equal([...steps].sort((left, right) => left - right));
  });

  it("prints what README shows of it", () => {
    const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
    const block = /What the demo shows:\n\n```\n(.*?)```\n/s.exec(readme)?.[1] ?? "";
    let next = 0;
    let mayJump = false;
    const shown = linesOf(block).filter((line) => line !== "");
    expect(shown.length).to.be.greaterThan(20);
    const lines = printed.filter((line) => line !== "");
    for (const line of shown) {
      if (line.trim() === ELISION) {
        mayJump = true;
        continue;
      }
      const found = lines.indexOf(line, next);
      expect(found, `README shows: ${line}`).to.be.at.least(next);
      if (next > 0 && !mayJump) expect(found, `README leaves out what stands before: ${line}`).to.equal(next);
      next = found + 1;
      mayJump = false;
    }
  });
});
