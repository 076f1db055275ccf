import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { hashesOf, jsonText, sha256, writeKitFolder } from "./kit-folder.js";
import { whyNotWindows } from "./kit-system.js";

describe("a folder that is carried to machines", () => {
  let place: string;
  beforeEach(() => (place = mkdtempSync(join(tmpdir(), "kijun-kit-"))));
  afterEach(() => {
    rmSync(place, { recursive: true, force: true });
  });

  const files = { "a.ps1": "'a'\n", "b.json": jsonText({ text: "基準" }) };

  it("holds its files as they were given", () => {
    writeKitFolder(join(place, "kit"), files);
    expect(readdirSync(join(place, "kit")).sort()).to.deep.equal(["a.ps1", "b.json"]);
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(join(place, "kit", name), "utf8")).to.equal(text);
      expect(hashesOf(files)[name]).to.equal(sha256(text));
    }
  });

  it("goes into a new or an empty folder only, and leaves nothing where it cannot be written", () => {
    mkdirSync(join(place, "kit"));
    writeKitFolder(join(place, "kit"), files);
    writeFileSync(join(place, "file"), "");
    const refusals = [
      ["kit", "is not empty"],
      ["no/folder", "lies in a folder that is not there"],
      ["file", "is no folder that can be written to"],
    ] as const;
    for (const [name, reason] of refusals)
      expect(() => {
        writeKitFolder(join(place, name), files);
      })
        .to.throw(reason)
        .with.property("code", "ARGUMENT_INVALID");
    expect(readdirSync(place).sort()).to.deep.equal(["file", "kit"]);
  });
});

describe("its JSON", () => {
  it("is 7-bit and says what it was made of", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const value = { text: String.fromCharCode(...units) };
        const text = jsonText(value);
        expect(/^[\n\x20-\x7e]*$/.test(text)).to.equal(true);
        expect(JSON.stringify(JSON.parse(text))).to.equal(JSON.stringify(value));
      }),
    );
  });
});

describe("what a folder's script says of its system", () => {
  const windows = {
    ...{ platform: "Win32NT", build: "26100.4061", edition: "Professional", product: "WinNT", language: "ja-JP" },
    ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.26100.4061" },
    powershellEdition: "Desktop",
  };

  it("is Windows PowerShell 5.1 on Windows, or why not, each sign alone", () => {
    expect(whyNotWindows(false, windows)).to.deep.equal([]);
    expect(whyNotWindows(true, windows)).to.deep.equal(["rehearsal: scripts stood in for Windows"]);
    const signs = {
      platform: "Unix",
      process: "pwsh",
      powershell: "7.5.0",
      powershellEdition: "Core",
      build: "9600.1",
    };
    for (const [name, value] of Object.entries(signs)) {
      const [reason = "", ...more] = whyNotWindows(false, { ...windows, [name]: value });
      expect([reason.startsWith(`system.${name} = "${value}"`), more.length]).to.deep.equal([true, 0]);
    }
  });
});
