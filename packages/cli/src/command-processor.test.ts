import { expect } from "chai";

import { invocationOf } from "./command-processor.js";

describe("invocationOf", () => {
  it("starts an executable as it is", () => {
    expect(invocationOf("/opt/pulumi", ["up", "a b"], {})).to.deep.equal({
      file: "/opt/pulumi",
      args: ["up", "a b"],
      verbatim: false,
    });
  });

  it("has the command processor start a launcher, with special characters escaped through both passes", () => {
    const { file, args, verbatim } = invocationOf("C:\\my tools\\pulumi.cmd", ["--target", 'a&b "c"'], {
      ComSpec: "cmd.exe",
    });
    expect([file, verbatim, ...args.slice(0, 3)]).to.deep.equal(["cmd.exe", true, "/d", "/s", "/c"]);
    expect(args[3]).to.equal('"^"C:\\my^ tools\\pulumi.cmd^" ^^^"--target^^^" ^^^"a^^^&b^^^ \\^^^"c\\^^^"^^^""');
  });
});
