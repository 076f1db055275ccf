import { expect } from "chai";

import { consoleProcess } from "./console-process.js";
import { finishedOutput } from "./finished-output.fixture.test.js";

const machine = { computerName: "KITA-T001", locale: "ja-JP" } as const;

describe("consoleProcess", () => {
  for (const commandLine of ["hostname", "HOSTNAME.EXE", "C:\\Windows\\System32\\hostname.exe", '"hostname" /x']) {
    it(`answers the computer name to ${commandLine}`, async () => {
      const { stdout, exitCode } = await finishedOutput(consoleProcess({ ...machine, commandLine }));
      expect(stdout.toString()).to.equal("KITA-T001\r\n");
      expect(exitCode).to.equal(0);
    });
  }

  it("knows no other program, and says so in the language and code page of the machine", async () => {
    const { stdout, stderr, exitCode } = await finishedOutput(
      consoleProcess({ ...machine, commandLine: "whoami /all" }),
    );
    expect(exitCode).to.equal(1);
    expect(stdout).to.have.length(0);
    expect(new TextDecoder("shift_jis").decode(stderr)).to.equal(
      "'whoami' は、内部コマンドまたは外部コマンド、\r\n操作可能なプログラムまたはバッチ ファイルとして認識されていません。\r\n",
    );
  });

  it("speaks English on an English machine", async () => {
    const { stderr } = await finishedOutput(
      consoleProcess({ ...machine, locale: "en-US", commandLine: "net accounts" }),
    );
    expect(stderr.toString()).to.match(/^'net' is not recognized/);
  });
});
