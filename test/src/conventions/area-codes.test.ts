import { nextSteps } from "@kijun/provider/run";
import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { filesBelow, repositoryRoot, textOf } from "./repository.js";

/** The codes that PowerShell and TypeScript of a text answer. */
function codesIn(text: string): string[] {
  const found = text.matchAll(/(?:New-Failure |code ?[=:] |unreadable\()["']([A-Z][A-Z_]+)["']/g);
  return [...found].flatMap(([, code]) => code ?? []);
}

describe("codes of areas", () => {
  const codesOf = (folder: string): Set<string> => {
    const files = filesBelow(repositoryRoot).filter(
      (path) => path.startsWith(folder) && /(?<!\.stub)\.ps1$|(?<!\.(?:test|states|live))\.ts$/.test(path),
    );
    return new Set(files.flatMap((path) => codesIn(textOf(repositoryRoot, path))));
  };

  for (const folder of [
    "packages/agent/src/powershell",
    ...everyArea.map(({ id }) => `packages/settings/src/${id}/`),
  ]) {
    it(`have a next step in both languages: ${folder}`, () => {
      const codes = [...codesOf(folder)].filter((code) => code !== "METHOD_UNKNOWN");
      expect(codes.filter((code) => !/[ぁ-んァ-ヶ]/.test(nextSteps[code]?.ja ?? ""))).to.deep.equal([]);
    });
  }

  it("are found in PowerShell and in TypeScript", () => {
    const text = `throw (New-Failure 'A_B' $x); @{ code = 'C_D' }; unreadable("E_F", ""); { code: "G_H" }`;
    expect(codesIn(text)).to.deep.equal(["A_B", "C_D", "E_F", "G_H"]);
  });
});
