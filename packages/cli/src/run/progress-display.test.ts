import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

import { appendToFleetFile, writeJournal } from "@kijun/provider/run";
import { expect } from "chai";

import { answered, machine } from "./host-readings.fixture.test.js";
import { ProgressDisplay } from "./progress-display.js";

class Screen extends Writable {
  text = "";

  constructor(
    readonly isTTY: boolean,
    readonly columns: number,
  ) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

describe("ProgressDisplay", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-progress-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function shown(screen: Screen, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const display = new ProgressDisplay(folder, { stderr: screen, language: "en" }, environment);
    display.start();
    await delay(50);
    display.stop();
    return screen.text;
  }

  it("rewrites one line on a terminal and takes it away at the end", async () => {
    for (const name of ["A", "B"]) appendToFleetFile(join(folder, "fleet-1.ndjson"), machine(name));
    writeJournal(answered("A", 5), folder);
    const text = await shown(new Screen(true, 80));
    expect(text).to.include("read 1/2, failed 0, left 1");
    expect(text).not.to.include("\n");
    expect(text.endsWith("\u001b[1G\u001b[2K")).to.equal(true);
  });

  it("passes over files that are just being written", async () => {
    writeFileSync(join(folder, "fleet-1.ndjson"), '{"host":"A');
    expect(await shown(new Screen(true, 80)))
      .not.to.include("host")
      .and.not.to.include("error");
  });

  it("writes whole lines, and none at once, where a line cannot be rewritten", async () => {
    expect(await shown(new Screen(false, 80))).to.equal("");
    expect(await shown(new Screen(true, 40))).to.equal("");
    expect(await shown(new Screen(true, 80), { TERM: "dumb" })).to.equal("");
  });
});
