import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { agentScript } from "@kijun/agent";
import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { knownClaims } from "./known-claims.js";
import { packKit, releaseHashes } from "./pack-kit.js";

interface PlannedArea {
  readonly id: string;
  readonly request: string;
}

describe("a packed kit", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-kit-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const textOf = (name: string): string => readFileSync(join(folder, "kit", name), "utf8");
  const planOf = (): readonly PlannedArea[] => (JSON.parse(textOf("reading.json")) as { areas: PlannedArea[] }).areas;

  it("has a manifest of the release and of the SHA-256 of every other file", () => {
    const { files } = packKit(join(folder, "kit"), "0.1.0");
    const manifest = JSON.parse(textOf("manifest.json")) as unknown;
    expect(manifest).to.deep.equal({ schema: "kijun.pilot-kit/1", release: "0.1.0", files });
    expect(readdirSync(join(folder, "kit")).sort()).to.deep.equal([...Object.keys(files), "manifest.json"].sort());
    for (const [name, hash] of Object.entries(files))
      expect(createHash("sha256").update(textOf(name)).digest("hex"), name).to.equal(hash);
  });

  it("is 7-bit, so that no encoding on the way can change it", () => {
    const { files } = packKit(join(folder, "kit"), "0.1.0");
    // eslint-disable-next-line no-control-regex
    for (const name of Object.keys(files)) expect(textOf(name), name).to.match(/^[\x00-\x7f]*$/);
  });

  it("holds the agent as it is sent to machines, and each check", () => {
    packKit(join(folder, "kit"), "0.1.0");
    expect(textOf("agent.ps1")).to.equal(agentScript(everyArea.map(({ id }) => id)));
    for (const { id, check } of knownClaims())
      if (check !== undefined) expect(textOf("checks.ps1")).to.include(`'${id}' = { ${check} }`);
  });

  it("asks every area for something, but those of probes nobody has declared", () => {
    packKit(join(folder, "kit"), "0.1.0");
    expect(planOf().map(({ id }) => id)).to.deep.equal(everyArea.map(({ id }) => id));
    const empty = planOf().filter(({ request }) => /"probes":\[\]/.test(request));
    expect(empty.map(({ id }) => id)).to.deep.equal(
      everyArea.filter(({ usesProbes }) => usesProbes).map(({ id }) => id),
    );
    const eventLog = planOf().find(({ id }) => id === "event-log");
    expect(eventLog?.request).to.include("Security");
  });

  it("also asks for what is declared of a machine, its probes among it, and is otherwise the same", () => {
    const declared = {
      yarai: { mode: "block via registry key 'HKLM\\SOFTWARE\\Vendor', value Mode" },
      services: { Spooler: "start disabled" },
    };
    const { files } = packKit(join(folder, "kit"), "0.1.0", declared);
    expect(planOf().find(({ id }) => id === "yarai")?.request).to.include("Vendor");
    expect(planOf().find(({ id }) => id === "services")?.request)
      .to.include("Spooler")
      .and.to.include("WinRM");
    const same = Object.entries(files).filter(([name]) => name !== "reading.json");
    expect(Object.fromEntries(same)).to.deep.equal(releaseHashes("0.1.0"));
  });
});
