import { nextSteps } from "@kijun/provider/run";
import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

/** Where areas and settings fail: the scripts on the machine, the areas' own judgement, and the reading and applying. */
const SOURCES = /^packages\/(?:agent|settings|provider|cli)\/src\/.*\.(?:ps1|ts)$/;
const CODES = {
  ps1: /'([A-Z]+(?:_[A-Z]+)+)'/g,
  ts: /\bunreadable\(\s*"([A-Z_]+)"|\bcode: "([A-Z_]+)", detail:/g,
} as const;

/** What ends a whole session instead of an area, a word of a tool that looks like a code, and what learning has words for. */
const NO_CODES_OF_AREAS = ["METHOD_UNKNOWN", "USER_RIGHTS", "NOT_ONE_VALUE", "PLACE_UNKNOWN"];

function failureCodes(root: string): string[] {
  const codes = filesBelow(root)
    .filter((path) => SOURCES.test(path) && !path.endsWith(".test.ts"))
    .flatMap((path) => [...textOf(root, path).matchAll(path.endsWith(".ps1") ? CODES.ps1 : CODES.ts)])
    .map(([, first, second]) => first ?? second ?? "");
  return [...new Set(codes)].filter((code) => !NO_CODES_OF_AREAS.includes(code)).sort();
}

describe("codes of areas and settings", () => {
  it("have a next step each", () => {
    const codes = failureCodes(repositoryRoot);
    expect(codes).to.include.members(["ACCESS_DENIED", "PROFILE_LOCKED", "RULE_UNPARSABLE", "NOT_EFFECTIVE"]);
    expect(codes.filter((code) => !(code in nextSteps))).to.deep.equal([]);
  });

  it("are found in scripts and in the areas' own code, and not in tests", () => {
    const files = {
      "packages/agent/src/powershell/a.ps1": "throw (New-Failure 'A_MISSING' $Path)",
      "packages/settings/src/b/b.ts": 'return unreadable("B_BROKEN", text);',
      "packages/settings/src/b/b.test.ts": 'unreadable("C_TESTED")',
    };
    expect(withTree(files, failureCodes)).to.deep.equal(["A_MISSING", "B_BROKEN"]);
  });
});
