import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { resolveCredential } from "./credentials.js";

describe("resolveCredential", () => {
  let path: string;
  beforeEach(() => (path = join(mkdtempSync(join(tmpdir(), "kijun-credentials-")), "credentials.json")));
  afterEach(() => {
    rmSync(join(path, ".."), { recursive: true });
  });

  function messageOf(content: string, reference: string, mode = 0o600): string {
    writeFileSync(path, content, { mode });
    try {
      resolveCredential(reference, { KIJUN_CREDENTIALS: path });
    } catch (error) {
      if (error instanceof KijunError && error.code === "CREDENTIAL_MISSING") return `${error.message} ${error.hint}`;
      throw error;
    }
    return "none";
  }

  it("finds an account by its reference and keeps the password out of every text", () => {
    writeFileSync(path, JSON.stringify({ admin: { username: "operator", password: "canary-value" } }), { mode: 0o600 });
    const credential = resolveCredential("admin", { KIJUN_CREDENTIALS: path });
    expect(credential.username).to.equal("operator");
    expect(credential.password.reveal()).to.equal("canary-value");
    expect(`${JSON.stringify(credential)} ${String(credential.password)}`).to.not.include("canary-value");
  });

  it("names the file and the reference that is missing", () => {
    expect(messageOf("{}", "admin")).to.include('no credential named "admin"').and.to.include(path);
  });

  it("does not repeat the content of a damaged file", () => {
    expect(messageOf('{"admin": {"username": "operator", "pasword": "canary-value"}}', "admin")).to.not.include(
      "canary-value",
    );
  });

  it("refuses a file that others can read", function () {
    if (process.platform === "win32") this.skip();
    expect(messageOf('{"admin": {"username": "a", "password": "b"}}', "admin", 0o644)).to.include(
      "can be read by others",
    );
  });

  it("says what to set when no file is named", () => {
    expect(() => resolveCredential("admin", {})).to.throw(KijunError, 'no credential file is named for "admin"');
  });
});
