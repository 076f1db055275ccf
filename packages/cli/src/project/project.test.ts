import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { readProject } from "./project.js";

describe("readProject", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-project-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };

  it("reads the name from a line with quotes, a comment or a Windows line end", () => {
    for (const line of ["name: sapporo", "name: 'sapporo' # the city", 'name: "sapporo"\r']) {
      write("Pulumi.yaml", `${line}\nruntime: nodejs\n  name: inner\n`);
      expect(readProject(folder), line).to.deep.equal({ folder, name: "sapporo" });
    }
  });

  it("reads the baseline from package.json", () => {
    write("Pulumi.yaml", "name: sapporo\n");
    write("package.json", '{ "kijun": { "baseline": "@kijun/sapporo" } }');
    expect(readProject(folder).baseline).to.equal("@kijun/sapporo");
  });

  it("refuses a folder without a project, naming the folder and the next step", () => {
    const refused = (): unknown => readProject(folder);
    expect(refused).to.throw(KijunError, folder).with.property("code", "PROJECT_MISSING");
    expect(refused).to.throw().with.property("hint").that.includes("kijun -C");
  });

  it("refuses a project without a name and a package.json that cannot be read", () => {
    write("Pulumi.yaml", "runtime: nodejs\n");
    expect(() => readProject(folder)).to.throw(KijunError, "names no project");
    write("Pulumi.yaml", "name: sapporo\n");
    write("package.json", "{");
    expect(() => readProject(folder)).to.throw(KijunError, "package.json is not valid JSON");
    write("package.json", '{ "kijun": { "basline": "x" } }');
    expect(() => readProject(folder)).to.throw(KijunError, "names no baseline");
  });
});
