import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { refuseStaleBuild } from "./stale-build.js";

describe("refuseStaleBuild", () => {
  let folder: string;
  let module: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-stale-"));
    module = write("dist/index.js", 100);
    write("package.json", 100);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A file that was written at a second. */
  function write(name: string, second: number): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "{}");
    utimesSync(path, second, second);
    return path;
  }

  const refused = (): string | undefined => {
    try {
      refuseStaleBuild(module);
      return undefined;
    } catch (error) {
      return String(error);
    }
  };

  it("names a source that was changed after it was built, also below the first folder", () => {
    write("src/index.ts", 90);
    const values = write("src/values/lockout.ts", 120);
    write("dist/values/lockout.js", 100);
    expect(refused()).to.include(`${values} was changed after it was built`);
  });

  it("lets pass what the compiler has looked at since, though it wrote no other output", () => {
    write("src/index.ts", 120);
    write("dist/.tsbuildinfo", 130);
    expect(refused()).to.equal(undefined);
  });

  it("says nothing of tests, and of a package that was installed without its sources", () => {
    expect(refused()).to.equal(undefined);
    write("src/index.test.ts", 120);
    expect(refused()).to.equal(undefined);
  });
});
