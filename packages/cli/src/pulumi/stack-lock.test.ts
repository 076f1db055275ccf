import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { deadLocks, lockHolder, stackLocks } from "./stack-lock.js";
import type { StackLock } from "./stack-lock.js";

/** A number that no process has: Linux and Windows give out none so high. */
const NOBODY = 2 ** 30;

const LOCK: StackLock = {
  ...{ pid: NOBODY, username: "operator", hostname: hostname() },
  timestamp: "2026-01-14T10:32:00.123456789Z",
};

describe("locks of a stack", () => {
  let backend: string;
  let folder: string;

  beforeEach(() => {
    backend = mkdtempSync(join(tmpdir(), "kijun-lock-"));
    folder = join(backend, ".pulumi", "locks", "organization", "fixture", "dev");
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(backend, { recursive: true, force: true });
  });

  const stack = (): Parameters<typeof stackLocks>[0] => ({ backend, project: "fixture", stack: "dev" });

  function write(name: string, lock: StackLock): void {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(lock));
    writeFileSync(join(folder, `${name}.json.attrs`), "{}");
  }

  it("are read from the file backend, but for one that is just being written", () => {
    write("a", LOCK);
    writeFileSync(join(folder, "b.json"), '{"pid":');
    expect(stackLocks(stack())).to.deep.equal([LOCK]);
    expect(stackLocks({ ...stack(), stack: "other" })).to.deep.equal([]);
  });

  it("are dead when their process on this computer is, whatever domain its name carries", () => {
    const alive = (): boolean => true;
    expect(lockHolder(LOCK)).to.equal("dead");
    expect(lockHolder(LOCK, hostname(), alive)).to.equal("alive");
    expect(lockHolder({ ...LOCK, hostname: "OPS-1.city.example" }, "ops-1")).to.equal("dead");
    expect(lockHolder({ ...LOCK, hostname: "ops-2" }, "ops-1")).to.equal("elsewhere");
  });

  it("are not taken for a run when another program has got the number of the process", function () {
    if (process.platform !== "linux") return this.skip();
    expect(lockHolder({ ...LOCK, pid: process.pid })).to.equal("dead");
  });

  it("are answered where nobody holds them any more", async () => {
    write("a", LOCK);
    expect(await deadLocks(stack(), () => false)).to.deep.equal([LOCK]);
  });

  it("of another computer are named with the remedy", async () => {
    write("a", { ...LOCK, hostname: "another-computer" });
    const error: unknown = await deadLocks(stack(), () => false).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KijunError).and.to.include({ code: "STACK_LOCKED" });
    const { message, hint } = error as KijunError;
    expect(message).to.include("of operator on another-computer since 2026-01-14T10:32:00Z");
    expect(hint).to.include("pulumi cancel --yes --stack dev");
  });
});
