import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect } from "chai";

import { isProcessAlive } from "./engine-alive.js";
import { startedBy } from "./process-tree.js";

const SLEEP = "setInterval(() => {}, 1000)";
const PARENT = `
const { spawn } = require("node:child_process");
const child = spawn(process.execPath, ["-e", ${JSON.stringify(SLEEP)}], { stdio: "ignore" });
console.log(child.pid);
${SLEEP}
`;

describe("startedBy", () => {
  it("finds what a process has started, on Linux also after its end", async function () {
    if (process.platform === "win32") return this.skip();
    const parent = spawn(process.execPath, ["-e", PARENT], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    const [line] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
    const child = Number(line);
    try {
      expect(startedBy(parent.pid ?? 0)).to.deep.equal([child]);
      parent.kill("SIGKILL");
      await once(parent, "exit");
      expect(isProcessAlive(parent.pid ?? 0)).to.equal(false);
      if (process.platform === "linux") expect(startedBy(parent.pid ?? 0)).to.deep.equal([child]);
    } finally {
      process.kill(child, "SIGKILL");
    }
  });
});
