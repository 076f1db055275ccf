import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { takeProofTurn } from "./proof-turn.js";

const ID = "0".repeat(64);

describe("takeProofTurn", () => {
  let folder: string;
  let turns: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "turn-"));
    turns = join(folder, "turns");
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  /** A process of its own that runs this code with `take(id)`, `log(text)` and `pause()`. */
  function run(code: string): ChildProcess {
    const module = new URL("./proof-turn.js", import.meta.url).href;
    const script = join(folder, `child-${children.length}.mjs`);
    writeFileSync(
      script,
      `import { appendFileSync } from "node:fs";
      import { takeProofTurn } from ${JSON.stringify(module)};
      const take = (id) => takeProofTurn(${JSON.stringify(turns)}, id);
      const log = (text) => appendFileSync(${JSON.stringify(join(folder, "log"))}, text + "\\n");
      const pause = () => new Promise((resolve) => setTimeout(resolve, 3));
      ${code}`,
    );
    const child = fork(script);
    children.push(child);
    return child;
  }

  it("lets one process at a time have it", async () => {
    const code = `for (let round = 0; round < 8; round++) {
        const release = await take("${ID}");
        log("in " + process.pid); await pause(); log("out " + process.pid);
        release();
      }
      process.disconnect();`;
    const ends = [1, 2, 3].map(() => once(run(code), "exit"));
    for (const [exitCode] of await Promise.all(ends)) expect(exitCode).to.equal(0);
    const lines = readFileSync(join(folder, "log"), "utf8").trim().split("\n");
    expect(lines).to.have.length(48);
    for (let index = 0; index < lines.length; index += 2)
      expect(lines[index + 1]).to.equal(lines[index]?.replace("in", "out"));
    expect(readdirSync(turns)).to.deep.equal([]);
  });

  it("passes from a process that was killed", async () => {
    const child = run(`await take("${ID}"); process.send("taken"); setInterval(() => 0, 1e6);`);
    await once(child, "message");
    expect(readdirSync(turns)).to.have.length(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    const release = await takeProofTurn(turns, ID);
    expect(readdirSync(turns)).to.have.length(1);
    release();
    expect(readdirSync(turns)).to.deep.equal([]);
  });

  it("is one turn for each credential", async () => {
    const releases = [await takeProofTurn(turns, ID), await takeProofTurn(turns, "1".repeat(64))];
    for (const release of releases) release();
  });

  it("waits for a claim of another machine, and for none that is older than any logon", async () => {
    (await takeProofTurn(turns, ID))();
    const foreign = join(turns, `${ID}.ffffffff.1.abc`);
    writeFileSync(foreign, "");
    const controller = new AbortController();
    const waiting = takeProofTurn(turns, ID, controller.signal).catch((error: unknown) => error);
    controller.abort();
    expect(await waiting).to.have.property("code", "WINRM_CANCELLED");
    utimesSync(foreign, 0, 0);
    (await takeProofTurn(turns, ID))();
    expect(readdirSync(turns)).to.deep.equal([]);
  });
});
