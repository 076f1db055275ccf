import { fileURLToPath } from "node:url";

import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";

const STACK = fileURLToPath(new URL("../../../../stacks/sapporo", import.meta.url));

describe("kijun areas", function () {
  this.slow(2_000);
  const run = (args: readonly string[], cwd = STACK): Finished => kijun(["areas", ...args], { cwd, env: {} });

  it("lists every area with the items of the project's checklist that rest on it", () => {
    const { code, stdout } = run(["--lang", "en"]);
    expect(code).to.equal(0);
    for (const { id } of everyArea) expect(stdout).to.match(new RegExp(`^${id} `, "m"));
    expect(stdout).to.match(/^account-lockout +account lockout +managed +yes +4 +端末7 /m);
  });

  it("lists them without items where there is no project", () => {
    const { code, stdout } = run(["--lang", "en"], "/");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^account-lockout +account lockout +managed +yes +4 +\d+ (?:contradicted|believed|seen)/m);
  });

  it("shows the properties of one area by its id or its property, in the language asked for", () => {
    const { stdout } = run(["screenSaver", "--lang", "ja"]);
    expect(stdout)
      .to.include("screenSaver.timeoutSeconds")
      .and.to.include("値: 1–599,940 seconds")
      .and.to.include("端末14");
    expect(run(["screen-saver", "--lang", "ja"]).stdout).to.equal(stdout);
  });

  it("prints all of it for machines", () => {
    const listed = JSON.parse(run(["--json"]).stdout) as { areas: { id: string; properties: { path: string }[] }[] };
    expect(listed.areas.map(({ id }) => id)).to.deep.equal(everyArea.map(({ id }) => id));
    expect(listed.areas.every(({ properties }) => properties.length > 0)).to.equal(true);
  });

  it("names the nearest area where there is none of a name", () => {
    const { code, stderr } = run(["servces", "--lang", "en"]);
    expect(code).to.equal(2);
    expect(stderr).to.include("did you mean services?");
  });
});
