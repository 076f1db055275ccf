import { knownClaims, readEvidence } from "@kijun/pilot";
import { everyArea, propertyTable } from "@kijun/settings";
import { expect } from "chai";

import { withTree } from "./broken-tree.js";
import { filesBelow, repositoryRoot, textOf } from "./repository.js";

/** What the product itself says; modelled machines and stubs are made up from what is believed, and say so. */
const PRODUCT = /^packages\/(?:settings|agent|node-winrm)\/.*\.(?:ts|ps1|md)$/;
const MODELS = /\.(?:live|states|test)\.ts$|\.stub\.ps1$/;
const DOCUMENTS = /^(?:docs\/.*|README|CONTRIBUTING)\.md$/;

/** "claim `id`" and "claims `id`, `id` and `id`", also over several lines of a comment. */
const REFERENCE = /\bclaims?((?:[\s,#*]|\/\/|\band\b|`[^`\s]+`)+)/g;

/** References to claims that do not exist, and beliefs that stand nowhere as one. */
function claimProblems(root: string, ids: ReadonlySet<string>): string[] {
  return filesBelow(root)
    .filter((path) => (PRODUCT.test(path) || DOCUMENTS.test(path)) && !MODELS.test(path))
    .flatMap((path) => {
      const text = textOf(root, path);
      const unknown = [...text.matchAll(REFERENCE)]
        .flatMap(([, names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))
        .filter((name) => name !== "id" && !ids.has(name) && !ids.has(`${ownerOf(path)}/${name}`))
        .map((name) => `${path}: there is no claim ${name}`);
      return text.includes("(believed)") ? [...unknown, `${path}: what is believed is a claim`] : unknown;
    });
}

function ownerOf(path: string): string {
  const [, area] = /^packages\/settings\/src\/([^/]+)\//.exec(path) ?? [];
  return area ?? /^packages\/([^/]+)\//.exec(path)?.[1] ?? "";
}

describe("claims about Windows", () => {
  const ids = new Set(knownClaims().map(({ id }) => id));

  it("are what texts and comments name, and nothing else is believed", () => {
    expect(claimProblems(repositoryRoot, ids)).to.deep.equal([]);
  });

  it("are what properties name", () => {
    const named = everyArea.flatMap((area) =>
      propertyTable(area).flatMap(({ meta }) =>
        (meta.claims ?? []).map((claim) => (claim.includes("/") ? claim : `${area.id}/${claim}`)),
      ),
    );
    expect(named).to.include("account-lockout/administrator-logons-count");
    expect(named.filter((id) => !ids.has(id))).to.deep.equal([]);
  });

  it("have no evidence in the repository that a test has made, and none of a claim that is gone", () => {
    const { claims } = readEvidence();
    for (const [id, { witnesses }] of Object.entries(claims)) {
      expect(ids.has(id), id).to.equal(true);
      for (const { build, edition } of witnesses) {
        expect(edition, id).to.not.match(/fixture/i);
        expect(Number.parseInt(build), id).to.be.below(90_000);
      }
    }
  });

  it("are missed where a text names one that does not exist, or calls something believed", () => {
    const files = {
      "packages/settings/src/a/a.md": "One thing (claim `known`), two (claims `known`,\n`strange` and `b/other`).",
      "packages/settings/src/a/a.ps1": "# three (believed), four (claim\n# `strange`).",
      "packages/settings/src/a/a.live.ts": "// four (believed).",
    };
    expect(withTree(files, (root) => claimProblems(root, new Set(["a/known"])))).to.deep.equal([
      "packages/settings/src/a/a.md: there is no claim strange",
      "packages/settings/src/a/a.md: there is no claim b/other",
      "packages/settings/src/a/a.ps1: there is no claim strange",
      "packages/settings/src/a/a.ps1: what is believed is a claim",
    ]);
  });
});
