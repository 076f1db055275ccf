import { expect } from "chai";

import { findingText } from "./probe-finding.js";
import type { ProbeFinding } from "./probe-finding.js";
import type { Probe } from "./probe-kinds.js";

const registry: Probe = { probe: "registry", key: "HKLM\\V", value: "X" };
const text = (probe: Probe, finding: ProbeFinding): string => findingText(probe, "D", finding).replace(/ via D$/, "");

describe("what a probe has found", () => {
  it("is shown in the probe's own words, and as it is where there is no word for it", () => {
    const probe: Probe = { ...registry, words: { "1": "block" } };
    expect(text(probe, { kind: "DWord", value: 1 })).to.equal("block");
    expect(text(probe, { kind: "DWord", value: 2 })).to.equal("2");
    expect(text(probe, { kind: "String", value: "constructor" })).to.equal("constructor");
    expect(text(probe, { absent: true })).to.equal("absent");
    expect(text(probe, { kind: "MultiString", value: ["a", "b"] })).to.equal("'a; b'");
  });

  it("shows the type of a registry value of another type than the declared one", () => {
    expect(text({ ...registry, type: "DWord" }, { kind: "String", value: "1" })).to.equal("'String 1'");
    expect(text({ ...registry, type: "DWord" }, { kind: "DWord", value: 1 })).to.equal("1");
  });

  it("names who holds what where users differ, and is unreadable where one of them cannot be read", () => {
    const one = { kind: "DWord", value: 1 } as const;
    const probe: Probe = { ...registry, key: "HKCU\\V", user: "every" };
    expect(text(probe, { profiles: { "S-1": one, default: one } })).to.equal("1");
    expect(text(probe, { profiles: { "S-1": one, "S-2": one, default: { absent: true } } })).to.equal(
      'mixed: "1" for S-1 and S-2, absent for default',
    );
    expect(
      findingText(probe, "D", {
        profiles: { "S-1": { failure: { code: "PROFILE_LOCKED", detail: "" } }, default: one },
      }),
    ).to.equal("unreadable: PROFILE_LOCKED (S-1)");
  });

  it("says who signed a file only where the signature is valid", () => {
    const publisher: Probe = { probe: "file", file: "C:\\x", read: "publisher" };
    const signed = { status: "Valid", thumbprint: "ab", subject: 'CN="A ""B"", Inc.", O=A, C=JP' };
    expect(text(publisher, signed)).to.equal("'A \"B\", Inc.'");
    expect(text({ ...publisher, read: "thumbprint" }, signed)).to.equal("AB");
    expect(text(publisher, { ...signed, subject: "O=A, CN=Plain K.K., C=JP" })).to.equal("'Plain K.K.'");
    expect(text(publisher, { ...signed, status: "HashMismatch" })).to.equal("'signature HashMismatch'");
  });

  it("takes no output of a command that has failed", () => {
    const probe: Probe = {
      ...{ probe: "command", exe: "C:\\x.exe", sha256: "0".repeat(64), read: "output", timeoutSeconds: 1 },
      ...{ pattern: "(?<value>.+)", example: "x" },
    };
    expect(text(probe, { exitCode: 0, match: "block" })).to.equal("block");
    expect(text(probe, { exitCode: 0, match: null })).to.equal("absent");
    expect(findingText(probe, "D", { exitCode: 2, match: "block" })).to.equal(
      "unreadable: COMMAND_FAILED (exit code 2)",
    );
  });

  it("names the programs behind a port", () => {
    const port: Probe = { probe: "port", protocol: "tcp", port: 1521, read: "state" };
    expect(text(port, { value: [] })).to.equal("not-listening");
    expect(text(port, { value: ["a.exe"] })).to.equal("listening");
    expect(text({ ...port, read: "process" }, { value: ["a.exe", "b.exe"] })).to.equal("'a.exe, b.exe'");
    expect(text({ ...port, read: "process" }, { value: [] })).to.equal("absent");
  });
});
