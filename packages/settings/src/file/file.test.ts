import { expect } from "chai";

import { fileOf } from "../form/file-store.live.js";
import { machine } from "../form/machine-states.js";
import { file } from "./file.js";
import { fileLive } from "./file.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const LEFT = "C:\\ProgramData\\JUKI\\renkei\\riyosha.dat";
const V1 = "3bfc269594ef649228e9a74bab00f042efc91d5acc6fbee31a382e80d42388fe";

function liveOf(content: string, declared: Parameters<typeof file.format>[0]) {
  const desired = file.format(declared);
  const state = machine({ files: { [LEFT]: fileOf(Buffer.from(content)) } });
  return file.fromWindows(fileLive.read(state, file.readRequest(desired)), desired);
}

describe("file", () => {
  it("compares content by size and hash, and hashes no file of another size", () => {
    const declared = { [LEFT]: { sha256: V1.toUpperCase(), sizeBytes: 2 } };
    expect(liveOf("v1", declared)).to.deep.equal(file.format(declared));
    expect(liveOf("v2", declared)[LEFT]).to.match(/^sha256 [0-9a-f]{64}, sizeBytes 2$/);
    expect(liveOf("other", declared)).to.deep.equal({ [LEFT]: "sizeBytes 5" });
    expect(liveOf("v1", { [LEFT]: "absent" })).to.deep.equal({ [LEFT]: "sizeBytes 2" });
  });

  it("refuses to delete what Windows or a user needs, by its path alone", () => {
    for (const path of [
      "%SystemRoot%\\System32\\a.dll",
      "%windir%\\win.ini",
      "c:\\windows\\Temp",
      "D:\\Windows\\a.txt",
      "C:\\EFI\\Boot\\bootx64.efi",
      "C:\\$WinREAgent\\a",
      "C:\\pagefile.sys",
      "%SystemDrive%\\bootmgr",
      "C:\\Users\\a\\NTUSER.DAT",
    ])
      expect(declarationIssues("file", { [path]: "absent" }), path).to.have.lengthOf(1);
    expect(
      declarationIssues("file", {
        [LEFT]: "absent",
        "%SystemRoot%\\Temp\\a.log": "absent",
        "%Public%\\a.txt": "absent",
      }),
    ).to.deep.equal([]);
    expect(declarationIssues("file", { "%SystemRoot%\\System32\\a.dll": { sha256: V1, sizeBytes: 2 } })).to.deep.equal(
      [],
    );
  });

  it("refuses half a content, too much content and what is no path of a file", () => {
    expect(declarationIssues("file", { [LEFT]: { sha256: V1 } })[0]).to.include("needs both sha256 and sizeBytes");
    expect(declarationIssues("file", { [LEFT]: { sha256: "abc", sizeBytes: 2 } })[0]).to.include(
      "64 hexadecimal digits",
    );
    expect(declarationIssues("file", { [LEFT]: { sha256: V1, sizeBytes: 67_108_865 } })[0]).to.include("sizeBytes");
    const large = { sha256: V1, sizeBytes: 67_108_864 };
    const many = Object.fromEntries(["1", "2", "3", "4", "5"].map((name) => [`C:\\a\\${name}`, large]));
    expect(declarationIssues("file", many)[0]).to.include("256 MiB");
    expect(declarationIssues("file", { "\\\\server\\a": "absent" })[0]).to.include("full path on a drive");
    expect(declarationIssues("file", { "C:\\a\\b": "absent", "c:\\A\\B": "absent" })[0]).to.include("declared twice");
    expect(declarationIssues("file", { "%ProgramData%\\a": "absent", "C:\\ProgramData\\a": "absent" })[0]).to.include(
      "declared twice",
    );
  });

  it("says that content is not delivered, and leaves the file as it is", () => {
    const state = machine({ files: { [LEFT]: fileOf(Buffer.from("v2")) } });
    const before = structuredClone(state);
    const desired = file.format({ [LEFT]: { sha256: V1, sizeBytes: 2 } });
    const failures = fileLive.write(state, file.toWindows(desired, [[LEFT]]));
    expect(failures.map(({ key, code }) => `${key}: ${code}`)).to.deep.equal([`${LEFT}: CONTENT_NOT_DELIVERED`]);
    expect(state).to.deep.equal(before);
  });
});
