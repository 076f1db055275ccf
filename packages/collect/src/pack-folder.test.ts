import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { agentScript } from "@kijun/agent";
import { sha256 } from "@kijun/kit";
import { expect } from "chai";

import { manifestSchema } from "./answer-schema.js";
import { declared } from "./collected.fixture.test.js";
import { ControllerKey } from "./controller-key.js";
import { packFolder } from "./pack-folder.js";

const AREAS = { services: { Spooler: "start disabled" } };

describe("a packed folder", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-collect-"))));
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const pack = (name = "folder") => {
    const machines = [
      { entry: declared("KITA-T001", AREAS), machineGuid: "g1" },
      { entry: declared("KITA-T002", AREAS), machineGuid: "g2", replaced: true },
      { entry: declared("KITA-CS1", { ...AREAS, shares: { "*": "absent" } }) },
    ];
    return packFolder(join(home, name), machines, { release: "0.1.0", key: ControllerKey.made(home) });
  };
  const textOf = (name: string): string => readFileSync(join(home, "folder", name), "utf8");

  it("has a manifest of every file, signed by the controller's key, and 7-bit text alone", () => {
    const { manifest, manifestDigest } = pack();
    expect(manifestSchema.parse(JSON.parse(textOf("manifest.json")))).to.deep.equal(manifest);
    expect(manifestDigest).to.equal(sha256(textOf("manifest.json")));
    const signature = Buffer.from(textOf("manifest.sig"), "base64");
    expect(ControllerKey.of(home).hasSigned(Buffer.from(textOf("manifest.json")), signature)).to.equal(true);
    const names = [...Object.keys(manifest.files), "manifest.json", "manifest.sig"];
    expect(readdirSync(join(home, "folder")).sort()).to.deep.equal(names.sort());
    for (const [name, hash] of Object.entries(manifest.files)) expect(sha256(textOf(name)), name).to.equal(hash);
    // eslint-disable-next-line no-control-regex
    for (const name of names) expect(textOf(name), name).to.match(/^[\x00-\x7f]*$/);
  });

  it("holds the agent of the line for the areas that are asked for, and nothing that is desired", () => {
    const { manifest } = pack();
    expect(textOf("agent.ps1")).to.equal(agentScript(manifest.areas));
    expect(manifest.areas).to.include.members(["services", "shares"]);
    const all = readdirSync(join(home, "folder"))
      .filter((name) => name.startsWith("request-"))
      .map(textOf)
      .join("");
    expect(all).to.include("Spooler").and.to.not.include("disabled");
  });

  it("lists each machine with who it was, where no other one is accepted, and shares what is asked of several", () => {
    const [first, second, third] = pack().manifest.machines;
    expect([first?.machineGuid, second?.machineGuid, third?.machineGuid]).to.deep.equal(["g1", undefined, undefined]);
    expect([first?.replaced, second?.replaced]).to.deep.equal([undefined, true]);
    expect(first?.request).to.equal(second?.request).and.to.not.equal(third?.request);
  });

  it("has a name and a nonce of its own", () => {
    const [one, two] = [pack().manifest, pack("other").manifest];
    expect(one.pack).to.not.equal(two.pack);
    expect(one.nonce).to.not.equal(two.nonce);
  });
});

describe("the controller's key", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-key-"))));
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("is made once, for its owner alone, and leaves no other file", () => {
    const { fingerprint } = ControllerKey.made(home);
    expect(ControllerKey.made(home).fingerprint).to.equal(fingerprint);
    expect(ControllerKey.of(home).fingerprint).to.equal(fingerprint);
    expect(readdirSync(home)).to.deep.equal(["collect-key.pem"]);
    expect(statSync(join(home, "collect-key.pem")).mode & 0o77).to.equal(0);
  });

  it("is not made for answers, and a damaged one is not replaced", () => {
    expect(() => ControllerKey.of(home))
      .to.throw("no folder was packed")
      .with.property("code", "COLLECT_KEY_INVALID");
    writeFileSync(join(home, "collect-key.pem"), "half", { mode: 0o600 });
    for (const use of ["of", "made"] as const)
      expect(() => ControllerKey[use](home))
        .to.throw("is no ed25519 key")
        .with.property("code", "COLLECT_KEY_INVALID");
    expect(readFileSync(join(home, "collect-key.pem"), "utf8")).to.equal("half");
  });

  it("is not used where others may read it", function () {
    if (process.platform === "win32") this.skip();
    ControllerKey.made(home);
    chmodSync(join(home, "collect-key.pem"), 0o644);
    expect(() => ControllerKey.of(home))
      .to.throw("can be read by others")
      .with.property("hint")
      .that.includes("chmod 600");
  });
});
