import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { approvedReadings } from "@kijun/provider/fleet";
import type { LearnedReadings } from "@kijun/provider/fleet";
import { expect } from "chai";

import { SeenProject } from "./seeing.fixture.test.js";

const registry = (value: string) => ({
  probe: "registry",
  key: "HKLM\\SOFTWARE\\Kijun Simulated Vendor\\yarai",
  value,
});
const yarai = {
  mode: { ...registry("Mode"), words: { "1": "block", "2": "log-output" }, expect: "block" },
  version: { ...registry("Version"), expect: { atLeast: "3.4" } },
  licence: { ...registry("Licence"), expect: "to-be-confirmed" },
};
const encryptionTool = { log: "to-be-confirmed" };

describe("kijun learn", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  before(async () => (seen = await SeenProject.start({ yarai, encryptionTool })));
  after(() => seen.dispose());

  const written = (name: string): LearnedReadings =>
    JSON.parse(readFileSync(join(seen.project.folder, name), "utf8")) as LearnedReadings;

  it("writes what the probes of a machine have found, by whom it was read, and approves nothing", () => {
    const { code, stdout } = seen.run("learn", "kita-t001", "--area", "yarai", "--out", "one.json");
    expect([code, stdout.split("\n")[0]]).to.deep.equal([
      0,
      `${join(seen.project.folder, "one.json")}: 3 values written, 0 not`,
    ]);
    const { host, identity, areas, approval } = written("one.json");
    expect([host, identity.computerName]).to.deep.equal(["KITA-T001", "KITA-T001"]);
    const key = "registry key 'HKLM\\SOFTWARE\\Kijun Simulated Vendor\\yarai'";
    expect(areas["yarai"]).to.deep.include({
      mode: `block via ${key}, value Mode, words 1=block 2=log-output`,
      version: `3.4 via ${key}, value Version`,
      licence: `absent via ${key}, value Licence`,
    });
    expect(approval).to.deep.equal({ by: "", on: "", reference: "" });
  });

  it("can be taken over once a person has approved it, and not before", () => {
    seen.run("learn", "KITA-T001", "--area", "yarai", "--out", "two.json");
    const file = pathToFileURL(join(seen.project.folder, "two.json"));
    expect(() => approvedReadings(file)).to.throw("must be filled in by the person who approves");
    const approval = { by: "担当者", on: "2026-01-20", reference: "承認書 3" };
    writeFileSync(file, JSON.stringify({ ...written("two.json"), approval }));
    expect(Object.keys(approvedReadings(file).yarai ?? {})).to.have.members(["mode", "version", "licence"]);
  });

  it("lists what it could not learn; that nobody has said where to look is no failure to read", () => {
    const { code, stdout } = seen.run("learn", "KITA-T001", "--out", "three.json", "--lang", "ja");
    expect(code).to.equal(0);
    expect(stdout).to.include("encryptionTool.log: 確認する場所がまだ指示されていない").and.to.include("次の手順");
    expect(written("three.json").unread).to.have.lengthOf(1);
  });

  it("keeps the last reading of the machine whole", () => {
    seen.run("learn", "KITA-T001", "--area", "yarai", "--out", "four.json");
    const { document } = seen.json("explain", "KITA-T001", "accountLockout.thresholdAttempts");
    expect((document["settings"] as { live: unknown }[])[0]?.live).to.deep.include({ kind: "value", value: 5 });
  });

  it("writes over no file, learns no area without probes, and writes nothing of a machine that is off", async () => {
    writeFileSync(join(seen.project.folder, "kept.json"), "kept");
    expect(seen.run("learn", "KITA-T001", "--out", "kept.json")).to.include({ code: 2 });
    expect(readFileSync(join(seen.project.folder, "kept.json"), "utf8")).to.equal("kept");
    expect(seen.run("learn", "KITA-T001", "--out", "no/folder.json").stderr).to.include("has no folder");
    const none = seen.run("learn", "KITA-T001", "--area", "account-lockout", "--out", "none.json");
    expect(none.code).to.equal(2);
    expect(none.stderr).to.include("It has probes in encryption-tool, yarai.");
    await seen.cut("KITA-T002");
    const off = seen.run("learn", "KITA-T002", "--out", "none.json");
    expect(off.code).to.equal(11);
    expect(off.stderr).to.include("KITA-T002: WINRM_");
    expect(() => written("none.json")).to.throw("ENOENT");
  });
});
