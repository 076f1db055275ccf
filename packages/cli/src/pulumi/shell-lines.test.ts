import { execFileSync } from "node:child_process";

import { expect } from "chai";

import { shellLines } from "./shell-lines.js";

const AWKWARD = {
  PLAIN: "/opt/a b",
  QUOTES: `it's "q" $HOME \`id\` \\ %PATH%`,
  JAPANESE: "C:\\Users\\札幌",
  CURLY: "a\u2019b",
};

describe("shellLines", () => {
  it("survives a round trip through sh", function () {
    if (process.platform === "win32") return this.skip();
    const script = `${shellLines(AWKWARD, "sh")}\nexec "$NODE" -p 'JSON.stringify(process.env)'`;
    const answer = execFileSync("sh", ["-c", script], { env: { NODE: process.execPath }, encoding: "utf8" });
    expect(JSON.parse(answer)).to.include(AWKWARD);
  });

  it("doubles every quote that PowerShell knows", () => {
    expect(shellLines({ A: "it's", B: "a\u2019b" }, "powershell")).to.equal(
      "${env:A} = 'it''s'\n${env:B} = 'a\u2019\u2019b'",
    );
  });

  it("prints one JSON document", () => {
    expect(JSON.parse(shellLines(AWKWARD, "json"))).to.deep.equal(AWKWARD);
  });
});
