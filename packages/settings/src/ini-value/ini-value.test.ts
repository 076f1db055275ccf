import { expect } from "chai";
import fc from "fast-check";

import { encodeAnsi } from "../form/code-page.live.js";
import { fileOf } from "../form/file-store.live.js";
import { machine } from "../form/machine-states.js";
import { IniFile } from "./ini-file.live.js";
import { iniValue } from "./ini-value.js";
import { iniValueLive } from "./ini-value.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const APP = "C:\\ProgramData\\JUKI\\app.ini";
const NLS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";

/** The bytes of a file after values have been written, and what was compared before. */
function written(bytes: Buffer, values: Record<string, string>): { live: unknown; after: Buffer } {
  const registry = { [NLS]: { ACP: { kind: "String", value: "932" } as const } };
  const state = machine({ registry, files: { [APP]: fileOf(bytes) } });
  const desired = iniValue.format({ [APP]: values });
  const live = iniValue.fromWindows(iniValueLive.read(state, iniValue.readRequest(desired)), desired)[APP];
  iniValueLive.write(state, iniValue.toWindows(desired, [[]]));
  return { live, after: Buffer.from(state.files?.[APP]?.content ?? "", "base64") };
}

const ansi = (text: string): Buffer => encodeAnsi(text, "932") ?? Buffer.alloc(0);

describe("ini-value", () => {
  it("is a text per section and key, and keeps literals apart from reserved words", () => {
    expect(iniValue.format({ [APP]: { "a/x": "1", "a/y": "absent", "a/z": '"1"' } })).to.deep.equal({
      [APP]: { "a/x": "1", "a/y": "absent", "a/z": '"\\"1\\""' },
    });
    expect(written(ansi("[a]\nx=absent\n"), { "a/x": "absent" }).live).to.deep.equal({ "a/x": '"absent"' });
  });

  it("changes a value where it stands, in each encoding", () => {
    const before = "; 表示=1\r\n[ゾーン]\r\nソ = 標準 \r\n残り=表\r\n";
    const after = "; 表示=1\r\n[ゾーン]\r\nソ = 拡大\r\n残り=表\r\n";
    const values = { "ゾーン/ソ": "拡大" };
    expect(written(ansi(before), values).after).to.deep.equal(ansi(after));
    expect(written(Buffer.from(before), values).after.toString()).to.equal(after);
    const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
    expect(written(wide(before), values).after).to.deep.equal(wide(after));
    expect(written(wide(before).swap16(), values).after).to.deep.equal(wide(after).swap16());
  });

  it("reads the first value of a key, and takes all of them away", () => {
    const { live, after } = written(ansi("[a]\nx=1\nX=2\n[b]\n[A]\nx=3\ny=4\n"), { "a/x": "absent" });
    expect(live).to.deep.equal({ "a/x": "1" });
    expect(after.toString()).to.equal("[a]\n[b]\n[A]\ny=4\n");
  });

  it("adds a value below its section, and a section at the end", () => {
    const values = { "a/z": "9", "c/x": "1", "/top": "2" };
    expect(written(ansi("[a]\r\nx=1\r\n\r\n[b]\r\ny=2"), values).after.toString()).to.equal(
      "top=2\r\n[a]\r\nx=1\r\nz=9\r\n\r\n[b]\r\ny=2\r\n[c]\r\nx=1\r\n",
    );
  });

  it("keeps every byte of the lines that do not change, whatever they hold", () => {
    const bytes = fc.uint8Array({ maxLength: 100 }).map((given) => Buffer.from(given.filter((byte) => byte !== 0)));
    fc.assert(
      fc.property(bytes, (given) => {
        const before = Buffer.concat([Buffer.from(";"), given, Buffer.from("\n[zz]\n")]);
        const ini = new IniFile(before, "932", APP);
        ini.set({ section: "zz", key: "a" }, "1");
        const after = ini.bytes();
        expect(after.subarray(0, before.length)).to.deep.equal(before);
        expect(after.subarray(before.length).toString()).to.match(/^a=1\r?\n$/);
      }),
    );
  });

  it("refuses names and values that would come back as others, and says what would be right", () => {
    expect(declarationIssues("iniValue", { [APP]: { Pointer: "1" } })[0]).to.include("a section, a slash and a key");
    expect(declarationIssues("iniValue", { [APP]: { "a/;x": "1" } })[0]).to.include("a section, a slash and a key");
    expect(declarationIssues("iniValue", { [APP]: { "a/x ": "1" } })[0]).to.include("blanks around a name");
    expect(declarationIssues("iniValue", { [APP]: { "a/x": " 1" } })[0]).to.include("begin or end with a blank");
    expect(declarationIssues("iniValue", { [APP]: { "a/x": "1\n[b]" } })[0]).to.include("one line");
    expect(declarationIssues("iniValue", { [APP]: { "a/x": "1", "A/X": "2" } })[0]).to.include("declared twice");
    expect(declarationIssues("iniValue", { "..\\app.ini": {} })[0]).to.include("full path on a drive");
    expect(declarationIssues("iniValue", { [APP]: {}, "%ProgramData%\\JUKI\\APP.ini": {} })[0]).to.include(
      "another path names the same file",
    );
  });
});
