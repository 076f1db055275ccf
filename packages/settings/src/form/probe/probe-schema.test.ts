import type { Issue } from "@kijun/core";
import { expect } from "chai";

import { compileSettings } from "../../compile-settings.js";

/** What is wrong with a probe of yarai's version, or with one property of it. */
function issuesOf(declared: unknown, property = "version"): string[] {
  const issues: Issue[] = [];
  compileSettings({ yarai: { [property]: declared } }, "t.ts", "", issues);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const registry = { probe: "registry", key: "HKLM\\SOFTWARE\\V", value: "X" };
const log = {
  ...{ probe: "text-log", file: "C:\\ProgramData\\V\\*.log", encoding: "cp932", read: "count" },
  ...{ pattern: "^(?<time>\\S+) ok", example: "2025/06/01 ok" },
};

describe("a declared probe", () => {
  it("is accepted as what is expected at a place, as a question about a place, and as a question alone", () => {
    for (const declared of [
      ...[
        { ...registry, expect: 1 },
        { ...registry, expect: { atLeast: "3.4" } },
      ],
      ...[{ ...registry, expect: "to-be-confirmed" }, "to-be-confirmed", { ...log, expect: { atLeast: 1 } }],
    ])
      expect(issuesOf(declared), JSON.stringify(declared)).to.deep.equal([]);
  });

  it("names the kinds where there is no such kind, and the place of what is missing or wrong in it", () => {
    expect(issuesOf({ probe: "registri", expect: 1 })[0]).to.match(/^yarai\.version\.probe: .*registry/);
    expect(issuesOf({ probe: "registry", expect: 1 })[0]).to.match(/^yarai\.version\.key: /);
    expect(issuesOf({ ...registry, expected: 1 })[0]).to.match(/^yarai\.version/);
    expect(issuesOf({ ...registry, expect: 1, key: "HKEY_LOCAL_MACHINE\\X" })[0]).to.include("below HKLM\\");
    expect(issuesOf({ probe: "file", file: "\\\\server\\x", read: "presence", expect: "present" })[0]).to.include(
      "on the machine itself",
    );
    expect(issuesOf({ probe: "service", service: "Print Spooler", read: "state", expect: "Running" })[0]).to.include(
      "short name",
    );
  });

  it("wants to know whose HKCU, and takes one value for every user", () => {
    const ofUser = { ...registry, key: "HKCU\\Software\\V", expect: 1 };
    expect(issuesOf(ofUser)[0]).to.include("yarai.version.user: must say whose HKCU");
    expect(issuesOf({ ...ofUser, user: "every", expect: { atLeast: 1 } })[0]).to.include("must be one value");
    expect(issuesOf({ ...registry, user: "every", expect: 1 })[0]).to.include("belongs to a key below HKCU");
  });

  it("expects only what its kind can find", () => {
    const state = { probe: "service", service: "V", read: "state" };
    expect(issuesOf({ ...state, expect: "running" })[0]).to.include("must be one of Running, Stopped");
    expect(issuesOf({ ...state, words: { Running: "on" }, expect: "Running" })[0]).to.include("must be one of on");
    expect(issuesOf({ probe: "process", image: "v.exe", expect: "one" })[0]).to.include("must be a number");
    expect(issuesOf({ ...registry, expect: { atLeast: "new" } })[0]).to.include("must be a number, a version");
    expect(issuesOf({ ...registry, expect: {} })[0]).to.include("must have atLeast, atMost or both");
  });

  it("has a pattern that its own example fits", () => {
    expect(issuesOf({ ...log, example: "none", expect: 1 })[0]).to.include("example: is not matched");
    expect(issuesOf({ ...log, pattern: "(?i)x", expect: 1 })[0]).to.include(".NET and JavaScript");
    expect(issuesOf({ ...log, read: "value", expect: "x" })[0]).to.include("must have a group (?<value>...)");
    expect(issuesOf({ ...log, read: "last", expect: "to-be-confirmed" })[0]).to.include("timeFormat: is needed");
    expect(issuesOf({ ...log, read: "last", timeFormat: "dd/MM/yyyy", expect: "to-be-confirmed" })[0]).to.include(
      "does not fit the example's",
    );
  });

  it("runs a command only with the hash of the one file that may be run", () => {
    const command = { probe: "command", exe: "C:\\V\\v.exe", read: "exit-code", timeoutSeconds: 5, expect: 0 };
    expect(issuesOf(command)[0]).to.include("yarai.version.sha256");
    expect(issuesOf({ ...command, sha256: "0".repeat(64) })).to.deep.equal([]);
    expect(issuesOf({ ...command, sha256: "0".repeat(64), timeoutSeconds: 21 })[0]).to.include("timeoutSeconds");
    expect(issuesOf({ ...command, sha256: "0".repeat(64), read: "output" })[0]).to.include("is needed with an example");
  });

  it("keeps to the words of a property that has its own", () => {
    expect(issuesOf({ ...registry, words: { "1": "block" }, expect: "block" }, "mode")).to.deep.equal([]);
    expect(issuesOf({ ...registry, words: { "1": "blok" }, expect: "block" }, "mode")[0]).to.include(
      '"blok" must be one of',
    );
    expect(issuesOf({ ...registry, expect: "prevent" }, "mode")[0]).to.match(/^yarai\.mode\.expect: .*block/);
  });

  it("has a name that no other one has in another case", () => {
    const settings = { Mode: { ...registry, expect: 1 }, mode: { ...registry, expect: 2 } };
    expect(issuesOf(settings, "settings")[0]).to.include("declared twice");
    expect(issuesOf({ "a.b": { ...registry, expect: 1 } }, "settings")[0]).to.include("without periods");
  });
});
