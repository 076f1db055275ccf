import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { SeenProject } from "./seeing.fixture.test.js";

describe("commands that look at machines", function () {
  this.timeout(60_000);
  this.slow(5_000);
  let seen: SeenProject;
  before(async () => (seen = await SeenProject.start()));
  after(() => seen.dispose());

  it("leave the password nowhere but in the credential file", () => {
    const credentials = readFileSync(join(seen.fleetFolder, "credentials.json"), "utf8");
    const canary = /"password": ?"([^"]+)"/.exec(credentials)?.[1] ?? "";
    expect(canary).to.have.length.greaterThan(7);
    const said = [
      seen.run("status", "--live", "--trace", "KITA-T001", "--verbose"),
      seen.run("status", "--live", "--json"),
      seen.run("status"),
      seen.run("doctor", "KITA-T001", "KITA-T002", "--trace", "KITA-T001"),
      seen.run("explain", "KITA-T001", "accountLockout", "--live"),
    ];
    for (const { stdout, stderr } of said) expect(stdout + stderr).to.not.include(canary);
    const files = seen.files().filter((file) => file !== join(seen.fleetFolder, "credentials.json"));
    for (const ending of ["kijun.log", "trace-KITA-T001.ndjson", "kita-t001.json"])
      expect(
        files.some((file) => file.endsWith(ending)),
        ending,
      ).to.equal(true);
    const encoded = [canary, Buffer.from(canary).toString("base64"), Buffer.from(canary, "utf16le").toString("base64")];
    for (const file of files) {
      const content = readFileSync(file, "latin1");
      for (const form of encoded) expect(content.includes(form), file).to.equal(false);
    }
  });
});
