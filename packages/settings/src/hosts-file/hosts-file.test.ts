import { expect } from "chai";
import fc from "fast-check";

import { encodeAnsi } from "../form/code-page.live.js";
import { fileOf } from "../form/file-store.live.js";
import { machine } from "../form/machine-states.js";
import { hostsFileLive } from "./hosts-file.live.js";
import { hostsFile } from "./hosts-file.js";
import { HostsLines } from "./hosts-lines.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const PATH = "C:\\Windows\\System32\\drivers\\etc\\hosts";

const bytesOf = (text: string): Buffer => encodeAnsi(text, "932") ?? Buffer.alloc(0);

/** What a file is before a declaration has been written, as it is compared, and the file afterwards. */
function written(text: string, declared: Record<string, string>): { live: unknown; after: string } {
  const state = machine({ files: { [PATH]: fileOf(bytesOf(text)) } });
  const desired = hostsFile.format(declared);
  const live = hostsFile.fromWindows(hostsFileLive.read(state, hostsFile.readRequest(desired)), desired);
  hostsFileLive.write(state, hostsFile.toWindows(desired, [[]]));
  const after = Buffer.from(state.files?.[PATH]?.content ?? "", "base64");
  return { live, after: new TextDecoder("shift_jis").decode(after) };
}

describe("hosts-file", () => {
  it("gives equal addresses the same text", () => {
    expect(hostsFile.format({ a: "2001:DB8:0:0:0:0:0:4" })).to.deep.equal({ a: "2001:db8::4" });
    expect(written("2001:DB8:0::4 a", { a: "2001:db8::4" }).live).to.deep.equal({ a: "2001:db8::4" });
  });

  it("shows every address that the file gives a name, and none where the line is a comment", () => {
    const text = "192.0.2.5 cs1\r\n192.0.2.4 CS1 other\r\n# 192.0.2.6 old\r\n";
    expect(written(text, { cs1: "192.0.2.4", old: "absent" }).live).to.deep.equal({
      cs1: "192.0.2.5 192.0.2.4",
      old: "absent",
    });
  });

  it("changes the address of a line that has the name alone, with its comment", () => {
    const text = "# 表示\r\n192.0.2.9 cs1 # 運用系ソ\r\nnot a line\r\n";
    expect(written(text, { cs1: "192.0.2.4" }).after).to.equal(
      "# 表示\r\n192.0.2.4\tcs1\t# 運用系ソ\r\nnot a line\r\n",
    );
  });

  it("takes a name out of a line with others and gives it one of its own", () => {
    expect(written("192.0.2.9 cs1 cs2 #x", { cs1: "192.0.2.4" }).after).to.equal(
      "192.0.2.9\tcs2\t#x\r\n192.0.2.4\tcs1\r\n",
    );
  });

  it("keeps the comment of a line whose names go, and the way in which lines end", () => {
    expect(written("192.0.2.9 cs1 # 旧ＣＳ\n192.0.2.9 cs1\n#\n", { cs1: "absent" }).after).to.equal("# 旧ＣＳ\n#\n");
  });

  it("keeps every byte of a file, whatever it holds, when a name is added", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const lines = new HostsLines(bytes);
        lines.set("cs1.juki.example", "192.0.2.4");
        const after = lines.bytes();
        expect(after.subarray(0, bytes.length)).to.deep.equal(Buffer.from(bytes));
        expect(after.subarray(bytes.length).toString("latin1")).to.match(
          /^(\r?\n)?192\.0\.2\.4\tcs1\.juki\.example\r?\n$/,
        );
      }),
    );
  });

  it("names what is not declared, in whatever encoding, but not Windows' own localhost", () => {
    const text = "127.0.0.1 localhost\r\n203.0.113.9 update.example サーバ\r\n192.0.2.4 cs1\r\n";
    const { live, after } = written(text, { cs1: "192.0.2.4", "*": "absent" });
    expect(live).to.deep.equal({ cs1: "192.0.2.4", "*": '"update.example", "サーバ"' });
    expect(after).to.equal("127.0.0.1 localhost\r\n192.0.2.4 cs1\r\n");
    expect(written("203.0.113.9 localhost", { "*": "absent" }).live).to.deep.equal({ "*": '"localhost"' });
  });

  it("refuses what is no host and no address, and says what would be right", () => {
    expect(declarationIssues("hostsFile", { CS1: "192.0.2.4" })[0]).to.include("in lower case");
    expect(declarationIssues("hostsFile", { cs1: "192.0.2.400" })[0]).to.include("must be an IPv4 or IPv6 address");
    expect(declarationIssues("hostsFile", { cs1: "cs2" })[0]).to.include("must be an IPv4 or IPv6 address");
    expect(declarationIssues("hostsFile", { "*": "192.0.2.4" })[0]).to.include('can only be "absent"');
    expect(declarationIssues("hostsFile", { "a b": "absent" })[0]).to.include("name of a host");
  });

  it("calls it hardening when only declared names are left, and does not know of another address", () => {
    expect(hostsFile.direction(["*"], '"a"', "absent")).to.equal("hardening");
    expect(hostsFile.direction(["cs1"], "192.0.2.5", "192.0.2.4")).to.equal("unknown");
  });
});
